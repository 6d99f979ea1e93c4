// How the calendar travels: the answers of /calendar and the data files of known years.
#pragma once

#include "modules/calendar/calendar.h"
#include "platform/http/json.h"

namespace weicheng::calendar {

struct DayRow {
    Date date;
    DayKind kind = DayKind::holiday;
    std::string note;
};
struct HoursRow {
    std::string from; // "08:00"
    std::string to;
};
struct YearAnswer {
    int year = 0;
    std::string status; // official, provisional, unknown
    std::string source;
    std::vector<DayRow> days;
    std::vector<HoursRow> hours;
};
struct YearBody {
    YearStatus status = YearStatus::provisional;
    std::string source;
    std::vector<DayRow> days;
};
struct YearParams {
    int year = 0;
};

/// A data file: stretches of days.
struct SpanRow {
    Date from;
    Date to;
    DayKind kind = DayKind::holiday;
    std::string note;
};
struct YearFile {
    int year = 0;
    YearStatus status = YearStatus::provisional;
    std::string source;
    std::vector<SpanRow> days;
};

} // namespace weicheng::calendar

namespace weicheng::http {

using namespace weicheng::calendar;

template <>
struct Shape<DayRow> {
    static constexpr std::string_view name = "CalendarDay";
    static constexpr auto fields =
        std::tuple{field("date", &DayRow::date), field("kind", &DayRow::kind),
                   field("note", &DayRow::note, at_most(60))};
};
template <>
struct Shape<HoursRow> {
    static constexpr std::string_view name = "WorkingHours";
    static constexpr auto fields =
        std::tuple{field("from", &HoursRow::from), field("to", &HoursRow::to)};
};
template <>
struct Shape<YearAnswer> {
    static constexpr std::string_view name = "CalendarYear";
    static constexpr auto fields =
        std::tuple{field("year", &YearAnswer::year), field("status", &YearAnswer::status),
                   field("source", &YearAnswer::source), field("days", &YearAnswer::days),
                   field("hours", &YearAnswer::hours)};
};
template <>
struct Shape<YearBody> {
    static constexpr std::string_view name = "CalendarYearChange";
    static constexpr auto fields = std::tuple{field("status", &YearBody::status),
                                              field("source", &YearBody::source, at_most(200)),
                                              field("days", &YearBody::days, at_most(366))};
};
template <>
struct Shape<YearParams> {
    static constexpr std::string_view name = "CalendarYearParams";
    static constexpr auto fields =
        std::tuple{field("year", &YearParams::year, between(2000, 2100))};
};
template <>
struct Shape<SpanRow> {
    static constexpr std::string_view name = "CalendarSpan";
    static constexpr auto fields =
        std::tuple{field("from", &SpanRow::from), field("to", &SpanRow::to),
                   field("kind", &SpanRow::kind), field("note", &SpanRow::note)};
};
template <>
struct Shape<YearFile> {
    static constexpr std::string_view name = "CalendarYearFile";
    static constexpr auto fields =
        std::tuple{field("year", &YearFile::year), field("status", &YearFile::status),
                   field("source", &YearFile::source), field("days", &YearFile::days)};
};

} // namespace weicheng::http

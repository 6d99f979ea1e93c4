// How the calendar travels: the answers of /calendar.
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

} // namespace weicheng::calendar

namespace weicheng::http {

template <>
struct Shape<calendar::DayRow> {
    static constexpr std::string_view name = "CalendarDay";
    static constexpr auto fields =
        std::tuple{field("date", &calendar::DayRow::date), field("kind", &calendar::DayRow::kind),
                   field("note", &calendar::DayRow::note, at_most(60))};
};
template <>
struct Shape<calendar::HoursRow> {
    static constexpr std::string_view name = "WorkingHours";
    static constexpr auto fields =
        std::tuple{field("from", &calendar::HoursRow::from), field("to", &calendar::HoursRow::to)};
};
template <>
struct Shape<calendar::YearAnswer> {
    static constexpr std::string_view name = "CalendarYear";
    static constexpr auto fields = std::tuple{
        field("year", &calendar::YearAnswer::year), field("status", &calendar::YearAnswer::status),
        field("source", &calendar::YearAnswer::source), field("days", &calendar::YearAnswer::days),
        field("hours", &calendar::YearAnswer::hours)};
};
template <>
struct Shape<calendar::YearBody> {
    static constexpr std::string_view name = "CalendarYearChange";
    static constexpr auto fields =
        std::tuple{field("status", &calendar::YearBody::status),
                   field("source", &calendar::YearBody::source, at_most(200)),
                   field("days", &calendar::YearBody::days, at_most(366))};
};
template <>
struct Shape<calendar::YearParams> {
    static constexpr std::string_view name = "CalendarYearParams";
    static constexpr auto fields =
        std::tuple{field("year", &calendar::YearParams::year, between(2000, 2100))};
};

} // namespace weicheng::http

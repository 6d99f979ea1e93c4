// The data files of known years (data/days-<year>.json), read when a county is set up.
#pragma once

#include "modules/calendar/calendar.h"
#include "platform/http/json.h"

namespace weicheng::calendar {

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

template <>
struct Shape<calendar::SpanRow> {
    static constexpr std::string_view name = "CalendarSpan";
    static constexpr auto fields = std::tuple{
        field("from", &calendar::SpanRow::from), field("to", &calendar::SpanRow::to),
        field("kind", &calendar::SpanRow::kind), field("note", &calendar::SpanRow::note)};
};
template <>
struct Shape<calendar::YearFile> {
    static constexpr std::string_view name = "CalendarYearFile";
    static constexpr auto fields = std::tuple{
        field("year", &calendar::YearFile::year), field("status", &calendar::YearFile::status),
        field("source", &calendar::YearFile::source), field("days", &calendar::YearFile::days)};
};

} // namespace weicheng::http

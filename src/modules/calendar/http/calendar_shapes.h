// What the paths of the calendar answer. Used inside http/ only.
#pragma once

#include "modules/calendar/store/calendar_text.h"

namespace weicheng::calendar {

struct YearAnswer {
    int year = 0;
    std::string status; // official, provisional, unknown
    std::string source;
    std::vector<DayRow> days;
    std::vector<HoursRow> hours;
};
struct YearParams {
    int year = 0;
};
struct ChangesParams {
    std::optional<int> year;
};
struct ChangeRow {
    Id<struct CalendarChange> id;
    std::optional<int> year;
    Instant at;
    std::string by_name;
    http::Json before;
    http::Json after;
};
struct ChangesAnswer {
    std::vector<ChangeRow> items;
};

} // namespace weicheng::calendar

namespace weicheng::http {

template <>
struct Shape<calendar::YearAnswer> {
    static constexpr std::string_view name = "CalendarYear";
    static constexpr auto fields = std::tuple{
        field("year", &calendar::YearAnswer::year), field("status", &calendar::YearAnswer::status),
        field("source", &calendar::YearAnswer::source), field("days", &calendar::YearAnswer::days),
        field("hours", &calendar::YearAnswer::hours)};
};
template <>
struct Shape<calendar::YearParams> {
    static constexpr std::string_view name = "CalendarYearParams";
    static constexpr auto fields =
        std::tuple{field("year", &calendar::YearParams::year, between(2000, 2100))};
};
template <>
struct Shape<calendar::ChangesParams> {
    static constexpr std::string_view name = "CalendarChangesParams";
    static constexpr auto fields =
        std::tuple{field("year", &calendar::ChangesParams::year, between(2000, 2100))};
};
template <>
struct Shape<calendar::ChangeRow> {
    using T = calendar::ChangeRow;
    static constexpr std::string_view name = "CalendarChange";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("year", &T::year, "Null: the working hours."),
                   field("at", &T::at),
                   field("by_name", &T::by_name, "Empty: the program itself."),
                   field("before", &T::before, "What stood there; null for nothing."),
                   field("after", &T::after)};
};
template <>
struct Shape<calendar::ChangesAnswer> {
    static constexpr std::string_view name = "CalendarChanges";
    static constexpr auto fields =
        std::tuple{field("items", &calendar::ChangesAnswer::items, "Newest first.")};
};

} // namespace weicheng::http

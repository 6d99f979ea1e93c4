// How the calendar is written down: days and hours as JSON. Used by the store's record of changes
// and by http.
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
    std::string to;   // "24:00" at the latest
};
struct YearBody {
    YearStatus status = YearStatus::provisional;
    std::string source;
    std::vector<DayRow> days;
};
struct HoursBody {
    std::vector<HoursRow> hours;
};

YearBody body_of(const Year& year);
HoursBody body_of(const std::vector<Stretch>& hours);
/// Minutes of the day of "08:00"; nothing when it is not a time of the day.
std::optional<int> minute_of(std::string_view clock_face);

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
    static constexpr auto fields = std::tuple{
        field("from", &calendar::HoursRow::from, at_most(5), "08:00, the county's clock"),
        field("to", &calendar::HoursRow::to, at_most(5), "24:00 at the latest")};
};
template <>
struct Shape<calendar::YearBody> {
    static constexpr std::string_view name = "CalendarYearChange";
    static constexpr auto fields =
        std::tuple{field("status", &calendar::YearBody::status),
                   field("source", &calendar::YearBody::source, at_most(200),
                         "The notice; needed for an official year."),
                   field("days", &calendar::YearBody::days, at_most(366))};
};
template <>
struct Shape<calendar::HoursBody> {
    static constexpr std::string_view name = "WorkingHoursChange";
    static constexpr auto fields = std::tuple{
        field("hours", &calendar::HoursBody::hours, at_most(6), "In the order of the day.")};
};

} // namespace weicheng::http

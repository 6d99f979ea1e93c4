// How the calendar is written down: days and hours as JSON. Used by the store's record of changes
// and by http.
#pragma once

#include "modules/calendar/calendar.h"
#include "platform/http/json.h"

namespace weicheng::calendar {

struct CalendarDay {
    Date date;
    DayKind kind = DayKind::holiday;
    std::string note;
};
SHAPE(CalendarDay, date,
    (kind, "A day off, or a working day moved onto a weekend."),
    (note, at_most(60), "What the day is called, such as 国庆节."));

struct WorkingHours {
    std::string from; // "08:00"
    std::string to;   // "24:00" at the latest
};
SHAPE(WorkingHours,
    (from, at_most(5), "08:00, the county's clock."),
    (to, at_most(5), "24:00 at the latest."));

struct CalendarYearChange {
    YearStatus status = YearStatus::provisional;
    std::string source;
    std::vector<CalendarDay> days;
};
SHAPE(CalendarYearChange,
    (status, "provisional until the notice is out."),
    (source, at_most(200), "The notice; needed for an official year."),
    (days, at_most(366), "Only days that are not what their weekday says."));

struct WorkingHoursChange {
    std::vector<WorkingHours> hours;
};
SHAPE(WorkingHoursChange, (hours, at_most(6), "In the order of the day."));

CalendarYearChange shape_of(const Year& year);
WorkingHoursChange shape_of(const std::vector<Stretch>& hours);
/// Minutes of the day of "08:00"; nothing when it is not a time of the day.
std::optional<int> minute_of(std::string_view clock_face);

} // namespace weicheng::calendar

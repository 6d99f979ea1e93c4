// What the paths of the calendar answer. Used inside http/ only.
#pragma once

#include "modules/calendar/store/calendar_text.h"

namespace weicheng::calendar {

struct CalendarYear {
    int year = 0;
    std::string status; // official, provisional, unknown
    std::string source;
    std::vector<CalendarDay> days;
    std::vector<WorkingHours> hours;
};
SHAPE(CalendarYear, year,
    (status, "official, provisional (the notice is not out) or unknown."),
    (source, "The notice it was taken from."),
    (days, "Only days that are not what their weekday says."),
    hours);

struct YearPath {
    int year = 0;
};
SHAPE(YearPath, (year, between(2000, 2100)));

struct ChangesQuery {
    std::optional<int> year;
};
SHAPE(ChangesQuery, (year, between(2000, 2100)));

struct CalendarChangeReply {
    Id<struct CalendarChange> id;
    std::optional<int> year;
    Instant at;
    std::string by_name;
    http::Json before;
    http::Json after;
};
SHAPE(CalendarChangeReply, id,
    (year, "Null: the working hours."),
    at,
    (by_name, "Empty: the program itself."),
    (before, "What stood there; null for nothing."),
    after);

} // namespace weicheng::calendar

// The tables of the calendar. Used by the calendar's own actions and http rooms.
#pragma once

#include "modules/calendar/calendar.h"
#include "platform/db/db.h"

namespace weicheng::calendar {

struct Year {
    int year = 0;
    YearStatus status = YearStatus::provisional;
    std::string source;
    std::vector<SpecialDay> days;
};

std::optional<Year> load_year(db::Tx& tx, CountyId county, int year);
/// Replaces the year's days.
void save_year(db::Tx& tx, CountyId county, const Year& year);
std::vector<Stretch> load_hours(db::Tx& tx, CountyId county);
void save_hours(db::Tx& tx, CountyId county, const std::vector<Stretch>& hours);

} // namespace weicheng::calendar

// The tables of the calendar. Used by the calendar's own actions and http rooms.
#pragma once

#include "modules/calendar/calendar.h"
#include "platform/db/db.h"

namespace weicheng::calendar {

std::optional<Year> load_year(db::Tx& tx, CountyId county, int year);
/// Replaces the year's days.
void save_year(db::Tx& tx, CountyId county, const Year& year);
std::vector<Stretch> load_hours(db::Tx& tx, CountyId county);
/// In the order of the day.
void save_hours(db::Tx& tx, CountyId county, const std::vector<Stretch>& hours);

/// One change: JSON of what stood before and of what stands since; "null" for nothing.
struct Change {
    std::int64_t id = 0;
    std::optional<int> year; // none: the working hours
    Instant at;
    std::string by_name; // empty: the program itself
    std::string before;
    std::string after;
};
/// Never changed, never removed. Returns the id.
std::int64_t keep_change(db::Tx& tx, const Caller& actor, std::optional<int> year,
                         std::string_view before, std::string_view after, Instant now);
/// Newest first, at most `limit`; of one year when given.
std::vector<Change> changes(db::Tx& tx, CountyId county, std::optional<int> year, int limit);

} // namespace weicheng::calendar

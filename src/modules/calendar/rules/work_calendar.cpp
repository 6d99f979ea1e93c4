#include "modules/calendar/calendar.h"

#include "foundation/check.h"

#include <algorithm>

namespace weicheng::calendar {

using namespace std::chrono;

/// Further than any limit reaches (9999 working days with every holiday); beyond it the data is
/// wrong.
static constexpr int furthest_days = 30'000;

WorkCalendar::WorkCalendar(std::vector<Stretch> hours, const std::vector<SpecialDay>& special,
                           std::map<int, YearStatus> years)
    : hours_(std::move(hours)), years_(std::move(years)) {
    std::sort(hours_.begin(), hours_.end(),
              [](const Stretch& a, const Stretch& b) { return a.from_minute < b.from_minute; });
    for (const auto& stretch : hours_) {
        check(stretch.from_minute < stretch.to_minute, "working hours run forward");
        minutes_per_day_ += stretch.to_minute - stretch.from_minute;
    }
    check(minutes_per_day_ > 0, "a working day has working hours");
    for (const auto& day : special)
        special_[sys_days{day.date}] = day.kind;
}

bool WorkCalendar::is_work_day(Date day) const {
    const sys_days at{day};
    if (const auto known = special_.find(at); known != special_.end())
        return known->second == DayKind::workday;
    const weekday name{at};
    return name != Saturday && name != Sunday;
}

Instant WorkCalendar::end_of_work(Date day) const {
    return instant_of(day, hours_.back().to_minute);
}

Date WorkCalendar::after_work_days(Date start, int count) const {
    Date day = start;
    for (int walked = 0; count > 0; ++walked) {
        check(walked < furthest_days, "a calendar has working days");
        day = next_day(day);
        if (is_work_day(day)) --count;
    }
    return day;
}

Instant WorkCalendar::after_work_minutes(Instant start, std::int64_t left) const {
    if (left <= 0) return start;
    Date day = date_of(start);
    int minute = minute_of_day(start);
    // The odd seconds of the start are carried to the end, so that no limit is shorter than
    // promised.
    const auto odd = start - instant_of(day, minute);
    for (int walked = 0; walked < furthest_days; ++walked, day = next_day(day), minute = 0) {
        if (!is_work_day(day)) continue;
        for (const auto& stretch : hours_) {
            const int from = std::max(minute, stretch.from_minute);
            if (from >= stretch.to_minute) continue;
            if (left <= stretch.to_minute - from) {
                const bool runs_at_start = day == date_of(start) && from == minute;
                const auto end = instant_of(day, from + static_cast<int>(left));
                return runs_at_start ? std::min(end + odd, instant_of(day, stretch.to_minute))
                                     : end;
            }
            left -= stretch.to_minute - from;
        }
    }
    throw Bug("a calendar has working days");
}

Instant WorkCalendar::deadline(Instant start, const Limit& limit) const {
    check(limit.amount >= 1 && limit.amount <= 9999, "a limit is 1 to 9999 units");
    switch (limit.unit) {
    case TimeUnit::urgent_hours: return start + std::chrono::hours{limit.amount};
    case TimeUnit::work_hours: return after_work_minutes(start, std::int64_t{60} * limit.amount);
    case TimeUnit::work_days: return end_of_work(after_work_days(date_of(start), limit.amount));
    case TimeUnit::natural_days: return instant_of(next_day(date_of(start), limit.amount), 1440);
    }
    throw Bug("an unknown unit of time");
}

std::int64_t WorkCalendar::work_minutes(Instant from, Instant to) const {
    if (to <= from) return 0;
    const auto minutes_of = [&](Date day, int first, int last) {
        std::int64_t sum = 0;
        if (is_work_day(day))
            for (const auto& stretch : hours_)
                sum += std::max(0, std::min(last, stretch.to_minute) -
                                       std::max(first, stretch.from_minute));
        return sum;
    };
    const Date last = date_of(to);
    Date day = date_of(from);
    if (day == last) return minutes_of(day, minute_of_day(from), minute_of_day(to));
    std::int64_t sum = minutes_of(day, minute_of_day(from), 1440);
    for (day = next_day(day); day < last; day = next_day(day))
        if (is_work_day(day)) sum += minutes_per_day_;
    return sum + minutes_of(last, 0, minute_of_day(to));
}

YearStatus WorkCalendar::status_of(int year) const {
    const auto known = years_.find(year);
    return known == years_.end() ? YearStatus::provisional : known->second;
}

bool WorkCalendar::touches_provisional_year(Instant from, Instant to) const {
    for (int y = int(date_of(from).year()); y <= int(date_of(to).year()); ++y)
        if (status_of(y) != YearStatus::official) return true;
    return false;
}

} // namespace weicheng::calendar

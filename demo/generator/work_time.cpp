#include "demo/generator/work_time.h"

#include "foundation/check.h"

#include <algorithm>

namespace weicheng::demo {

namespace {

constexpr int days_looked_at = 400;

std::int64_t whole_minutes(std::int64_t millis) {
    return millis / 60'000;
}

} // namespace

Instant after_work(const calendar::WorkCalendar& calendar, Instant from, std::int64_t minutes) {
    auto left = std::max<std::int64_t>(minutes, 1);
    Date day = date_of(from);
    for (int looked = 0; looked < days_looked_at; ++looked, day = next_day(day)) {
        if (!calendar.is_work_day(day)) continue;
        for (const auto& stretch : calendar.hours()) {
            const auto begin = std::max(from, instant_of(day, stretch.from_minute));
            const auto end = instant_of(day, stretch.to_minute);
            if (begin >= end) continue;
            const auto span = whole_minutes((end - begin).count());
            if (left <= span) return begin + std::chrono::minutes(left);
            left -= span;
        }
    }
    throw Bug("no working hours in more than a year");
}

Instant before_work(const calendar::WorkCalendar& calendar, Instant until, std::int64_t minutes) {
    auto left = std::max<std::int64_t>(minutes, 1);
    Date day = date_of(until);
    for (int looked = 0; looked < days_looked_at; ++looked, day = next_day(day, -1)) {
        if (!calendar.is_work_day(day)) continue;
        const auto& hours = calendar.hours();
        for (auto stretch = hours.rbegin(); stretch != hours.rend(); ++stretch) {
            const auto begin = instant_of(day, stretch->from_minute);
            const auto end = std::min(until, instant_of(day, stretch->to_minute));
            if (begin >= end) continue;
            const auto span = whole_minutes((end - begin).count());
            if (left <= span) return end - std::chrono::minutes(left);
            left -= span;
        }
    }
    throw Bug("no working hours in more than a year");
}

} // namespace weicheng::demo

#include "modules/cases/rules/clock.h"

#include <algorithm>

namespace weicheng::cases {

using std::chrono::duration_cast;
using std::chrono::minutes;

StageClock clock_of(calendar::TimeUnit unit) {
    switch (unit) {
    case calendar::TimeUnit::urgent_hours:
    case calendar::TimeUnit::natural_days: return StageClock::natural;
    case calendar::TimeUnit::work_hours:
    case calendar::TimeUnit::work_days: return StageClock::work;
    }
    throw Bug("an unknown unit of time");
}

std::int64_t minutes_between(StageClock clock, Instant from, Instant to,
                             const calendar::WorkCalendar& calendar) {
    if (to <= from) return 0;
    if (clock == StageClock::work) return calendar.work_minutes(from, to);
    return duration_cast<minutes>(to - from).count();
}

/// The smallest whole number in [low, high] for which `holds` is true; it is true for `high`.
template <class Holds>
static std::int64_t smallest(std::int64_t low, std::int64_t high, Holds holds) {
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (holds(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

StageLimit stage_limit(Instant since, Instant due_at, StageClock clock,
                       const calendar::WorkCalendar& calendar, const rulebook::LightRules& lights) {
    const auto count = [&](Instant from, Instant to) {
        return minutes_between(clock, from, to, calendar);
    };
    auto whole = count(since, due_at);
    if (whole == 0) {
        clock = StageClock::natural;
        whole = count(since, due_at);
    }
    const auto few = std::max<std::int64_t>(whole * lights.amber_share_percent / 100,
                                            lights.amber_floor_minutes);
    const auto span = std::max<std::int64_t>(duration_cast<minutes>(due_at - since).count(), 0);
    const auto to_amber = smallest(0, span, [&](std::int64_t minute) {
        return count(since + minutes{minute}, due_at) <= few;
    });
    const auto late = std::max<std::int64_t>(whole * lights.deep_red_percent / 100, 1);
    const auto is_late = [&](std::int64_t minute) {
        return count(due_at, due_at + minutes{minute}) >= late;
    };
    std::int64_t far = late;
    while (!is_late(far))
        far *= 2;
    return {due_at, since + minutes{to_amber}, due_at + minutes{smallest(1, far, is_late)}, clock,
            calendar.touches_provisional_year(since, due_at)};
}

Light light_of(State state, const std::optional<StageLimit>& stage, Instant now) {
    if (has_ended(state)) return Light::none;
    if (state == State::suspended) return Light::grey;
    if (state == State::reported || state == State::verifying || state == State::filed)
        return Light::hollow;
    check(stage.has_value(), "an open stage has a limit");
    if (now > stage->due_at) return now >= stage->deep_red_at ? Light::deep_red : Light::red;
    return now >= stage->amber_at ? Light::amber : Light::green;
}

TimeLeft time_left(const std::optional<StageLimit>& stage, Instant now,
                   const calendar::WorkCalendar& calendar) {
    if (!stage) return {};
    if (now > stage->due_at)
        return {std::nullopt, minutes_between(stage->clock, stage->due_at, now, calendar)};
    return {minutes_between(stage->clock, now, stage->due_at, calendar), std::nullopt};
}

} // namespace weicheng::cases

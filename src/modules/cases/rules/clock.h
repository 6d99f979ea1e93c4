// The clock of a stage: until when, when its light turns, how much is left.
#pragma once

#include "modules/calendar/calendar.h"
#include "modules/cases/cases.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::cases {

/// Whether limits in this unit are counted inside working hours.
StageClock clock_of(calendar::TimeUnit unit);
/// Minutes between two moments as that clock counts them; 0 when `to` is not after `from`.
std::int64_t minutes_between(StageClock clock, Instant from, Instant to,
                             const calendar::WorkCalendar& calendar);

/// The limit of a stage whose clock runs from `since` to `due_at`, with the moments its light
/// turns. A stretch without a working minute is counted by the natural clock.
StageLimit stage_limit(Instant since, Instant due_at, StageClock clock,
                       const calendar::WorkCalendar& calendar, const rulebook::LightRules& lights);

Light light_of(State state, const std::optional<StageLimit>& stage, Instant now);

/// Minutes left until due (or late by), on the stage's own clock. One of them is given while the
/// case is open.
struct TimeLeft {
    std::optional<std::int64_t> remaining_minutes;
    std::optional<std::int64_t> overdue_minutes;
};
TimeLeft time_left(const std::optional<StageLimit>& stage, Instant now,
                   const calendar::WorkCalendar& calendar);

} // namespace weicheng::cases

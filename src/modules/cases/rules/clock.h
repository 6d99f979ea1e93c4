// The clocks of a case: until when a stage runs, when its light turns, how much is left; the
// handling clock with what lengthens it and what stops it.
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

/// The moment so many minutes of that clock after `from`; before it when there are fewer than none.
Instant moment_after(StageClock clock, Instant from, std::int64_t minutes,
                     const calendar::WorkCalendar& calendar);

/// The limit of a stage whose clock runs from `since` to `due_at`, with the moments its light
/// turns: by the minutes between the two, or by `whole` where the clock stood in between. A stretch
/// without a working minute is counted by the natural clock.
StageLimit stage_limit(Instant since, Instant due_at, StageClock clock,
                       const calendar::WorkCalendar& calendar, const LightRules& lights,
                       std::optional<std::int64_t> whole = {});

/// The limit of the stage the case is in, which it entered at its stage_entered_at. Signing,
/// ruling, handling and confirming run under one handling clock; all but handling have limits of
/// their own, which may end earlier. So has the second look at a strike-off that was drawn.
StageLimit running_stage(const Case& one, const rulebook::Rules& rules,
                         const calendar::WorkCalendar& calendar);

// ---- the handling clock ----

/// Stages during which the handling clock runs against the unit.
constexpr bool runs_handling_clock(State state) {
    return state == State::dispatched || state == State::disputed || state == State::handling ||
           state == State::handled;
}

/// The clock of a unit's work: started with a limit, lengthened by extensions (延期), stopped only
/// by an approved suspension (暂缓), after which what was left runs on.
struct HandlingClock {
    StageClock clock = StageClock::work;
    std::optional<Instant> due_at; // nothing while it stands
    std::int64_t minutes = 0;      // in all: limit and extensions
    std::int64_t minutes_left = 0; // while it stands; fewer than none: it was late by them
};
HandlingClock started(Instant at, const calendar::Limit& limit,
                      const calendar::WorkCalendar& calendar);
/// A limit that ends at `due_at`, made longer; days are counted from the day whose end it is.
Instant lengthened(Instant due_at, const calendar::Limit& by,
                   const calendar::WorkCalendar& calendar);
void lengthen(HandlingClock& clock, const calendar::Limit& by,
              const calendar::WorkCalendar& calendar);
void stop(HandlingClock& clock, Instant at, const calendar::WorkCalendar& calendar);
void go_on(HandlingClock& clock, Instant at, const calendar::WorkCalendar& calendar);

/// The clock as the case keeps it, and back.
HandlingClock handling_clock(const Case& one);
void keep(const HandlingClock& clock, Case& one);
/// A case that an earlier program dispatched knows when its clock ends but not by which limit.
void complete_clock(Case& one, const calendar::Limit& limit,
                    const calendar::WorkCalendar& calendar);
/// Starts the case's handling clock anew; what it was given before is gone.
void start_handling_clock(Case& one, const calendar::Limit& limit, Instant at,
                          const calendar::WorkCalendar& calendar);

/// What was decided about a running clock since it started, oldest first.
struct ClockEvent {
    enum class Kind { longer, stopped, went_on };
    Kind kind = Kind::longer;
    Instant at;
    calendar::Limit by = {}; // longer
};
/// The same clock counted from its beginning, by another calendar.
HandlingClock counted(Instant started_at, const calendar::Limit& limit,
                      const std::vector<ClockEvent>& events,
                      const calendar::WorkCalendar& calendar);

/// The unit answers for a clock that ran out in its hands: notes it when that clock ends with this
/// step, or goes to another unit. `after` is the case as the step leaves it.
void note_lateness(const Case& before, Case& after, Instant now);

// ---- what is told of a running stage ----

/// How far a stage has come: 0 in time, 1 due soon, 2 overdue, 3 deeply overdue.
int level_of(const StageLimit& stage, Instant now);

/// What is told of a case now: each level of a stage once, and once that a suspension is to be
/// looked at again, and that a second look at a strike-off is due. A warning that would come after
/// the limit is left out.
struct Telling {
    int signal = 0;                      // as the case then has it
    std::vector<std::string_view> facts; // "case.due_soon" …, mildest first
};
Telling telling_of(const Case& one, Instant now);
/// When there is something to tell next, should nothing happen until then.
std::optional<Instant> next_telling(const Case& one);

// ---- another calendar ----

/// The case with the limits that still run counted by this calendar. `events` are those of its
/// handling clock, `rules` those in force when its stage began. What has ended stays as it was.
Case with_recomputed_limits(const Case& one, const std::vector<ClockEvent>& events,
                            const rulebook::Rules& rules, const calendar::WorkCalendar& calendar,
                            Instant now);

/// The light of a state that no clock turns.
std::optional<Light> still_light(State state);

/// Minutes left until due (or late by), on the stage's own clock. One of them is given while the
/// case is open.
struct TimeLeft {
    std::optional<std::int64_t> remaining_minutes;
    std::optional<std::int64_t> overdue_minutes;
};
TimeLeft time_left(const std::optional<StageLimit>& stage, Instant now,
                   const calendar::WorkCalendar& calendar);

} // namespace weicheng::cases

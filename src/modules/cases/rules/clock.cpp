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

/// The first number from 1 on for which `holds` is true; it stays true for all that follow.
template <class Holds>
static std::int64_t first_from_one(std::int64_t guess, Holds holds) {
    while (!holds(guess))
        guess *= 2;
    return smallest(1, guess, holds);
}

Instant moment_after(StageClock clock, Instant from, std::int64_t count,
                     const calendar::WorkCalendar& calendar) {
    if (clock == StageClock::natural || count == 0) return from + minutes{count};
    if (count > 0) return calendar.after_work_minutes(from, count);
    return from - minutes{first_from_one(-count, [&](std::int64_t minute) {
               return calendar.work_minutes(from - minutes{minute}, from) >= -count;
           })};
}

StageLimit stage_limit(Instant since, Instant due_at, StageClock clock,
                       const calendar::WorkCalendar& calendar, const LightRules& lights,
                       std::optional<std::int64_t> given) {
    const auto count = [&](Instant from, Instant to) {
        return minutes_between(clock, from, to, calendar);
    };
    auto whole = given.value_or(0) > 0 ? *given : count(since, due_at);
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
    return {due_at, since + minutes{to_amber}, due_at + minutes{first_from_one(late, is_late)},
            clock, calendar.touches_provisional_year(since, due_at)};
}

static const calendar::Limit& limit_of_stage(State state, const StageLimits& limits) {
    switch (state) {
    case State::reported: return limits.filing;
    case State::verifying: return limits.verify;
    case State::filed: return limits.dispatch;
    case State::dispatched: return limits.sign;
    case State::disputed: return limits.verdict;
    case State::handled: return limits.confirm;
    case State::checking: return limits.check;
    case State::checked: return limits.close;
    case State::closed: return limits.recheck; // drawn for a second look
    default: break;
    }
    throw Bug("this stage has no limit of its own");
}

StageLimit running_stage(const Case& one, const rulebook::Rules& rules,
                         const calendar::WorkCalendar& calendar) {
    const bool under_clock = one.due_at && runs_handling_clock(one.state);
    const auto whole_clock = [&] {
        return stage_limit(*one.clock_started_at, *one.due_at, clock_of(one.limit->unit), calendar,
                           rules.get<LightRules>(), one.clock_minutes);
    };
    if (one.state == State::handling) return whole_clock();
    const auto since = one.stage_entered_at;
    const auto& limit = limit_of_stage(one.state, rules.get<StageLimits>());
    const auto due_at = calendar.deadline(since, limit);
    if (under_clock && *one.due_at < due_at) return whole_clock();
    auto stage =
        stage_limit(since, due_at, clock_of(limit.unit), calendar, rules.get<LightRules>());
    if (under_clock)
        stage.provisional =
            stage.provisional || calendar.touches_provisional_year(since, *one.due_at);
    return stage;
}

// ---- the handling clock ----

HandlingClock started(Instant at, const calendar::Limit& limit,
                      const calendar::WorkCalendar& calendar) {
    HandlingClock clock{clock_of(limit.unit), calendar.deadline(at, limit), 0, 0};
    clock.minutes = minutes_between(clock.clock, at, *clock.due_at, calendar);
    return clock;
}

Instant lengthened(Instant due_at, const calendar::Limit& by,
                   const calendar::WorkCalendar& calendar) {
    const bool in_days =
        by.unit == calendar::TimeUnit::work_days || by.unit == calendar::TimeUnit::natural_days;
    return calendar.deadline(in_days ? due_at - std::chrono::milliseconds{1} : due_at, by);
}

void lengthen(HandlingClock& clock, const calendar::Limit& by,
              const calendar::WorkCalendar& calendar) {
    check(clock.due_at.has_value(), "only a running clock is lengthened");
    const auto before = *clock.due_at;
    clock.due_at = lengthened(before, by, calendar);
    clock.minutes += minutes_between(clock.clock, before, *clock.due_at, calendar);
}

void stop(HandlingClock& clock, Instant at, const calendar::WorkCalendar& calendar) {
    check(clock.due_at.has_value(), "only a running clock is stopped");
    clock.minutes_left = minutes_between(clock.clock, at, *clock.due_at, calendar) -
                         minutes_between(clock.clock, *clock.due_at, at, calendar);
    clock.due_at.reset();
}

void go_on(HandlingClock& clock, Instant at, const calendar::WorkCalendar& calendar) {
    check(!clock.due_at, "only a clock that stands goes on");
    clock.due_at = moment_after(clock.clock, at, clock.minutes_left, calendar);
    clock.minutes_left = 0;
}

HandlingClock handling_clock(const Case& one) {
    check(one.limit.has_value(), "the handling clock has a limit");
    return {clock_of(one.limit->unit), one.due_at, one.clock_minutes,
            one.suspension ? one.suspension->minutes_left : 0};
}

void keep(const HandlingClock& clock, Case& one) {
    one.due_at = clock.due_at;
    one.clock_minutes = clock.minutes;
    if (one.suspension) one.suspension->minutes_left = clock.minutes_left;
}

void complete_clock(Case& one, const calendar::Limit& limit,
                    const calendar::WorkCalendar& calendar) {
    if (!one.due_at || one.limit) return;
    one.limit = limit;
    one.clock_minutes =
        minutes_between(clock_of(limit.unit), *one.clock_started_at, *one.due_at, calendar);
}

void start_handling_clock(Case& one, const calendar::Limit& limit, Instant at,
                          const calendar::WorkCalendar& calendar) {
    one.clock_started_at = at;
    one.limit = limit;
    keep(started(at, limit, calendar), one);
}

HandlingClock counted(Instant started_at, const calendar::Limit& limit,
                      const std::vector<ClockEvent>& events,
                      const calendar::WorkCalendar& calendar) {
    auto clock = started(started_at, limit, calendar);
    for (const auto& event : events)
        switch (event.kind) {
        case ClockEvent::Kind::longer: lengthen(clock, event.by, calendar); break;
        case ClockEvent::Kind::stopped: stop(clock, event.at, calendar); break;
        case ClockEvent::Kind::went_on: go_on(clock, event.at, calendar); break;
        }
    return clock;
}

/// The handling clock had run out when the step was taken, or before it was stopped.
static bool had_run_out(const Case& before, Instant now) {
    if (before.suspension) return before.suspension->minutes_left < 0;
    return before.due_at && runs_handling_clock(before.state) && now > *before.due_at;
}

void note_lateness(const Case& before, Case& after, Instant now) {
    const bool undone = after.state == State::voided || after.state == State::merged;
    const bool same_clock = before.clock_started_at == after.clock_started_at &&
                            before.handling_body == after.handling_body;
    const bool runs_on =
        same_clock && (runs_handling_clock(after.state) || after.state == State::suspended);
    if (undone || runs_on || !had_run_out(before, now)) return;
    after.late_body = before.handling_body;
    after.lateness_exempt = false;
}

// ---- what is told of a running stage ----

int level_of(const StageLimit& stage, Instant now) {
    if (now > stage.due_at) return now >= stage.deep_red_at ? 3 : 2;
    return now >= stage.amber_at ? 1 : 0;
}

Telling telling_of(const Case& one, Instant now) {
    Telling telling{one.signal, {}};
    if (one.suspension) {
        if (one.signal == 0 && date_of(now) >= one.suspension->recheck_on)
            telling = {1, {"case.suspension_recheck_due"}};
        return telling;
    }
    if (!one.stage) return telling;
    const auto level = level_of(*one.stage, now);
    const bool drawn = one.state == State::closed;
    if (level == 1 && one.signal < 1)
        telling.facts.push_back(drawn ? "case.recheck_due_soon" : "case.due_soon");
    if (level >= 2 && one.signal < 2)
        telling.facts.push_back(drawn ? "case.recheck_overdue" : "case.overdue");
    if (level >= 3 && one.signal < 3 && !drawn) telling.facts.push_back("case.deep_overdue");
    telling.signal = std::max(one.signal, level);
    return telling;
}

std::optional<Instant> next_telling(const Case& one) {
    if (one.suspension)
        return one.signal == 0 ? std::optional{instant_of(one.suspension->recheck_on, 0)}
                               : std::nullopt;
    if (!one.stage) return std::nullopt;
    switch (one.signal) {
    case 0: return one.stage->amber_at;
    case 1: return one.stage->due_at;
    case 2: return one.stage->deep_red_at;
    default: return std::nullopt;
    }
}

// ---- another calendar ----

Case with_recomputed_limits(const Case& one, const std::vector<ClockEvent>& events,
                            const rulebook::Rules& rules, const calendar::WorkCalendar& calendar,
                            Instant now) {
    auto after = one;
    const bool runs_or_stands = one.suspension || runs_handling_clock(one.state);
    if (runs_or_stands && one.clock_started_at && one.limit)
        keep(counted(*one.clock_started_at, *one.limit, events, calendar), after);
    if (!one.stage) return after;
    after.stage = running_stage(after, rules, calendar);
    after.signal = std::min(one.signal, level_of(*after.stage, now));
    return after;
}

std::optional<Light> still_light(State state) {
    if (has_ended(state)) return Light::none;
    if (state == State::suspended) return Light::grey;
    if (state == State::reported || state == State::verifying || state == State::filed)
        return Light::hollow;
    return std::nullopt;
}

Light light_of(State state, const std::optional<StageLimit>& stage, Instant now) {
    if (const auto still = still_light(state)) return *still;
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

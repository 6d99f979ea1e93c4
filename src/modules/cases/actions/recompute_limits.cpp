#include "modules/cases/actions/recompute_limits.h"

#include "modules/cases/actions/inputs.h"
#include "modules/cases/rules/clock.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/limit_store.h"
#include "modules/cases/store/request_store.h"
#include "modules/cases/store/standing.h"

#include <algorithm>
#include <tuple>

namespace weicheng::cases {

/// What was decided about the running handling clock since it started, as the rows tell it.
static std::vector<ClockEvent> clock_events(db::Tx& tx, const Case& one) {
    std::vector<ClockEvent> events;
    const auto since = one.clock_started_at;
    if (!since) return events;
    using Kind = ClockEvent::Kind;
    for (const auto& request : requests_of(tx, one.county, one.id))
        if (request.kind == RequestKind::extension && request.status == RequestStatus::granted &&
            *request.decided_at >= *since)
            events.push_back({Kind::longer, *request.decided_at, *request.limit});
    for (const auto& stage : stages_of(tx, one.county, one.id))
        if (stage.stage == State::suspended && stage.entered_at >= *since) {
            events.push_back({Kind::stopped, stage.entered_at});
            if (stage.left_at) events.push_back({Kind::went_on, *stage.left_at});
        }
    std::stable_sort(events.begin(), events.end(),
                     [](const ClockEvent& a, const ClockEvent& b) { return a.at < b.at; });
    return events;
}

/// Also when only a warning moves: who follows the facts draws the light from it.
static bool moves_a_light(const Case& before, const Case& after) {
    const auto moments = [](const Case& one) {
        const auto stage = one.stage.value_or(StageLimit{});
        return std::tuple{one.due_at, stage.due_at, stage.amber_at, stage.deep_red_at};
    };
    return moments(before) != moments(after);
}

static bool same_limits(const Case& before, const Case& after) {
    const auto told = [](const Case& one) {
        const auto stage = one.stage.value_or(StageLimit{});
        return std::tuple{one.due_at,        one.clock_minutes,
                          one.limit,         one.signal,
                          stage.due_at,      stage.amber_at,
                          stage.deep_red_at, stage.clock,
                          stage.provisional, one.suspension ? one.suspension->minutes_left : 0};
    };
    return told(before) == told(after);
}

void recompute_limits(db::Tx& tx, CountyId county, CaseId id, Instant now) {
    const auto one = load(tx, county, id);
    if (!one || has_ended(one->state)) return;
    const auto loaded = load_inputs(tx, *one, now);
    auto known = *one;
    complete_clock(known, condition_of(*one, *loaded.kind).limit, *loaded.calendar);
    const auto rules = rulebook::in_force(tx, county, one->stage_entered_at);
    const auto after =
        with_recomputed_limits(known, clock_events(tx, *one), *rules, *loaded.calendar, now);
    if (same_limits(*one, after)) return;
    if (!put_limits(tx, after)) return;
    move_roll_ups(tx, {*one, after});
    if (moves_a_light(*one, after)) tell_recount(tx, *one, after, now);
}

} // namespace weicheng::cases

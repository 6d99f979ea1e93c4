#include "modules/cases/actions/closure_reminders.h"
#include "modules/cases/actions/ground.h"
#include "modules/cases/actions/near.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/rules/requests.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/merger_store.h"
#include "modules/cases/store/request_store.h"
#include "modules/people/people.h"

#include <algorithm>

namespace weicheng::cases {

/// A filing may choose another kind; every other move keeps the one it was judged by. Owners are
/// found where a filing can follow.
static Result<Ground> ground_for(db::Tx& tx, const Case& one, const Move& move, Instant now) {
    if (move.action == Action::file && !move.kind.empty() && move.kind != one.kind) {
        auto chosen = ground_for_kind(tx, one.county, move.kind, now);
        if (!chosen) return chosen;
        chosen->owners = find_owners(tx, one.county, *chosen, one.grid, one.site);
        return chosen;
    }
    auto ground = ground_of(tx, one, now);
    if (move.action == Action::file || move.action == Action::verify_true)
        ground.owners = find_owners(tx, one.county, ground, one.grid, one.site);
    return ground;
}

/// What the rules cap or draw, where the move asks for it.
static void look_back(db::Tx& tx, const Case& one, Action action, Ground& ground) {
    ground.draw = draw_of(tx, one.id, one.period);
    if (action == Action::return_to_desk)
        ground.returns = returns_in(steps_of(tx, one.county, one.id, one.period));
    if (action == Action::ask_extension || action == Action::ask_exemption)
        ground.asked = asked_before(requests_of(tx, one.county, one.id), one.period);
    if (edge_of(action).to == State::closed || action == Action::pass) {
        const auto merged = merged_into(tx, one.county, one.id);
        ground.citizens_follow = std::any_of(merged.begin(), merged.end(), [](const auto& each) {
            return each.source == from_citizens;
        });
    }
}

static void choose_body(db::Tx& tx, CountyId county, BodyId chosen, Basis& basis) {
    const auto found = people::body(tx, county, chosen);
    basis.body_stands = found && found->stands();
    basis.body_cannot_sign =
        basis.body_stands && !people::anyone_may(tx, county, "cases.sign", chosen);
}

/// The case to merge into, as far as the caller may know of it.
static std::optional<Case> target_of(db::Tx& tx, const Caller& caller, const Move& move) {
    if (move.action != Action::merge) return std::nullopt;
    auto target = load(tx, caller.county, move.into);
    if (target && !caller.is_server && !may_see(*target, caller)) target.reset();
    return target;
}

/// The corrected place; asked only of who may correct it.
static Result<std::optional<places::Located>>
new_place(db::Tx& tx, const Caller& caller, const Case& one, const Move& move, Ground& ground) {
    const auto& edge = edge_of(Action::relocate);
    if (move.action != Action::relocate || !edge.from.has(one.state) || forbids(edge, one, caller))
        return std::optional<places::Located>{};
    if (!move.point) return refuse_at("/place/point", "case.place_missing");
    const auto found = place_of(tx, one.county, *move.point, move.grid, move.site);
    if (!found) return found.refusal();
    ground.owners = find_owners(tx, one.county, ground, found->grid, move.site);
    return std::optional{*found};
}

/// What a case leaves to be done when nothing more is asked of anybody.
static void take_leave(db::Tx& tx, const Caller& caller, const Case& one,
                       const std::optional<Case>& target, const Ground& ground, Instant now) {
    if (target) {
        lead_on(tx, caller, one.county, one.id, target->id, now);
        record_joining(tx, caller, *target, one.id, now);
    }
    remind_of_closure(tx, one, *ground.rules);
}

Result<Case> move(db::Tx& tx, const Caller& caller, CaseId id, std::optional<std::int64_t> revision,
                  const Move& move, Instant now) {
    const auto one = load(tx, caller.county, id);
    if (!one || (caller.signed_in() && !may_see(*one, caller))) return Refusal{"case.unknown"};
    if (revision && *revision != one->revision) return Refusal{"request.stale"};
    auto ground = ground_for(tx, *one, move, now);
    if (!ground) return ground.refusal();
    if (const auto known = photos_known(tx, caller.county, move.photos, move.photos_path); !known)
        return known.refusal();
    const auto place = new_place(tx, caller, *one, move, *ground);
    if (!place) return place.refusal();
    const auto target = target_of(tx, caller, move);
    look_back(tx, *one, move.action, *ground);

    auto basis = ground->basis();
    basis.target = target ? &*target : nullptr;
    basis.place = *place ? &**place : nullptr;
    choose_body(tx, caller.county, move.body, basis);
    auto step = judge_move(*one, move, caller, now, basis);
    if (!step) return step.refusal();
    find_recurrence_again(tx, *ground, *step);
    auto chain = with_follow_ups(std::move(*step), now, *ground);
    if (!chain) return chain.refusal();
    auto saved =
        save(tx, caller, std::move(*chain), ground->rules->get<NumberFormats>().case_number, now);
    if (saved && saved->state != one->state && has_ended(saved->state))
        take_leave(tx, caller, *saved, target, *ground, now);
    return saved;
}

} // namespace weicheng::cases

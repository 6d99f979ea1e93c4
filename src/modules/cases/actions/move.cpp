#include "modules/cases/actions/closure_reminders.h"
#include "modules/cases/actions/inputs.h"
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
static Result<LoadedInputs> load_inputs_for(db::Tx& tx, const Case& one, const Move& move,
                                            Instant now) {
    if (move.action == Action::file && !move.kind.empty() && move.kind != one.kind) {
        auto chosen = load_inputs_for_kind(tx, one.county, move.kind, now);
        if (!chosen) return chosen;
        chosen->owners = find_owners(tx, one.county, *chosen, one.grid, one.site);
        return chosen;
    }
    auto loaded = load_inputs(tx, one, now);
    if (move.action == Action::file || move.action == Action::verify_true)
        loaded.owners = find_owners(tx, one.county, loaded, one.grid, one.site);
    return loaded;
}

/// What the rules cap or draw, where the move asks for it.
static void load_history(db::Tx& tx, const Case& one, Action action, LoadedInputs& loaded) {
    loaded.draw = draw_of(tx, one.id, one.period);
    if (action == Action::return_to_desk)
        loaded.returns = returns_in(steps_of(tx, one.county, one.id, one.period));
    if (action == Action::ask_extension || action == Action::ask_exemption)
        loaded.asked = asked_before(requests_of(tx, one.county, one.id), one.period);
    if (edge_of(action).to == State::closed || action == Action::pass) {
        const auto merged = merged_into(tx, one.county, one.id);
        loaded.citizens_follow = std::any_of(merged.begin(), merged.end(), [](const auto& each) {
            return each.source == from_citizens;
        });
    }
}

static void choose_body(db::Tx& tx, CountyId county, BodyId chosen, DecisionInputs& inputs) {
    const auto found = people::body(tx, county, chosen);
    inputs.body_stands = found && found->stands();
    inputs.body_cannot_sign =
        inputs.body_stands && !people::anyone_may(tx, county, "cases.sign", chosen);
}

/// The case to merge into, as far as the caller may know of it.
static std::optional<Case> target_of(db::Tx& tx, const Caller& caller, const Move& move) {
    if (move.action != Action::merge) return std::nullopt;
    auto target = load(tx, caller.county, move.into);
    if (target && !caller.is_server && !may_see(*target, caller)) target.reset();
    return target;
}

/// The corrected place; asked only of who may correct it.
static Result<std::optional<places::Located>> new_place(db::Tx& tx, const Caller& caller,
                                                        const Case& one, const Move& move,
                                                        LoadedInputs& loaded) {
    const auto& edge = edge_of(Action::relocate);
    if (move.action != Action::relocate || !edge.from.has(one.state) ||
        missing_permission(edge, one, caller))
        return std::optional<places::Located>{};
    if (!move.point) return refuse_at("/place/point", "case.place_missing");
    const auto found = place_of(tx, one.county, *move.point, move.grid, move.site);
    if (!found) return found.refusal();
    loaded.owners = find_owners(tx, one.county, loaded, found->grid, move.site);
    return std::optional{*found};
}

/// What a case leaves to be done when nothing more is asked of anybody.
static void on_case_ended(db::Tx& tx, const Caller& caller, const Case& one,
                          const std::optional<Case>& target, const LoadedInputs& loaded,
                          Instant now) {
    if (target) {
        move_merged_reports(tx, caller, one.county, one.id, target->id, now);
        record_joining(tx, caller, *target, one.id, now);
    }
    remind_of_closure(tx, one, *loaded.rules);
}

Result<Case> move(db::Tx& tx, const Caller& caller, CaseId id, std::optional<std::int64_t> revision,
                  const Move& move, Instant now) {
    const auto one = load(tx, caller.county, id);
    if (!one || (caller.signed_in() && !may_see(*one, caller))) return Refusal{"case.unknown"};
    if (revision && *revision != one->revision) return Refusal{"request.stale"};
    auto loaded = load_inputs_for(tx, *one, move, now);
    if (!loaded) return loaded.refusal();
    if (const auto known = photos_known(tx, caller.county, move.photos, move.photos_path); !known)
        return known.refusal();
    const auto place = new_place(tx, caller, *one, move, *loaded);
    if (!place) return place.refusal();
    const auto target = target_of(tx, caller, move);
    load_history(tx, *one, move.action, *loaded);

    auto inputs = loaded->inputs();
    inputs.target = target ? &*target : nullptr;
    inputs.place = *place ? &**place : nullptr;
    choose_body(tx, caller.county, move.body, inputs);
    auto step = judge_move(*one, move, caller, now, inputs);
    if (!step) return step.refusal();
    find_recurrence_again(tx, *loaded, *step);
    auto chain = with_follow_ups(std::move(*step), now, *loaded);
    if (!chain) return chain.refusal();
    auto saved =
        save(tx, caller, std::move(*chain), loaded->rules->get<NumberFormats>().case_number, now);
    if (saved && saved->state != one->state && has_ended(saved->state))
        on_case_ended(tx, caller, *saved, target, *loaded, now);
    return saved;
}

} // namespace weicheng::cases

#include "modules/cases/actions/closure_reminders.h"
#include "modules/cases/actions/ground.h"
#include "modules/cases/store/case_store.h"
#include "modules/people/people.h"

namespace weicheng::cases {

static bool is_standing(db::Tx& tx, CountyId county, BodyId body) {
    const auto found = people::body(tx, county, body);
    return found && found->stands();
}

/// A filing may choose another kind; every other move keeps the one it was judged by.
static Result<Ground> ground_for(db::Tx& tx, const Case& one, const Move& move, Instant now) {
    if (move.action != Action::file) return ground_of(tx, one, now);
    auto ground = ground_for_kind(tx, one.county, move.kind.empty() ? one.kind : move.kind, now);
    if (!ground) return ground;
    ground->owners = find_owners(tx, one.county, *ground, one.grid, one.site);
    return ground;
}

Result<Case> move(db::Tx& tx, const Caller& caller, CaseId id, std::optional<std::int64_t> revision,
                  const Move& move, Instant now) {
    const auto one = load(tx, caller.county, id);
    if (!one) return Refusal{"case.unknown"};
    if (revision && *revision != one->revision) return Refusal{"request.stale"};
    const auto ground = ground_for(tx, *one, move, now);
    if (!ground) return ground.refusal();
    if (const auto known = photos_known(tx, caller.county, move.photos, move.photos_path); !known)
        return known.refusal();

    auto basis = ground->basis();
    basis.body_stands = is_standing(tx, caller.county, move.body);
    auto step = judge_move(*one, move, caller, now, basis);
    if (!step) return step.refusal();
    auto chain = with_follow_ups(std::move(*step), now, *ground);
    if (!chain) return chain.refusal();
    auto saved = save(tx, caller, std::move(*chain), ground->rules->numbers.case_number, now);
    if (saved && saved->state == State::closed) remind_of_closure(tx, *saved, *ground->rules);
    return saved;
}

} // namespace weicheng::cases

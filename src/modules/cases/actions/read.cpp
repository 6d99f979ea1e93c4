#include "modules/cases/rules/permission.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/move_fact.h"
#include "platform/facts/facts.h"

namespace weicheng::cases {

std::optional<Case> find(db::Tx& tx, CountyId county, CaseId id) {
    return load(tx, county, id);
}

Result<Case> find_for(db::Tx& tx, const Caller& caller, CaseId id) {
    auto one = load(tx, caller.county, id);
    if (!one || !may_see(*one, caller)) return Refusal{"case.unknown"};
    return std::move(*one);
}

Result<void> rate(db::Tx& tx, const Caller& citizen, CaseId id, const Rating& rating, Instant now) {
    const auto one = load(tx, citizen.county, id);
    if (!one) return Refusal{"case.unknown"};
    if (one->state != State::closed) return Refusal{"case.not_closed", {{"number", one->number}}};
    if (rating_of(tx, citizen.county, id, one->period))
        return Refusal{"case.rated_already", {{"number", one->number}}};
    put_rating(tx, citizen.county, id, one->period, rating);
    MoveFact said;
    said.period = one->period;
    facts::record(tx, citizen, {"case.rated", "case", id.value, now, http::to_json(said)});
    return {};
}

} // namespace weicheng::cases

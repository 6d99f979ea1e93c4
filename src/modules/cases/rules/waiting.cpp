#include "modules/cases/rules/waiting.h"

#include "modules/cases/rules/permission.h"

namespace weicheng::cases {

static bool may_take(Action action, const Case& one, const Caller& caller) {
    const auto& edge = edge_of(action);
    return edge.from.has(one.state) && !missing_permission(edge, one, caller);
}

static bool answer_waits(const Case& one, const Caller& caller) {
    if (!one.request) return false;
    switch (one.request->kind) {
    case RequestKind::extension: return may_take(Action::grant_extension, one, caller);
    case RequestKind::suspension: return may_take(Action::grant_suspension, one, caller);
    case RequestKind::lateness:
        return may_take(one.request->status == RequestStatus::supported ? Action::grant_exemption
                                                                        : Action::support_exemption,
                        one, caller);
    }
    throw Bug("an unknown kind of request");
}

bool waits_for(const Case& one, const Caller& caller, bool delegated, Date today) {
    if (answer_waits(one, caller)) return true;
    if (one.recheck == Recheck::due) return may_take(Action::recheck_pass, one, caller);
    if (one.state == State::suspended)
        return one.suspension && one.suspension->recheck_on <= today &&
               may_take(Action::prolong_suspension, one, caller);
    return is_awaited(one, caller, delegated);
}

std::vector<State> states_asking(const Caller& caller) {
    std::vector<State> found;
    for (const auto& [state, name] : EnumNames<State>::all) {
        Case one;
        one.state = state;
        if (const auto turn = turn_of(one); turn && caller.may(turn->power)) found.push_back(state);
    }
    return found;
}

} // namespace weicheng::cases

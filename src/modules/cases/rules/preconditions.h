// What stands in the way of an edge besides the state and the person: a binding verdict, a count
// used up, a rule of the kind. Moves are judged by it and screens ask it, so that nothing is
// offered that would be refused.
#pragma once

#include "modules/cases/rules/asked_before.h"
#include "modules/cases/rules/edges.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::cases {

/// What an edge is judged by.
struct EdgeInputs {
    const rulebook::Rules& rules;
    const CaseKind& kind;
    Instant now;
    int returns = 0; // to the desk in this period, see returns_in()
    AskedBefore asked = {};
};

/// Nothing when the way is free, else what stands in it. The state was asked before.
std::optional<Refusal> unmet_precondition(const Edge& edge, const Case& one,
                                          const EdgeInputs& edge_inputs);

/// How often the case was returned to the desk in these steps of a period; a reinstated case begins
/// to count anew.
int returns_in(const std::vector<Step>& steps);

} // namespace weicheng::cases

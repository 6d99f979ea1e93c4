// What a unit asks for and others decide: a later limit (延期), a stop of the clock for an outside
// cause (暂缓), an appeal against a lateness (超期申诉). Called by lifecycle.cpp and
// permission.cpp.
#pragma once

#include "modules/cases/rules/lifecycle.h"
#include "modules/cases/rules/preconditions.h"

namespace weicheng::cases {

/// Who decides: in the area or the county, never of the unit that asks, never who asked himself.
std::optional<Refusal> missing_permission_to_decide(const Edge& edge, const Case& one,
                                                    const Caller& caller);

/// Whether the case stands ready for the step: nothing else waits for an answer, it is not too late
/// to ask, nothing is used up, and what is decided was asked.
std::optional<Refusal> unmet_precondition_of_request(Action action, const Case& one,
                                                     const EdgeInputs& edge_inputs);

/// What came with the step: the time asked for, the date for looking again.
std::optional<Refusal> judge_request(const Case& one, const Move& move, Instant now,
                                     const DecisionInputs& inputs);

/// What the step does to the request and to the clocks, before the case enters its next state.
void take_request(Change& change, const Move& move, const Caller& caller, Instant now,
                  const DecisionInputs& inputs);

/// A request that nobody can decide any more after this step lapses with it.
void lapse_request(Change& change, Instant now);

} // namespace weicheng::cases

#include "modules/cases/rules/preconditions.h"

#include "modules/cases/rules/requests.h"

namespace weicheng::cases {

static Refusal told(const char* code, const Case& one) {
    return Refusal{code, {{"number", one.number}}};
}

static std::optional<Refusal> unmet_precondition_of_return(const Case& one,
                                                           const EdgeInputs& edge_inputs) {
    if (one.verdict_binds) return told("case.verdict_binds", one);
    const auto most = edge_inputs.rules.get<RequestRules>().returns_max;
    if (edge_inputs.returns >= most)
        return Refusal{"case.returns_used_up",
                       {{"number", one.number}, {"max", std::to_string(most)}}};
    return std::nullopt;
}

std::optional<Refusal> unmet_precondition(const Edge& edge, const Case& one,
                                          const EdgeInputs& edge_inputs) {
    const auto unless = [&](bool free, const char* code) {
        return free ? std::nullopt : std::optional{told(code, one)};
    };
    switch (edge.action) {
    case Action::return_to_desk: return unmet_precondition_of_return(one, edge_inputs);
    case Action::dispute:
    case Action::reassign: return unless(!one.verdict_binds, "case.verdict_binds");
    case Action::close_as_delegate:
        return unless(edge_inputs.kind.closes == Closer::delegate, "case.not_delegated");
    case Action::recheck_pass:
    case Action::recheck_fail: return unless(one.recheck == Recheck::due, "case.recheck_not_due");
    case Action::object:
        return unless(may_be_objected(one, edge_inputs.now), "case.objection_closed");
    default: return unmet_precondition_of_request(edge.action, one, edge_inputs);
    }
}

int returns_in(const std::vector<Step>& steps) {
    int returns = 0;
    for (const auto& step : steps)
        if (step.action == Action::reinstate)
            returns = 0;
        else if (step.action == Action::return_to_desk)
            ++returns;
    return returns;
}

} // namespace weicheng::cases

#include "modules/cases/rules/permission.h"

#include "modules/cases/rules/requests.h"

#include <algorithm>

namespace weicheng::cases {

static bool granted_for(const Caller& caller, std::string_view power, BodyId body) {
    return body && std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
               return grant.power == power && grant.scope.body == body;
           });
}

bool acts_for(const Caller& caller, std::string_view power, BodyId body) {
    return granted_for(caller, power, body) ||
           (caller.belongs_to(body) && caller.may_in_county(power));
}

static bool is_doer(const Case& one, const Caller& caller) {
    return std::any_of(one.doers.begin(), one.doers.end(), [&](const Doer& doer) {
        return doer.account == caller.account || (doer.person && doer.person == caller.person);
    });
}

bool is_of(const Caller& caller, BodyId body) {
    if (!body) return false;
    if (caller.belongs_to(body)) return true;
    for (const auto power : {"cases.sign", "cases.handle", "cases.confirm"})
        if (granted_for(caller, power, body)) return true;
    return false;
}

static bool is_of_doers_body(const Case& one, const Caller& caller) {
    return is_of(caller, one.handling_body) ||
           std::any_of(one.doer_bodies.begin(), one.doer_bodies.end(),
                       [&](BodyId body) { return is_of(caller, body); });
}

static Refusal told(const char* code, const Case& one) {
    return Refusal{code, {{"number", one.number}}};
}

bool is_party(const Case& one, const Caller& caller, BodyId chosen) {
    return is_of(caller, one.handling_body) || is_of(caller, one.first_body) ||
           is_of(caller, chosen);
}

/// Nobody checks, strikes off, voids or looks again at what he had his own hand in.
static std::optional<Refusal> conflict_of_interest(const Edge& edge, const Case& one,
                                                   const Caller& caller) {
    const bool doer = is_doer(one, caller);
    switch (edge.who) {
    case Who::outsiders:
        if (doer) return told("case.checker_is_doer", one);
        if (is_of_doers_body(one, caller)) return told("case.checker_of_doers_body", one);
        break;
    case Who::delegate:
        if (doer) return told("case.closer_is_doer", one);
        if (is_of_doers_body(one, caller)) return told("case.closer_of_doers_body", one);
        break;
    case Who::office: {
        const bool strikes_off =
            edge.action == Action::close || edge.action == Action::refuse_closure;
        if (doer) return told(strikes_off ? "case.closer_is_doer" : "case.voider_is_doer", one);
        break;
    }
    case Who::arbiter:
        if (is_party(one, caller, {})) return told("case.arbiter_is_party", one);
        break;
    case Who::rechecker:
        if (doer || caller.account == one.checker || caller.account == one.closer)
            return told("case.rechecker_had_part", one);
        if (is_of_doers_body(one, caller)) return told("case.checker_of_doers_body", one);
        break;
    default: break;
    }
    return std::nullopt;
}

static std::optional<Refusal> outside_scope(const Edge& edge, const Case& one,
                                            const Caller& caller) {
    const auto outside = told("case.outside_scope", one);
    switch (edge.who) {
    case Who::delegate: // whoever strikes off for the county does it as the office
        if (caller.may_in_county(edge.power)) return told("case.not_delegated", one);
        [[fallthrough]];
    case Who::area:
    case Who::outsiders:
    case Who::decider:
        if (!caller.may_in(edge.power, one.block_body)) return outside;
        break;
    case Who::office:
    case Who::arbiter:
    case Who::reviewer:
    case Who::rechecker:
        if (!caller.may_in_county(edge.power)) return outside;
        break;
    case Who::handlers:
        if (!acts_for(caller, edge.power, one.handling_body))
            return told("case.not_your_body", one);
        break;
    case Who::reporter:
    case Who::resumer:
    case Who::server:
    case Who::citizen: break;
    }
    return std::nullopt;
}

std::optional<Refusal> missing_permission(const Edge& edge, const Case& one, const Caller& caller) {
    const Refusal missing{"auth.power_missing", {{"power", std::string(edge.power)}}};
    if (edge.who == Who::server) return caller.is_server ? std::nullopt : std::optional{missing};
    if (edge.who == Who::citizen) {
        const bool citizen = !caller.signed_in() && !caller.is_server;
        if (!citizen || !(one.source == from_citizens || one.objection_until))
            return told("case.not_your_report", one);
        return std::nullopt;
    }
    const bool from_portal = edge.who == Who::reporter && one.source == from_citizens;
    if (from_portal) return caller.signed_in() ? std::optional{missing} : std::nullopt;
    if (edge.who == Who::decider || edge.who == Who::resumer || edge.who == Who::reviewer)
        return missing_permission_to_decide(edge, one, caller);
    if (!caller.may(edge.power)) return missing;
    if (auto refusal = outside_scope(edge, one, caller)) return refusal;
    return conflict_of_interest(edge, one, caller);
}

std::vector<Action> allowed_actions(const Case& one, const Caller& caller,
                                    const EdgeInputs& edge_inputs) {
    std::vector<Action> allowed;
    for (const auto& edge : edges)
        if (edge.from.has(one.state) && edge.who != Who::server && edge.who != Who::citizen &&
            !missing_permission(edge, one, caller) && !unmet_precondition(edge, one, edge_inputs))
            allowed.push_back(edge.action);
    return allowed;
}

bool is_awaited(const Case& one, const Caller& caller, bool delegated) {
    const auto turn = turn_of(one);
    return turn && std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
               return edge.from.has(one.state) && edge.power == turn->power &&
                      (edge.who != Who::delegate || delegated) &&
                      !missing_permission(edge, one, caller);
           });
}

bool may_see(const Case& one, const Caller& caller) {
    return one.county == caller.county &&
           sight_of(caller).has({one.block_body, one.line_body, one.handling_body, one.reporter});
}

bool may_judge_evidence(const Case& one, const Caller& caller) {
    if (!caller.signed_in() || is_doer(one, caller) || is_of_doers_body(one, caller)) return false;
    return caller.may_in("cases.check", one.block_body) ||
           caller.may_in("cases.close", one.block_body) || caller.may_in_county("cases.recheck");
}

/// Of the unit that the report is about: its handler or, while it has none, its owners.
static bool is_complained_of(const Case& one, const Caller& caller) {
    if (one.handling_body) return is_of(caller, one.handling_body);
    return is_of(caller, one.block_body) || is_of(caller, one.line_body);
}

bool may_know_contact(const Case& one, const Caller& caller) {
    if (!caller.may_in_county("portal.contacts")) return false;
    return (one.reporter && one.reporter == caller.account) || !is_complained_of(one, caller);
}

bool may_know_reporter(const Case& one, const Caller& caller) {
    if (one.reporter && one.reporter == caller.account) return true;
    if (one.mended_on_spot && may_see(one, caller)) return true;
    return may_know_contact(one, caller);
}

std::optional<Turn> turn_of(const Case& one) {
    if (has_ended(one.state)) return std::nullopt;
    for (const auto& edge : edges) {
        if (!edge.from.has(one.state) || edge.power.empty()) continue;
        switch (edge.who) {
        case Who::area:
        case Who::outsiders:
        case Who::decider: return Turn{edge.power, one.block_body};
        case Who::handlers: return Turn{edge.power, one.handling_body, true};
        default: return Turn{edge.power, {}};
        }
    }
    return std::nullopt;
}

} // namespace weicheng::cases

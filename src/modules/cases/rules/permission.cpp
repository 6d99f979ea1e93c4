#include "modules/cases/rules/permission.h"

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

/// Belongs to the doer's body, or acts for it.
static bool is_of(const Caller& caller, BodyId body) {
    if (!body) return false;
    if (caller.belongs_to(body)) return true;
    for (const auto power : {"cases.sign", "cases.handle", "cases.confirm"})
        if (granted_for(caller, power, body)) return true;
    return false;
}

static std::optional<Refusal> forbids_checking(const Case& one, const Caller& caller) {
    if (is_doer(one, caller)) return Refusal{"case.checker_is_doer", {{"number", one.number}}};
    bool of_body = is_of(caller, one.handling_body);
    for (const auto body : one.doer_bodies)
        of_body = of_body || is_of(caller, body);
    if (of_body) return Refusal{"case.checker_of_doers_body", {{"number", one.number}}};
    return std::nullopt;
}

static std::optional<Refusal> forbids_in_scope(const Edge& edge, const Case& one,
                                               const Caller& caller) {
    const Refusal outside{"case.outside_scope", {{"number", one.number}}};
    switch (edge.who) {
    case Who::area:
    case Who::outsiders:
    case Who::delegate:
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
            return Refusal{"case.not_your_body", {{"number", one.number}}};
        break;
    case Who::reporter:
    case Who::resumer:
    case Who::server:
    case Who::citizen: break;
    }
    return std::nullopt;
}

std::optional<Refusal> forbids(const Edge& edge, const Case& one, const Caller& caller) {
    const Refusal missing{"auth.power_missing", {{"power", std::string(edge.power)}}};
    if (edge.who == Who::server) return caller.is_server ? std::nullopt : std::optional{missing};
    if (edge.who == Who::citizen) {
        const bool citizen = !caller.signed_in() && !caller.is_server;
        if (!citizen || one.source != Source::citizen)
            return Refusal{"case.not_your_report", {{"number", one.number}}};
        return std::nullopt;
    }
    const bool from_portal = edge.who == Who::reporter && one.source == Source::citizen;
    if (from_portal) return caller.signed_in() ? std::optional{missing} : std::nullopt;
    if (!caller.may(edge.power)) return missing;
    if (auto refusal = forbids_in_scope(edge, one, caller)) return refusal;
    if (edge.who == Who::outsiders) return forbids_checking(one, caller);
    if (edge.who == Who::office && is_doer(one, caller))
        return Refusal{"case.closer_is_doer", {{"number", one.number}}};
    return std::nullopt;
}

std::vector<Action> allowed_actions(const Case& one, const Caller& caller) {
    std::vector<Action> allowed;
    for (const auto& edge : edges)
        if (edge.from.has(one.state) && edge.who != Who::server && edge.who != Who::citizen &&
            !forbids(edge, one, caller))
            allowed.push_back(edge.action);
    return allowed;
}

bool may_see(const Case& one, const Caller& caller) {
    if (caller.county != one.county) return false;
    if (caller.may_in_county("cases.read")) return true;
    for (const auto body : {one.block_body, one.line_body, one.handling_body})
        if (caller.may_in("cases.read", body)) return true;
    return one.reporter && one.reporter == caller.account;
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

#include "modules/cases/rules/requests.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/permission.h"

#include <algorithm>

namespace weicheng::cases {

namespace {

/// The part an action has in a request.
enum class Part { none, ask, review, decide };
struct Role {
    Part part = Part::none;
    RequestKind kind = RequestKind::extension;
    bool in_favour = false; // of a review or a decision
};

Role role_of(Action action) {
    using enum RequestKind;
    switch (action) {
    case Action::ask_extension: return {Part::ask, extension};
    case Action::grant_extension: return {Part::decide, extension, true};
    case Action::refuse_extension: return {Part::decide, extension};
    case Action::ask_suspension: return {Part::ask, suspension};
    case Action::grant_suspension: return {Part::decide, suspension, true};
    case Action::refuse_suspension: return {Part::decide, suspension};
    case Action::ask_exemption: return {Part::ask, lateness};
    case Action::support_exemption: return {Part::review, lateness, true};
    case Action::refuse_exemption: return {Part::review, lateness};
    case Action::grant_exemption: return {Part::decide, lateness, true};
    case Action::deny_exemption: return {Part::decide, lateness};
    default: return {};
    }
}

Refusal about(const char* code, const Case& one) {
    return {code, {{"number", one.number}}};
}

} // namespace

// ---- who ----

std::optional<Refusal> missing_permission_to_decide(const Edge& edge, const Case& one,
                                                    const Caller& caller) {
    if (edge.who == Who::resumer && acts_for(caller, "cases.confirm", one.handling_body))
        return std::nullopt;
    if (!caller.may(edge.power))
        return Refusal{"auth.power_missing", {{"power", std::string(edge.power)}}};
    const bool in_reach = edge.who == Who::reviewer ? caller.may_in_county(edge.power)
                                                    : caller.may_in(edge.power, one.block_body);
    if (!in_reach) return about("case.outside_scope", one);
    if (is_of(caller, one.request ? one.request->body : one.handling_body))
        return about("case.decider_of_asking_body", one);
    if (!one.request) return std::nullopt;
    if (one.request->asked_by == caller.account) return about("case.decider_asked", one);
    if (role_of(edge.action).part == Part::decide && one.request->reviewed_by == caller.account)
        return about("case.decider_reviewed", one);
    return std::nullopt;
}

// ---- whether the case is ready for it ----

static std::optional<Refusal> unmet_precondition_of_extension(const Case& one,
                                                              const EdgeInputs& edge_inputs) {
    if (one.due_at && edge_inputs.now > *one.due_at) return about("case.extension_too_late", one);
    const auto most = edge_inputs.rules.get<RequestRules>().extensions_max;
    if (edge_inputs.asked.extensions >= most)
        return Refusal{"case.extensions_used_up",
                       {{"number", one.number}, {"max", std::to_string(most)}}};
    return std::nullopt;
}

static std::optional<Refusal> unmet_precondition_of_asking(RequestKind kind, const Case& one,
                                                           const EdgeInputs& edge_inputs) {
    if (one.request) return about("case.request_waits", one);
    switch (kind) {
    case RequestKind::extension: return unmet_precondition_of_extension(one, edge_inputs);
    case RequestKind::suspension: return std::nullopt;
    case RequestKind::lateness: break;
    }
    if (!one.late_body || one.late_body != one.handling_body) return about("case.not_late", one);
    if (edge_inputs.asked.lateness) return about("case.appealed_already", one);
    return std::nullopt;
}

std::optional<Refusal> unmet_precondition_of_request(Action action, const Case& one,
                                                     const EdgeInputs& edge_inputs) {
    const auto role = role_of(action);
    if (role.part == Part::none) return std::nullopt;
    if (role.part == Part::ask) return unmet_precondition_of_asking(role.kind, one, edge_inputs);
    if (!one.request || one.request->kind != role.kind) return about("case.request_decided", one);
    const bool supported = one.request->status == RequestStatus::supported;
    const bool two_levels = role.kind == RequestKind::lateness;
    if (role.part == Part::review && supported) return about("case.request_decided", one);
    if (role.part == Part::decide && two_levels && !supported)
        return about("case.request_not_reviewed", one);
    return std::nullopt;
}

// ---- what came with it ----

static std::optional<Refusal> judge_extension(const Case& one, const Move& move,
                                              const DecisionInputs& inputs) {
    const auto& rules = inputs.rules.get<RequestRules>();
    if (!move.limit || move.limit->amount < 1 || move.limit->amount > 9999)
        return refuse_at("/limit", "case.extension_without_limit");
    const auto ends = [&](const calendar::Limit& limit) {
        return lengthened(*one.due_at, limit, inputs.calendar);
    };
    if (ends(*move.limit) > ends(rules.extension_longest))
        return refuse_at("/limit", "case.extension_too_long",
                         {{"longest", calendar::words_of(rules.extension_longest, false)},
                          {"longest_en", calendar::words_of(rules.extension_longest, true)}});
    return std::nullopt;
}

/// The date for looking again lies after `after`, and not too far from the day the clock stopped.
static std::optional<Refusal> judge_recheck_date(std::optional<Date> day, Date after, Date since,
                                                 const DecisionInputs& inputs) {
    if (!day || *day <= after)
        return refuse_at("/recheck_on", "case.recheck_date_wrong", {{"after", to_text(after)}});
    const auto most = inputs.rules.get<RequestRules>().suspension_days_max;
    if (const auto last = next_day(since, most); *day > last)
        return refuse_at("/recheck_on", "case.suspension_too_long",
                         {{"max", std::to_string(most)}, {"last", to_text(last)}});
    return std::nullopt;
}

static std::optional<Refusal> judge_appeal(const Case& one, Instant now,
                                           const DecisionInputs& inputs) {
    const auto& within = inputs.rules.get<RequestRules>().lateness_within;
    if (one.closed_at && now > inputs.calendar.deadline(*one.closed_at, within))
        return about("case.appeal_too_late", one);
    return std::nullopt;
}

std::optional<Refusal> judge_request(const Case& one, const Move& move, Instant now,
                                     const DecisionInputs& inputs) {
    const auto today = date_of(now);
    check(one.state != State::suspended || one.suspension, "a suspended case knows since when");
    switch (move.action) {
    case Action::ask_extension: return judge_extension(one, move, inputs);
    case Action::ask_suspension: return judge_recheck_date(move.recheck_on, today, today, inputs);
    case Action::grant_suspension:
        return judge_recheck_date(move.recheck_on ? move.recheck_on : one.request->recheck_on,
                                  today, today, inputs);
    case Action::prolong_suspension:
        return judge_recheck_date(move.recheck_on, std::max(today, one.suspension->recheck_on),
                                  date_of(one.suspension->since), inputs);
    case Action::ask_exemption: return judge_appeal(one, now, inputs);
    default: return std::nullopt;
    }
}

// ---- what it does ----

static void ask(Change& change, const Move& move, const Caller& caller, Instant now,
                RequestKind kind) {
    auto& one = change.after;
    Request request;
    request.kind = kind;
    request.period = one.period;
    request.body = one.handling_body;
    request.asked_by = caller.account;
    request.asked_at = now;
    request.reason = move.reason;
    request.limit = move.limit;
    request.recheck_on = move.recheck_on;
    one.request = change.request = request;
}

static void answer(Change& change, const Caller& caller, Instant now, Role role) {
    auto& one = change.after;
    auto request = *one.request;
    (role.part == Part::review ? request.reviewed_by : request.decided_by) = caller.account;
    (role.part == Part::review ? request.reviewed_at : request.decided_at) = now;
    request.status = !role.in_favour             ? RequestStatus::refused
                     : role.part == Part::review ? RequestStatus::supported
                                                 : RequestStatus::granted;
    change.request = request;
    if (request.status == RequestStatus::supported)
        one.request = request;
    else
        one.request.reset();
}

/// The clock runs to another moment while the stage goes on: its light may be green again.
static void recompute_stage(Case& one, Instant now, const DecisionInputs& inputs) {
    one.stage = running_stage(one, inputs.rules, inputs.calendar);
    one.signal = std::min(one.signal, level_of(*one.stage, now));
}

static void suspend(Case& one, const Request& asked, const Move& move, Instant now,
                    const DecisionInputs& inputs) {
    auto clock = handling_clock(one);
    stop(clock, now, inputs.calendar);
    one.suspension =
        Suspension{now, move.recheck_on ? *move.recheck_on : *asked.recheck_on, asked.reason, 0};
    keep(clock, one);
}

static void resume(Case& one, Instant now, const DecisionInputs& inputs) {
    auto clock = handling_clock(one);
    go_on(clock, now, inputs.calendar);
    keep(clock, one);
}

static void extend(Case& one, const Request& asked, Instant now, const DecisionInputs& inputs) {
    auto clock = handling_clock(one);
    lengthen(clock, *asked.limit, inputs.calendar);
    keep(clock, one);
    recompute_stage(one, now, inputs);
}

void take_request(Change& change, const Move& move, const Caller& caller, Instant now,
                  const DecisionInputs& inputs) {
    auto& one = change.after;
    const auto role = role_of(move.action);
    if (role.part == Part::ask) return ask(change, move, caller, now, role.kind);
    if (role.part != Part::none) answer(change, caller, now, role);
    switch (move.action) {
    case Action::grant_extension: return extend(one, *change.request, now, inputs);
    case Action::grant_suspension: return suspend(one, *change.request, move, now, inputs);
    case Action::prolong_suspension:
        one.suspension->recheck_on = *move.recheck_on;
        one.signal = 0; // it is told of again when that day comes
        return;
    case Action::resume: return resume(one, now, inputs);
    case Action::grant_exemption: one.lateness_exempt = true; return;
    default: return;
    }
}

void lapse_request(Change& change, Instant now) {
    auto& one = change.after;
    if (!one.request || change.request) return;
    const auto grants = [](RequestKind kind) {
        switch (kind) {
        case RequestKind::extension: return Action::grant_extension;
        case RequestKind::suspension: return Action::grant_suspension;
        case RequestKind::lateness: return Action::grant_exemption;
        }
        throw Bug("an unknown kind of request");
    };
    const bool same_clock = one.clock_started_at == change.before.clock_started_at &&
                            one.handling_body == change.before.handling_body;
    if (same_clock && leaves(grants(one.request->kind), one.state)) return;
    change.request = one.request;
    change.request->status = RequestStatus::lapsed;
    change.request->decided_at = now;
    change.more_facts.push_back("case.request_lapsed");
    one.request.reset();
}

AskedBefore asked_before(const std::vector<Request>& requests, int period) {
    AskedBefore asked;
    for (const auto& each : requests) {
        if (each.kind == RequestKind::lateness) asked.lateness = true;
        if (each.kind == RequestKind::extension && each.status == RequestStatus::granted &&
            each.period == period)
            ++asked.extensions;
    }
    return asked;
}

} // namespace weicheng::cases

#include "modules/cases/http/case_requests.h"

#include "modules/cases/http/case_inputs.h"
#include "modules/cases/http/moves.h"
#include "modules/cases/rules/lifecycle.h"
#include "modules/cases/store/request_store.h"

namespace weicheng::cases {

// ---- what is told ----

static std::optional<std::string> text_or_none(std::string text) {
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

http::CodeName CasePresenter::request_reason(RequestKind kind, const std::string& code) const {
    const auto asks = kind == RequestKind::extension    ? Action::ask_extension
                      : kind == RequestKind::suspension ? Action::ask_suspension
                                                        : Action::ask_exemption;
    const auto* list = reasons_of(asks, rules_->get<ReasonLists>());
    const auto* reason = list ? rulebook::find_by_code(*list, code) : nullptr;
    return {code, reason ? reason->name.in(context_.locale) : code};
}

CaseRequest CasePresenter::request(RequestRow row) {
    const auto& asked = row.request;
    const auto name_of_person = [&](AccountId account) -> std::optional<std::string> {
        const auto* found = person(account);
        return found ? std::optional{found->name} : std::nullopt;
    };
    const bool waits =
        asked.status == RequestStatus::open || asked.status == RequestStatus::supported;
    CaseRequest reply;
    reply.id = asked.id;
    reply.kind = asked.kind;
    reply.status = asked.status;
    reply.period = asked.period;
    if (const auto unit = body(asked.body)) reply.body = {unit->id, unit->name};
    reply.asked_at = asked.asked_at;
    reply.asked_by_name = name_of_person(asked.asked_by);
    reply.reason = request_reason(asked.kind, asked.reason);
    reply.note = text_or_none(std::move(row.note));
    if (asked.limit)
        reply.limit =
            LimitOfRequest{asked.limit->amount, asked.limit->unit,
                           calendar::words_of(*asked.limit, context_.locale == Locale::en)};
    reply.recheck_on = asked.recheck_on;
    if (waits)
        reply.decide_by = calendar_->deadline(asked.reviewed_at.value_or(asked.asked_at),
                                              rules_->get<StageLimits>().decide);
    reply.reviewed_at = asked.reviewed_at;
    reply.reviewed_by_name = name_of_person(asked.reviewed_by);
    reply.review_note = text_or_none(std::move(row.review_note));
    reply.decided_at = asked.decided_at;
    reply.decided_by_name = name_of_person(asked.decided_by);
    reply.decision_note = text_or_none(std::move(row.decision_note));
    return reply;
}

void CasePresenter::add_requests(const Case& one, CaseReply& reply) {
    for (auto& row : request_rows(tx_, county_, one.id))
        reply.requests.push_back(request(std::move(row)));
    if (const auto& stands = one.suspension)
        reply.suspension = SuspensionOfCase{stands->since, stands->recheck_on,
                                            request_reason(RequestKind::suspension, stands->reason),
                                            stands->minutes_left};
    reply.lateness = {bool(one.late_body), one.lateness_exempt};
}

// ---- what is asked ----

static Move as_move(const NewExtensionRequest& input) {
    Move move{.action = Action::ask_extension, .reason = input.reason, .note = clean(input.note)};
    move.limit = calendar::Limit{input.limit.amount, input.limit.unit};
    return move;
}
static Move as_move(const NewSuspensionRequest& input) {
    Move move{.action = Action::ask_suspension, .reason = input.reason, .note = clean(input.note)};
    move.recheck_on = input.recheck_on;
    return move;
}
static Move as_move(const NewSuspensionDecision& input) {
    const bool grants = input.result == Decision::grant;
    Move move{.action = grants ? Action::grant_suspension : Action::refuse_suspension,
              .note = clean(input.note)};
    if (grants) move.recheck_on = input.recheck_on;
    return move;
}
static Move as_move(const NewProlongation& input) {
    Move move{.action = Action::prolong_suspension, .note = clean(input.note)};
    move.recheck_on = input.recheck_on;
    return move;
}
static Move as_move(const NewResumption& input) {
    return {.action = Action::resume, .note = clean(input.note)};
}
static Move as_move(const NewLatenessAppeal& input) {
    return {.action = Action::ask_exemption, .reason = input.reason, .note = clean(input.note)};
}
static Move as_move(const NewReview& input) {
    const bool supports = input.result == Review::support;
    return {.action = supports ? Action::support_exemption : Action::refuse_exemption,
            .note = clean(input.note)};
}

template <class Input>
static http::Endpoint endpoint(const Services& services, http::Spec spec) {
    return http::write<http::ById<CaseId>, Input, CaseReply>(
        std::move(spec), [services](const http::Context& context, db::Tx& tx,
                                    const http::ById<CaseId>& path, const Input& input) {
            return make_move(services, context, tx, path.id, as_move(input));
        });
}

static http::Endpoint decision(const Services& services, http::Spec spec, Action grant,
                               Action refuse) {
    return http::write<http::ById<CaseId>, NewDecision, CaseReply>(
        std::move(spec),
        [services, grant, refuse](const http::Context& context, db::Tx& tx,
                                  const http::ById<CaseId>& path, const NewDecision& input) {
            return make_move(services, context, tx, path.id,
                             {.action = input.result == Decision::grant ? grant : refuse,
                              .note = clean(input.note)});
        });
}

/// Deciders and the handling body itself may resume; which power it takes the rules know.
static http::Spec resuming() {
    auto spec =
        moving("resumptions", "resume_case", "The work goes on with the time that was left.", "");
    spec.door = http::Door::signed_in;
    return spec;
}

std::vector<http::Endpoint> request_endpoints(const Services& services) {
    return {
        endpoint<NewExtensionRequest>(
            services,
            moving("extension-requests", "ask_extension",
                   "Asks for a later limit, before the present one is over.", "cases.confirm")),
        decision(services,
                 moving("extension-decisions", "decide_extension",
                        "Grants or refuses the later limit.", "cases.decide"),
                 Action::grant_extension, Action::refuse_extension),
        endpoint<NewSuspensionRequest>(
            services, moving("suspension-requests", "ask_suspension",
                             "Asks to stop the clock for an outside cause.", "cases.confirm")),
        endpoint<NewSuspensionDecision>(
            services, moving("suspension-decisions", "decide_suspension",
                             "Grants or refuses to stop the clock.", "cases.decide")),
        endpoint<NewProlongation>(services,
                                  moving("suspension-prolongations", "prolong_suspension",
                                         "Another date for looking again.", "cases.decide")),
        endpoint<NewResumption>(services, resuming()),
        endpoint<NewLatenessAppeal>(
            services,
            moving("lateness-appeals", "appeal_lateness",
                   "Asks once that a lateness be left out of the statistics.", "cases.confirm")),
        endpoint<NewReview>(services,
                            moving("lateness-reviews", "review_lateness",
                                   "The first level on an appeal.", "cases.review_lateness")),
        decision(services,
                 moving("lateness-decisions", "decide_lateness",
                        "The second level: the fact stays, the statistics leave it out.",
                        "cases.confirm_lateness"),
                 Action::grant_exemption, Action::deny_exemption),
    };
}

} // namespace weicheng::cases

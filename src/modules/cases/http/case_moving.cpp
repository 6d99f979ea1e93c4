#include "foundation/text.h"
#include "modules/cases/http/case_http.h"
#include "modules/cases/http/case_inputs.h"
#include "modules/cases/http/case_replies.h"
#include "modules/cases/http/case_requests.h"
#include "modules/cases/http/moves.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/actors.h"
#include "platform/auth/auth.h"

namespace weicheng::cases {

using http::Context;

std::string clean(const std::optional<std::string>& text) {
    return text ? std::string(trimmed(*text)) : "";
}

// ---- reporting ----

static Result<CaseReply> create_case(const Services& services, const Context& context, db::Tx& tx,
                                     const NewCase& input) {
    if (input.source == from_citizens) return refuse_at("/source", "case.source_of_citizens");
    NewReport opening;
    opening.kind = input.kind;
    opening.condition = input.condition.value_or("");
    opening.summary = trimmed(input.summary);
    opening.point = input.place.point;
    opening.place_words = trimmed(input.place.words);
    opening.grid = input.place.grid_id.value_or(places::GridId{});
    opening.site = input.place.site_id.value_or(places::SiteId{});
    opening.source = input.source;
    opening.before_photos = input.before_photos;
    opening.after_photos = input.after_photos;
    opening.found_at = input.found_at;
    if (const auto& caller = input.hotline_caller)
        opening.contact = seal_contact(services, clean(caller->name), clean(caller->phone));
    const auto opened = report(tx, context.caller, opening, context.now);
    if (!opened) return opened.refusal();
    return CasePresenter(services, context, tx).whole(*opened);
}

// ---- moving ----

static Move as_move(const NewFiling& input) {
    return {.action = Action::file,
            .note = clean(input.note),
            .kind = input.kind.value_or(""),
            .condition = input.condition.value_or("")};
}
static Move as_move(const NewDispatch& input) {
    return {.action = Action::dispatch, .note = clean(input.note), .body = input.body_id};
}
static Move as_move(const NewReceipt&) {
    return {.action = Action::sign};
}
static Move as_move(const NewHandling& input) {
    return {.action = Action::handle,
            .note = clean(input.note),
            .photos = input.after_photos,
            .photos_path = "/after_photos"};
}
static Move as_move(const NewCheck& input) {
    const bool passed = input.result == CheckResult::pass;
    return {.action = passed ? Action::pass : Action::rework,
            .reason = passed ? "" : input.reason.value_or(""),
            .note = clean(input.note),
            .photos = input.photos};
}

static Move as_move(const NewVerification& input) {
    const bool confirmed = input.result == VerificationResult::confirmed;
    return {.action = confirmed ? Action::verify_true : Action::verify_false,
            .reason = confirmed ? "" : input.reason.value_or(""),
            .note = clean(input.note),
            .photos = input.photos};
}
static Move as_move(const NewRecheck& input) {
    const bool passed = input.result == RecheckResult::pass;
    return {.action = passed ? Action::recheck_pass : Action::recheck_fail,
            .reason = passed ? "" : input.reason.value_or(""),
            .note = clean(input.note),
            .photos = input.photos};
}
static Move as_move(const NewReassignment& input) {
    return {.action = Action::reassign,
            .reason = input.reason,
            .note = clean(input.note),
            .body = input.body_id};
}
static Move as_move(const NewVerdict& input) {
    return {.action = Action::rule, .note = clean(input.note), .body = input.body_id};
}
static Move as_move(const NewMerger& input) {
    return {.action = Action::merge, .note = clean(input.note), .into = input.into_case_id};
}
static Move as_move(const NewRelocation& input) {
    return {.action = Action::relocate,
            .note = clean(input.note),
            .point = input.place.point,
            .place_words = std::string(trimmed(input.place.words)),
            .grid = input.place.grid_id.value_or(places::GridId{}),
            .site = input.place.site_id.value_or(places::SiteId{})};
}

Result<CaseReply> make_move(const Services& services, const Context& context, db::Tx& tx, CaseId id,
                            const Move& wanted) {
    const auto seen = find_for(tx, context.caller, id);
    if (!seen) return seen.refusal();
    const auto moved =
        move(tx, context.caller, id, http::if_match_revision(context.request), wanted, context.now);
    if (moved) {
        // Read again: what the move added stands in tables of its own.
        return CasePresenter(services, context, tx)
            .whole(find(tx, moved->county, moved->id).value());
    }
    Refusal refusal = moved.refusal();
    if (refusal.code == "request.stale")
        refusal.current_json = http::to_json(CasePresenter(services, context, tx).whole(*seen));
    return refusal;
}

http::Spec moving(std::string noun, std::string operation_id, std::string words,
                  std::string power) {
    return {.method = http::Method::post,
            .path = "/api/v1/cases/{id}/" + noun,
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = http::Door::power,
            .power = std::move(power),
            .keyed = true,
            .if_match = true,
            .row = "R2.1"};
}

template <class Input>
static http::Endpoint move_endpoint(const Services& services, http::Spec spec) {
    return http::write<http::ById<CaseId>, Input, CaseReply>(
        std::move(spec), [services](const Context& context, db::Tx& tx,
                                    const http::ById<CaseId>& path, const Input& input) {
            return make_move(services, context, tx, path.id, as_move(input));
        });
}

static http::Endpoint reason_endpoint(const Services& services, http::Spec spec, Action action) {
    return http::write<http::ById<CaseId>, NewRefusalWithReason, CaseReply>(
        std::move(spec),
        [services, action](const Context& context, db::Tx& tx, const http::ById<CaseId>& path,
                           const NewRefusalWithReason& input) {
            return make_move(services, context, tx, path.id,
                             {.action = action, .reason = input.reason, .note = clean(input.note)});
        });
}

static http::Endpoint note_endpoint(const Services& services, http::Spec spec, Action action) {
    return http::write<http::ById<CaseId>, NewNote, CaseReply>(
        std::move(spec), [services, action](const Context& context, db::Tx& tx,
                                            const http::ById<CaseId>& path, const NewNote& input) {
            return make_move(services, context, tx, path.id,
                             {.action = action, .note = clean(input.note)});
        });
}

/// Whoever strikes off for the county does it as the office, anyone else as its delegate.
static http::Endpoint closure_endpoint(const Services& services) {
    return http::write<http::ById<CaseId>, NewNote, CaseReply>(
        moving("closures", "close_case",
               "Strikes a case off the ledger: the office, or a delegate where the kind has them.",
               "cases.close"),
        [services](const Context& context, db::Tx& tx, const http::ById<CaseId>& path,
                   const NewNote& input) {
            const bool of_office = context.caller.may_in_county("cases.close");
            return make_move(services, context, tx, path.id,
                             {.action = of_office ? Action::close : Action::close_as_delegate,
                              .note = clean(input.note)});
        });
}

// ---- the reporter's contact ----

static Result<ContactOfCase> create_contact_view(const Services& services, const Context& context,
                                                 db::Tx& tx, CaseId id,
                                                 const NewContactView& input) {
    const auto& caller = context.caller;
    const auto one = find_for(tx, caller, id);
    if (!one) return one.refusal();
    if (!may_know_contact(*one, caller))
        return Refusal{"case.contact_not_for_you", {{"number", one->number}}};
    const auto reason = trimmed(input.reason);
    if (reason.empty()) return refuse_at("/reason", "case.contact_without_reason");
    const auto contact = contact_of(tx, one->county, id);
    if (!contact) return Refusal{"case.contact_none", {{"number", one->number}}};
    record_contact_seen(tx, caller, *one, reason, context.now);
    const auto plain = [&](const std::string& sealed) -> std::optional<std::string> {
        if (sealed.empty()) return std::nullopt;
        return services.secrets->unseal(sealed);
    };
    return ContactOfCase{plain(contact->name), plain(contact->phone)};
}

static http::Endpoint contact_endpoint(const Services& services) {
    // Without a key: a kept answer would keep the telephone in the clear.
    return http::write<http::ById<CaseId>, NewContactView, ContactOfCase>(
        {.method = http::Method::post,
         .path = "/api/v1/cases/{id}/contact-views",
         .operation_id = "create_contact_view",
         .words = "The reporter's name and phone in the clear; the look is recorded.",
         .door = http::Door::power,
         .power = "portal.contacts",
         .row = "R7.4"},
        [services](const Context& context, db::Tx& tx, const http::ById<CaseId>& path,
                   const NewContactView& input) {
            return create_contact_view(services, context, tx, path.id, input);
        });
}

// ---- the paths ----

static http::Endpoint report_endpoint(const Services& services) {
    return http::write<http::Nothing, NewCase, CaseReply>(
        {.method = http::Method::post,
         .path = "/api/v1/cases",
         .operation_id = "create_case",
         .words = "Opens a case; the server files and dispatches it where the rules say so.",
         .door = http::Door::power,
         .power = "cases.report",
         .success = 201,
         .keyed = true,
         .row = "R2.1"},
        [services](const Context& context, db::Tx& tx, const http::Nothing&, const NewCase& input) {
            return create_case(services, context, tx, input);
        });
}

/// Before a unit has it, and whose it is.
static std::vector<http::Endpoint> desk_endpoints(const Services& services) {
    return {
        note_endpoint(services,
                      moving("verification-orders", "order_verification",
                             "Has a report looked at on the spot before it is filed.",
                             "cases.file"),
                      Action::ask_verification),
        move_endpoint<NewVerification>(
            services,
            moving("verifications", "verify_case",
                   "What the look found: it is so, or, with a reason, it is not.", "cases.verify")),
        reason_endpoint(services,
                        moving("declinations", "decline_case",
                               "Does not file a report, with a reason the citizen is told.",
                               "cases.file"),
                        Action::decline),
        move_endpoint<NewMerger>(services,
                                 moving("mergers", "merge_case",
                                        "Merges a report into another case of the same problem.",
                                        "cases.file")),
        move_endpoint<NewRelocation>(
            services, moving("relocations", "relocate_case",
                             "Corrects the place; grid and owners are found anew.", "cases.file")),
        move_endpoint<NewReassignment>(services,
                                       moving("reassignments", "reassign_case",
                                              "Takes a case from one unit and gives it to another.",
                                              "cases.dispatch")),
        reason_endpoint(services,
                        moving("disputes", "dispute_case",
                               "The unit asks an arbiter whose case it is; its clock runs on.",
                               "cases.sign"),
                        Action::dispute),
        move_endpoint<NewVerdict>(
            services, moving("verdicts", "rule_on_case",
                             "Rules whose case it is; binding for the period.", "cases.arbitrate")),
        reason_endpoint(services,
                        moving("voidings", "void_case",
                               "Takes an open case off the ledger, with a reason.", "cases.void"),
                        Action::void_case),
        reason_endpoint(services,
                        moving("reinstatements", "reinstate_case",
                               "Brings a declined or voided case back to the desk.", "cases.void"),
                        Action::reinstate),
        move_endpoint<NewRecheck>(
            services, moving("rechecks", "recheck_case",
                             "Looks again at a strike-off that was drawn: it stands, or, with a "
                             "reason, the case begins a new period.",
                             "cases.recheck")),
    };
}

static std::vector<http::Endpoint> round_endpoints(const Services& services) {
    return {
        report_endpoint(services),
        move_endpoint<NewFiling>(
            services, moving("filings", "file_case", "Files a reported case.", "cases.file")),
        move_endpoint<NewDispatch>(services,
                                   moving("dispatches", "dispatch_case",
                                          "Dispatches a case to a unit.", "cases.dispatch")),
        move_endpoint<NewReceipt>(
            services, moving("receipts", "sign_case", "Signs for a case.", "cases.sign")),
        reason_endpoint(services,
                        moving("returns", "return_case",
                               "Returns a case to the dispatch desk, with a reason.", "cases.sign"),
                        Action::return_to_desk),
        move_endpoint<NewHandling>(services,
                                   moving("handlings", "handle_case",
                                          "The work is done; photos show it.", "cases.handle")),
        note_endpoint(services,
                      moving("confirmations", "confirm_case",
                             "The unit confirms the work and ends its clock.", "cases.confirm"),
                      Action::confirm),
        reason_endpoint(services,
                        moving("send-backs", "send_back_case",
                               "The unit sends the work back to its doer.", "cases.confirm"),
                        Action::send_back),
        move_endpoint<NewCheck>(services,
                                moving("checks", "check_case",
                                       "Passes the work, or has it done again with a reason.",
                                       "cases.check")),
        closure_endpoint(services),
        reason_endpoint(services,
                        moving("closure-refusals", "refuse_closure",
                               "Does not strike it off; back to the check.", "cases.close"),
                        Action::refuse_closure),
        contact_endpoint(services),
    };
}

std::vector<http::Endpoint> moving_endpoints(const Services& services) {
    auto endpoints = round_endpoints(services);
    for (auto more : {&desk_endpoints, &request_endpoints})
        for (auto& endpoint : more(services))
            endpoints.push_back(std::move(endpoint));
    return endpoints;
}

} // namespace weicheng::cases

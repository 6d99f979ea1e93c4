#include "foundation/text.h"
#include "modules/cases/http/case_http.h"
#include "modules/cases/http/case_replies.h"
#include "modules/cases/http/case_requests.h"
#include "modules/cases/http/case_wishes.h"
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
                                     const NewCase& wish) {
    if (wish.source == from_citizens) return refuse_at("/source", "case.source_of_citizens");
    NewReport opening;
    opening.kind = wish.kind;
    opening.condition = wish.condition.value_or("");
    opening.summary = trimmed(wish.summary);
    opening.point = wish.place.point;
    opening.place_words = trimmed(wish.place.words);
    opening.grid = wish.place.grid_id.value_or(places::GridId{});
    opening.site = wish.place.site_id.value_or(places::SiteId{});
    opening.source = wish.source;
    opening.before_photos = wish.before_photos;
    opening.after_photos = wish.after_photos;
    opening.found_at = wish.found_at;
    if (const auto& caller = wish.hotline_caller)
        opening.contact = seal_contact(services, clean(caller->name), clean(caller->phone));
    const auto opened = report(tx, context.caller, opening, context.now);
    if (!opened) return opened.refusal();
    return Teller(services, context, tx).whole(*opened);
}

// ---- moving ----

static Move as_move(const NewFiling& wish) {
    return {.action = Action::file,
            .note = clean(wish.note),
            .kind = wish.kind.value_or(""),
            .condition = wish.condition.value_or("")};
}
static Move as_move(const NewDispatch& wish) {
    return {.action = Action::dispatch, .note = clean(wish.note), .body = wish.body_id};
}
static Move as_move(const NewReceipt&) {
    return {.action = Action::sign};
}
static Move as_move(const NewHandling& wish) {
    return {.action = Action::handle,
            .note = clean(wish.note),
            .photos = wish.after_photos,
            .photos_path = "/after_photos"};
}
static Move as_move(const NewCheck& wish) {
    const bool passed = wish.result == CheckResult::pass;
    return {.action = passed ? Action::pass : Action::rework,
            .reason = passed ? "" : wish.reason.value_or(""),
            .note = clean(wish.note),
            .photos = wish.photos};
}

static Move as_move(const NewVerification& wish) {
    const bool confirmed = wish.result == VerificationResult::confirmed;
    return {.action = confirmed ? Action::verify_true : Action::verify_false,
            .reason = confirmed ? "" : wish.reason.value_or(""),
            .note = clean(wish.note),
            .photos = wish.photos};
}
static Move as_move(const NewRecheck& wish) {
    const bool passed = wish.result == RecheckResult::pass;
    return {.action = passed ? Action::recheck_pass : Action::recheck_fail,
            .reason = passed ? "" : wish.reason.value_or(""),
            .note = clean(wish.note),
            .photos = wish.photos};
}
static Move as_move(const NewReassignment& wish) {
    return {.action = Action::reassign,
            .reason = wish.reason,
            .note = clean(wish.note),
            .body = wish.body_id};
}
static Move as_move(const NewVerdict& wish) {
    return {.action = Action::rule, .note = clean(wish.note), .body = wish.body_id};
}
static Move as_move(const NewMerger& wish) {
    return {.action = Action::merge, .note = clean(wish.note), .into = wish.into_case_id};
}
static Move as_move(const NewRelocation& wish) {
    return {.action = Action::relocate,
            .note = clean(wish.note),
            .point = wish.place.point,
            .place_words = std::string(trimmed(wish.place.words)),
            .grid = wish.place.grid_id.value_or(places::GridId{}),
            .site = wish.place.site_id.value_or(places::SiteId{})};
}

Result<CaseReply> make_move(const Services& services, const Context& context, db::Tx& tx, CaseId id,
                            const Move& wanted) {
    const auto seen = find_for(tx, context.caller, id);
    if (!seen) return seen.refusal();
    const auto moved =
        move(tx, context.caller, id, http::if_match_revision(context.request), wanted, context.now);
    if (moved) {
        // Read again: what the move added stands in tables of its own.
        return Teller(services, context, tx).whole(find(tx, moved->county, moved->id).value());
    }
    Refusal refusal = moved.refusal();
    if (refusal.code == "request.stale")
        refusal.current_json = http::to_json(Teller(services, context, tx).whole(*seen));
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

template <class Wish>
static http::Endpoint move_endpoint(const Services& services, http::Spec spec) {
    return http::write<http::ById<CaseId>, Wish, CaseReply>(
        std::move(spec), [services](const Context& context, db::Tx& tx,
                                    const http::ById<CaseId>& path, const Wish& wish) {
            return make_move(services, context, tx, path.id, as_move(wish));
        });
}

static http::Endpoint reason_endpoint(const Services& services, http::Spec spec, Action action) {
    return http::write<http::ById<CaseId>, NewRefusalWithReason, CaseReply>(
        std::move(spec),
        [services, action](const Context& context, db::Tx& tx, const http::ById<CaseId>& path,
                           const NewRefusalWithReason& wish) {
            return make_move(services, context, tx, path.id,
                             {.action = action, .reason = wish.reason, .note = clean(wish.note)});
        });
}

static http::Endpoint note_endpoint(const Services& services, http::Spec spec, Action action) {
    return http::write<http::ById<CaseId>, NewNote, CaseReply>(
        std::move(spec), [services, action](const Context& context, db::Tx& tx,
                                            const http::ById<CaseId>& path, const NewNote& wish) {
            return make_move(services, context, tx, path.id,
                             {.action = action, .note = clean(wish.note)});
        });
}

/// Whoever strikes off for the county does it as the office, anyone else as its delegate.
static http::Endpoint closure_endpoint(const Services& services) {
    return http::write<http::ById<CaseId>, NewNote, CaseReply>(
        moving("closures", "close_case",
               "Strikes a case off the ledger: the office, or a delegate where the kind has them.",
               "cases.close"),
        [services](const Context& context, db::Tx& tx, const http::ById<CaseId>& path,
                   const NewNote& wish) {
            const bool of_office = context.caller.may_in_county("cases.close");
            return make_move(services, context, tx, path.id,
                             {.action = of_office ? Action::close : Action::close_as_delegate,
                              .note = clean(wish.note)});
        });
}

// ---- the reporter's contact ----

static Result<ContactOfCase> view_contact(const Services& services, const Context& context,
                                          db::Tx& tx, CaseId id, const NewContactView& wish) {
    const auto& caller = context.caller;
    const auto one = find_for(tx, caller, id);
    if (!one) return one.refusal();
    if (!may_know_contact(*one, caller))
        return Refusal{"case.contact_not_for_you", {{"number", one->number}}};
    const auto reason = trimmed(wish.reason);
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
         .operation_id = "view_contact",
         .words = "The reporter's name and phone in the clear; the look is recorded.",
         .door = http::Door::power,
         .power = "portal.contacts",
         .row = "R7.4"},
        [services](const Context& context, db::Tx& tx, const http::ById<CaseId>& path,
                   const NewContactView& wish) {
            return view_contact(services, context, tx, path.id, wish);
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
        [services](const Context& context, db::Tx& tx, const http::Nothing&, const NewCase& wish) {
            return create_case(services, context, tx, wish);
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

#include "modules/cases/rules/lifecycle.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/rules/requests.h"

#include <algorithm>

namespace weicheng::cases {

const Condition& condition_of(const Case& one, const CaseKind& kind) {
    if (const auto* condition = find_condition(kind, one.condition)) return *condition;
    const auto* usual = find_condition(kind, "");
    check(usual != nullptr, "a kind has a condition");
    return *usual;
}

const std::vector<rulebook::Term>* reasons_of(Action action, const ReasonLists& lists) {
    const auto list = edge_of(action).reasons;
    return list.empty() ? nullptr : &lists.of(list);
}

int photos_wanted(Action action, const CaseKind& kind) {
    return action == Action::handle ? kind.evidence_after_min : 0;
}

// ---- the clock of the stage that begins ----

static void start_clock(Case& one, Instant now, const DecisionInputs& inputs) {
    start_handling_clock(one, condition_of(one, inputs.kind).limit, now, inputs.calendar);
}

static void enter(Case& one, State state, Instant now, const DecisionInputs& inputs) {
    one.state = state;
    one.stage_entered_at = now;
    one.signal = 0;
    ++one.revision;
    const bool drawn = state == State::closed && one.recheck == Recheck::due;
    if ((has_ended(state) && !drawn) || state == State::suspended)
        one.stage.reset();
    else
        one.stage = running_stage(one, inputs.rules, inputs.calendar);
    if (state != State::suspended) one.suspension.reset();
}

// ---- what comes with a command ----

static std::string path_at(const std::string& list, std::size_t index) {
    return list + "/" + std::to_string(index);
}

/// New proof: enough of it, none twice, none that already stands in the case.
static std::optional<Refusal> judge_photos(const std::vector<std::string>& photos, int least,
                                           const std::vector<Photo>& known,
                                           const std::string& path) {
    if (static_cast<int>(photos.size()) < least)
        return refuse_at(path, "case.photos_too_few", {{"min", std::to_string(least)}});
    for (std::size_t i = 0; i < photos.size(); ++i) {
        if (std::find(photos.begin(), photos.begin() + static_cast<std::ptrdiff_t>(i), photos[i]) !=
            photos.begin() + static_cast<std::ptrdiff_t>(i))
            return refuse_at(path_at(path, i), "case.photo_twice");
        for (const auto& photo : known)
            if (photo.sha256 == photos[i]) return refuse_at(path_at(path, i), "case.photo_reused");
    }
    return std::nullopt;
}

static std::vector<Photo> as_photos(const std::vector<std::string>& digests, PhotoRole role,
                                    int period, const Caller& caller, Instant now) {
    std::vector<Photo> photos;
    for (const auto& digest : digests)
        photos.push_back({digest, role, period, caller.account, now});
    return photos;
}

static std::optional<Refusal> judge_condition(const CaseKind& kind, const std::string& condition) {
    if (find_condition(kind, condition)) return std::nullopt;
    return refuse_at("/condition", "case.condition_unknown",
                     {{"condition", condition}, {"kind", kind.name.zh}});
}

// ---- reporting ----

static Case as_case(const NewReport& report, const Caller& caller, const places::Located& place,
                    Instant now, const DecisionInputs& inputs) {
    Case one;
    one.county = caller.county;
    one.kind = inputs.kind.code;
    one.condition = find_condition(inputs.kind, report.condition)->code;
    one.summary = report.summary;
    one.point = report.point;
    one.place_words = report.place_words;
    one.grid = place.grid;
    one.site = report.site;
    one.block_body = inputs.owners.block;
    one.line_body = inputs.owners.line;
    one.source = report.source;
    one.mended_on_spot = !report.after_photos.empty();
    one.reporter = caller.account;
    one.reporter_person = caller.person;
    one.reported_at = now;
    one.found_at = report.found_at;
    one.kinds_version = inputs.rules.version_of<CaseKinds>();
    return one;
}

/// The body that did the work of a report mended on the spot: the grid's team when the reporter
/// handles for it, else the first he handles for; a rework must find someone who can do it.
static BodyId mender_body(const Caller& caller, BodyId block_body) {
    if (acts_for(caller, "cases.handle", block_body)) return block_body;
    for (const auto body : caller.bodies)
        if (acts_for(caller, "cases.handle", body)) return body;
    return {};
}

Result<Change> judge_report(const NewReport& report, const Caller& caller,
                            const places::Located& place, Instant now,
                            const DecisionInputs& inputs) {
    if (auto refusal = judge_condition(inputs.kind, report.condition)) return *refusal;
    if (report.found_at && *report.found_at > now)
        return refuse_at("/found_at", "case.found_in_future");
    const auto* source = inputs.rules.get<ReportSources>().find(report.source);
    if (!source) return refuse_at("/source", "case.source_unknown", {{"source", report.source}});
    if (auto refusal = judge_photos(report.before_photos,
                                    source->by_telephone ? 0 : inputs.kind.evidence_before_min, {},
                                    report.photos_path))
        return *refusal;
    Change change;
    change.edge = &edge_of(Action::report);
    change.after = as_case(report, caller, place, now, inputs);
    auto& one = change.after;
    if (auto refusal = missing_permission(*change.edge, one, caller)) return *refusal;
    one.photos = as_photos(report.before_photos, PhotoRole::before, 1, caller, now);
    if (one.mended_on_spot) {
        if (auto refusal = judge_photos(report.after_photos, inputs.kind.evidence_after_min,
                                        one.photos, "/after_photos"))
            return *refusal;
        one.handling_body = mender_body(caller, one.block_body);
        if (!one.handling_body) return Refusal{"case.mender_without_body"};
        one.doers.push_back({caller.account, caller.person});
        one.doer_bodies = caller.bodies;
        for (auto& photo : as_photos(report.after_photos, PhotoRole::after, 1, caller, now))
            one.photos.push_back(std::move(photo));
    }
    change.new_photos = one.photos;
    enter(one, State::reported, now, inputs);
    return change;
}

// ---- moving ----

static std::optional<Refusal> judge_reason(const Move& move, const ReasonLists& lists) {
    const auto* reasons = reasons_of(move.action, lists);
    if (!reasons || rulebook::find_by_code(*reasons, move.reason)) return std::nullopt;
    return refuse_at("/reason", "case.reason_unknown", {{"reason", move.reason}});
}

/// A body that nobody can sign for would leave the case lying.
static std::optional<Refusal> judge_chosen_body(const Case& one, const Move& move,
                                                const Caller& caller,
                                                const DecisionInputs& inputs) {
    const bool reassigns = move.action == Action::reassign;
    const bool rules = move.action == Action::rule;
    if (move.action != Action::dispatch && !reassigns && !rules) return std::nullopt;
    if (!inputs.body_stands) return refuse_at("/body_id", "case.body_unknown");
    if (inputs.body_cannot_sign) return refuse_at("/body_id", "case.body_cannot_sign");
    if (reassigns && move.body == one.handling_body) return refuse_at("/body_id", "case.same_body");
    if (rules && is_party(one, caller, move.body))
        return Refusal{"case.arbiter_is_party", {{"number", one.number}}};
    return std::nullopt;
}

/// Into a case that is open or struck off; one that was merged itself has gone on elsewhere.
static std::optional<Refusal> judge_target(const Case& one, const Case* target) {
    const std::string path = "/into_case_id";
    if (!target) return refuse_at(path, "case.merge_target_unknown");
    if (target->id == one.id) return refuse_at(path, "case.merge_with_itself");
    if (has_ended(target->state) && target->state != State::closed)
        return refuse_at(path, "case.merge_target_ended", {{"number", target->number}});
    return std::nullopt;
}

static std::optional<Refusal> judge_input(const Case& one, const Move& move, const Caller& caller,
                                          const DecisionInputs& inputs) {
    if (auto refusal = judge_reason(move, inputs.rules.get<ReasonLists>())) return refusal;
    if (move.action == Action::file) {
        const auto& condition =
            move.condition.empty() && move.kind.empty() ? one.condition : move.condition;
        if (auto refusal = judge_condition(inputs.kind, condition)) return refusal;
    }
    if (auto refusal = judge_chosen_body(one, move, caller, inputs)) return refusal;
    if (move.action == Action::merge)
        if (auto refusal = judge_target(one, inputs.target)) return refusal;
    return judge_photos(move.photos, photos_wanted(move.action, inputs.kind), one.photos,
                        move.photos_path);
}

bool may_be_objected(const Case& one, Instant now) {
    return one.state == State::closed && !one.settled && one.objection_until &&
           now <= *one.objection_until;
}

static void file_case(Case& one, const Move& move, Instant now, const DecisionInputs& inputs) {
    if (!move.kind.empty() || !move.condition.empty() || one.condition.empty())
        one.condition = find_condition(inputs.kind, move.condition)->code;
    one.kind = inputs.kind.code;
    one.kinds_version = inputs.rules.version_of<CaseKinds>();
    one.filed_at = now;
    one.block_body = inputs.owners.block;
    one.line_body = inputs.owners.line;
}

static void give_to(Case& one, BodyId body, Instant now, const DecisionInputs& inputs) {
    one.handling_body = body;
    if (!one.first_body) one.first_body = body;
    start_clock(one, now, inputs);
}

static void take_away(Case& one) {
    one.handling_body = {};
    one.clock_started_at.reset();
    one.limit.reset();
    one.due_at.reset();
    one.clock_minutes = 0;
}

/// Strike-offs by others than the office are drawn for a second look, in the kind's share.
static void close_case(Change& change, AccountId closer, Instant now,
                       const DecisionInputs& inputs) {
    auto& one = change.after;
    one.closed_at = now;
    one.closer = closer;
    if (one.source == from_citizens || inputs.citizens_follow)
        one.objection_until =
            inputs.calendar.deadline(now, inputs.rules.get<PortalRules>().objection_within);
    if (change.edge->action == Action::close || inputs.draw >= inputs.kind.recheck_percent * 100)
        return;
    one.recheck = Recheck::due;
    change.more_facts.push_back("case.recheck_due");
}

static void begin_new_period(Case& one, Instant now, const DecisionInputs& inputs) {
    ++one.period;
    one.closed_at.reset();
    one.objection_until.reset();
    one.settled = false;
    one.doers.clear();
    one.doer_bodies.clear();
    one.first_body = one.handling_body;
    one.verdict_binds = false;
    one.recheck = Recheck::none;
    one.checker = {};
    one.closer = {};
    start_clock(one, now, inputs);
}

/// The strike-off is counted against who made it.
static void overturn(Change& change, Instant now, const DecisionInputs& inputs) {
    change.against = change.after.closer;
    begin_new_period(change.after, now, inputs);
    change.after.recheck = Recheck::failed;
}

static void pass_recheck(Case& one) {
    one.recheck = Recheck::passed;
    one.stage.reset();
    one.signal = 0;
}

static void relocate(Case& one, const Move& move, const DecisionInputs& inputs) {
    check(move.point && inputs.place, "a corrected place was found");
    one.point = *move.point;
    one.place_words = move.place_words;
    one.grid = inputs.place->grid;
    one.site = move.site;
    one.block_body = inputs.owners.block;
    one.line_body = inputs.owners.line;
}

/// As after the report: to be filed and dispatched anew. What was mended on the spot keeps who did
/// it.
static void start_over(Case& one) {
    one.filed_at.reset();
    if (!one.mended_on_spot) take_away(one);
    one.first_body = {};
    one.verdict_binds = false;
    one.checker = {};
}

/// What each action does to the case beside the change of state.
static void take_effect(Change& change, const Move& move, const Caller& caller, Instant now,
                        const DecisionInputs& inputs) {
    auto& one = change.after;
    switch (move.action) {
    case Action::file: return file_case(one, move, now, inputs);
    case Action::dispatch: return give_to(one, move.body, now, inputs);
    case Action::return_to_desk: ++one.return_count; return take_away(one);
    case Action::handle:
    case Action::confirm: one.doers.push_back({caller.account, caller.person}); return;
    case Action::pass: one.checker = caller.account; return;
    case Action::rework: ++one.rework_count; return start_clock(one, now, inputs);
    case Action::close:
    case Action::close_as_delegate: return close_case(change, caller.account, now, inputs);
    case Action::close_as_checker: return close_case(change, one.checker, now, inputs);
    case Action::object: return begin_new_period(one, now, inputs);
    case Action::recheck_pass: return pass_recheck(one);
    case Action::recheck_fail: return overturn(change, now, inputs);
    case Action::ask_verification: one.verification = Verification::asked; return;
    case Action::verify_true: one.verification = Verification::confirmed; return;
    case Action::verify_false: one.verification = Verification::not_found; return;
    case Action::reassign: return give_to(one, move.body, now, inputs);
    case Action::rule:
        one.verdict_binds = true; // for the same body the clock runs on as it was
        if (move.body != one.handling_body) give_to(one, move.body, now, inputs);
        return;
    case Action::merge: one.merged_into = inputs.target->id; return;
    case Action::relocate: return relocate(one, move, inputs);
    case Action::reinstate: return start_over(one);
    default: return;
    }
}

/// Photos after the work, except where someone shows the problem or looks for it.
static PhotoRole role_of(Action action) {
    switch (action) {
    case Action::rework:
    case Action::object:
    case Action::verify_true:
    case Action::verify_false:
    case Action::recheck_fail: return PhotoRole::before;
    default: return PhotoRole::after;
    }
}

Result<Change> judge_move(const Case& one, const Move& move, const Caller& caller, Instant now,
                          const DecisionInputs& inputs) {
    const auto& edge = edge_of(move.action);
    if (!edge.from.has(one.state))
        return Refusal{"case.wrong_state",
                       {{"number", one.number},
                        {"state", std::string(name_of(one.state))},
                        {"action", std::string(name_of(move.action))}}};
    if (auto refusal = missing_permission(edge, one, caller)) return *refusal;
    const EdgeInputs edge_inputs{inputs.rules, inputs.kind, now, inputs.returns, inputs.asked};
    if (auto refusal = unmet_precondition(edge, one, edge_inputs)) return *refusal;
    if (auto refusal = judge_input(one, move, caller, inputs)) return *refusal;
    if (auto refusal = judge_request(one, move, now, inputs)) return *refusal;
    Change change{one, one, &edge, move.reason, move.note, {}, {}};
    auto& after = change.after;
    complete_clock(after, condition_of(one, inputs.kind).limit, inputs.calendar);
    take_effect(change, move, caller, now, inputs);
    take_request(change, move, caller, now, inputs);
    change.new_photos = as_photos(move.photos, role_of(move.action), after.period, caller, now);
    after.photos.insert(after.photos.end(), change.new_photos.begin(), change.new_photos.end());
    if (edge.to)
        enter(after, *edge.to, now, inputs);
    else
        ++after.revision;
    note_lateness(one, after, now);
    lapse_request(change, now);
    return change;
}

/// What someone has mended was seen.
static bool is_to_be_verified(const Case& one, const CaseKind& kind) {
    const auto& sources = kind.verify_sources;
    return !one.mended_on_spot &&
           std::find(sources.begin(), sources.end(), one.source) != sources.end();
}

std::optional<Action> follow_up(const Change& step, const DecisionInputs& inputs) {
    switch (step.edge->action) {
    case Action::report:
        if (is_to_be_verified(step.after, inputs.kind)) return Action::ask_verification;
        [[fallthrough]];
    case Action::verify_true:
        if (inputs.kind.files_itself) return Action::file;
        return std::nullopt;
    case Action::file:
        if (step.after.mended_on_spot) return Action::mend_on_spot;
        if (inputs.owners.handler) return Action::dispatch;
        return std::nullopt;
    case Action::pass:
        if (inputs.kind.closes == Closer::checker) return Action::close_as_checker;
        return std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace weicheng::cases

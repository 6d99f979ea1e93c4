#include "modules/cases/rules/lifecycle.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/permission.h"

#include <algorithm>

namespace weicheng::cases {

const rulebook::Condition& condition_of(const Case& one, const rulebook::CaseKind& kind) {
    if (const auto* condition = rulebook::find_condition(kind, one.condition)) return *condition;
    const auto* usual = rulebook::find_condition(kind, "");
    check(usual != nullptr, "a kind has a condition");
    return *usual;
}

const std::vector<rulebook::Reason>* reasons_of(Action action, const rulebook::ReasonLists& lists) {
    switch (edge_of(action).reasons) {
    case ReasonList::none: return nullptr;
    case ReasonList::return_to_desk: return &lists.return_to_desk;
    case ReasonList::send_back: return &lists.send_back;
    case ReasonList::rework: return &lists.rework;
    case ReasonList::closure_refusal: return &lists.closure_refusal;
    case ReasonList::objection: return &lists.objection;
    case ReasonList::verification: return &lists.verification;
    case ReasonList::decline: return &lists.decline;
    case ReasonList::reassign: return &lists.reassign;
    case ReasonList::dispute: return &lists.dispute;
    case ReasonList::extension: return &lists.extension;
    case ReasonList::suspension: return &lists.suspension;
    case ReasonList::lateness: return &lists.lateness;
    case ReasonList::void_case: return &lists.void_;
    case ReasonList::reinstate: return &lists.reinstate;
    }
    return nullptr;
}

int photos_wanted(Action action, const rulebook::CaseKind& kind) {
    return action == Action::handle ? kind.evidence_after_min : 0;
}

// ---- the clock of the stage that begins ----

static const calendar::Limit& limit_of_stage(State state, const rulebook::StageLimits& limits) {
    switch (state) {
    case State::reported: return limits.filing;
    case State::filed: return limits.dispatch;
    case State::dispatched: return limits.sign;
    case State::handled: return limits.confirm;
    case State::checking: return limits.check;
    case State::checked: return limits.close;
    case State::verifying: return limits.verify;
    case State::disputed: return limits.verdict;
    default: break;
    }
    throw Bug("this stage has no limit of its own");
}

/// Signing, handling and confirming run under one handling clock; signing and confirming have
/// limits of their own, which may end earlier.
static StageLimit begin_stage(const Case& one, Instant now, const Basis& basis) {
    const bool under_clock =
        one.due_at && (one.state == State::dispatched || one.state == State::disputed ||
                       one.state == State::handling || one.state == State::handled);
    const auto mark = [&](Instant since, Instant due_at, calendar::TimeUnit unit) {
        return stage_limit(since, due_at, clock_of(unit), basis.calendar, basis.rules.lights);
    };
    const auto whole = [&] { return mark(*one.clock_started_at, *one.due_at, one.limit->unit); };
    if (one.state == State::handling) return whole();
    const auto& limit = limit_of_stage(one.state, basis.rules.limits);
    const auto due_at = basis.calendar.deadline(now, limit);
    if (under_clock && *one.due_at < due_at) return whole();
    return mark(now, due_at, limit.unit);
}

static void start_handling_clock(Case& one, Instant now, const Basis& basis) {
    one.clock_started_at = now;
    one.limit = condition_of(one, basis.kind).limit;
    one.due_at = basis.calendar.deadline(now, *one.limit);
}

static void enter(Case& one, State state, Instant now, const Basis& basis) {
    one.state = state;
    one.stage_entered_at = now;
    one.signal = 0;
    ++one.revision;
    if (has_ended(state) || state == State::suspended)
        one.stage.reset();
    else
        one.stage = begin_stage(one, now, basis);
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

static std::optional<Refusal> judge_condition(const rulebook::CaseKind& kind,
                                              const std::string& condition) {
    if (rulebook::find_condition(kind, condition)) return std::nullopt;
    return refuse_at("/condition", "case.condition_unknown",
                     {{"condition", condition}, {"kind", kind.name.zh}});
}

// ---- reporting ----

static Case as_case(const NewReport& report, const Caller& caller, const places::Located& place,
                    Instant now, const Basis& basis) {
    Case one;
    one.county = caller.county;
    one.kind = basis.kind.code;
    one.condition = rulebook::find_condition(basis.kind, report.condition)->code;
    one.summary = report.summary;
    one.point = report.point;
    one.place_words = report.place_words;
    one.grid = place.grid;
    one.site = report.site;
    one.block_body = basis.owners.block;
    one.line_body = basis.owners.line;
    one.source = report.source;
    one.mended_on_spot = !report.after_photos.empty();
    one.reporter = caller.account;
    one.reporter_person = caller.person;
    one.reported_at = now;
    one.found_at = report.found_at;
    one.kinds_version = basis.rules.kinds_version;
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
                            const places::Located& place, Instant now, const Basis& basis) {
    if (auto refusal = judge_condition(basis.kind, report.condition)) return *refusal;
    if (report.found_at && *report.found_at > now)
        return refuse_at("/found_at", "case.found_in_future");
    const bool by_telephone = report.source == Source::hotline;
    if (auto refusal =
            judge_photos(report.before_photos, by_telephone ? 0 : basis.kind.evidence_before_min,
                         {}, report.photos_path))
        return *refusal;
    Change change;
    change.edge = &edge_of(Action::report);
    change.after = as_case(report, caller, place, now, basis);
    auto& one = change.after;
    if (auto refusal = forbids(*change.edge, one, caller)) return *refusal;
    one.photos = as_photos(report.before_photos, PhotoRole::before, 1, caller, now);
    if (one.mended_on_spot) {
        if (auto refusal = judge_photos(report.after_photos, basis.kind.evidence_after_min,
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
    enter(one, State::reported, now, basis);
    return change;
}

// ---- moving ----

static std::optional<Refusal> judge_reason(const Move& move, const rulebook::ReasonLists& lists) {
    const auto* reasons = reasons_of(move.action, lists);
    if (!reasons || rulebook::find_reason(*reasons, move.reason)) return std::nullopt;
    return refuse_at("/reason", "case.reason_unknown", {{"reason", move.reason}});
}

static std::optional<Refusal> judge_input(const Case& one, const Move& move, Instant now,
                                          const Basis& basis) {
    if (auto refusal = judge_reason(move, basis.rules.reasons)) return refusal;
    if (move.action == Action::file) {
        const auto& condition =
            move.condition.empty() && move.kind.empty() ? one.condition : move.condition;
        if (auto refusal = judge_condition(basis.kind, condition)) return refusal;
    }
    if (move.action == Action::dispatch && !basis.body_stands)
        return refuse_at("/body_id", "case.body_unknown");
    if (move.action == Action::object && !may_be_objected(one, now))
        return Refusal{"case.objection_closed", {{"number", one.number}}};
    return judge_photos(move.photos, photos_wanted(move.action, basis.kind), one.photos,
                        move.photos_path);
}

bool may_be_objected(const Case& one, Instant now) {
    return one.source == Source::citizen && one.state == State::closed && !one.settled &&
           one.objection_until && now <= *one.objection_until;
}

static void file_case(Case& one, const Move& move, Instant now, const Basis& basis) {
    if (!move.kind.empty() || !move.condition.empty() || one.condition.empty())
        one.condition = rulebook::find_condition(basis.kind, move.condition)->code;
    one.kind = basis.kind.code;
    one.kinds_version = basis.rules.kinds_version;
    one.filed_at = now;
    one.block_body = basis.owners.block;
    one.line_body = basis.owners.line;
}

static void close_case(Case& one, Instant now, const Basis& basis) {
    one.closed_at = now;
    if (one.source == Source::citizen)
        one.objection_until = basis.calendar.deadline(now, basis.rules.portal.objection_within);
}

static void begin_new_period(Case& one, Instant now, const Basis& basis) {
    ++one.period;
    one.closed_at.reset();
    one.objection_until.reset();
    one.doers.clear();
    one.doer_bodies.clear();
    start_handling_clock(one, now, basis);
}

/// What each action does to the case beside the change of state.
static void take_effect(Case& one, const Move& move, const Caller& caller, Instant now,
                        const Basis& basis) {
    switch (move.action) {
    case Action::file: return file_case(one, move, now, basis);
    case Action::dispatch:
        one.handling_body = move.body;
        return start_handling_clock(one, now, basis);
    case Action::return_to_desk:
        ++one.return_count;
        one.handling_body = {};
        one.clock_started_at.reset();
        one.limit.reset();
        one.due_at.reset();
        return;
    case Action::handle:
    case Action::confirm: one.doers.push_back({caller.account, caller.person}); return;
    case Action::rework: ++one.rework_count; return start_handling_clock(one, now, basis);
    case Action::close:
    case Action::close_as_checker: return close_case(one, now, basis);
    case Action::object: return begin_new_period(one, now, basis);
    default: return;
    }
}

/// Photos after the work, except where someone shows that it is not done.
static PhotoRole role_of(Action action) {
    return action == Action::rework || action == Action::object ? PhotoRole::before
                                                                : PhotoRole::after;
}

Result<Change> judge_move(const Case& one, const Move& move, const Caller& caller, Instant now,
                          const Basis& basis) {
    const auto& edge = edge_of(move.action);
    if (!edge.from.has(one.state))
        return Refusal{"case.wrong_state",
                       {{"number", one.number},
                        {"state", std::string(name_of(one.state))},
                        {"action", std::string(name_of(move.action))}}};
    if (auto refusal = forbids(edge, one, caller)) return *refusal;
    if (auto refusal = judge_input(one, move, now, basis)) return *refusal;
    Change change{one, one, &edge, move.reason, move.note, {}};
    auto& after = change.after;
    take_effect(after, move, caller, now, basis);
    change.new_photos = as_photos(move.photos, role_of(move.action), after.period, caller, now);
    after.photos.insert(after.photos.end(), change.new_photos.begin(), change.new_photos.end());
    if (edge.to)
        enter(after, *edge.to, now, basis);
    else
        ++after.revision;
    return change;
}

std::optional<Action> follow_up(const Change& step, const Basis& basis) {
    switch (step.edge->action) {
    case Action::report:
        if (basis.kind.files_itself) return Action::file;
        return std::nullopt;
    case Action::file:
        if (step.after.mended_on_spot) return Action::mend_on_spot;
        if (basis.owners.handler) return Action::dispatch;
        return std::nullopt;
    case Action::pass:
        if (basis.kind.closes == rulebook::Closer::checker) return Action::close_as_checker;
        return std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace weicheng::cases

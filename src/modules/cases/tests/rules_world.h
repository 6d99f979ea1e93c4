// A county without a database for the tests of the rules: kinds, limits, people, a case in any
// state. For tests only.
#pragma once

#include "modules/cases/rules/lifecycle.h"
#include "modules/cases/rules/permission.h"
#include "platform/auth/auth.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace weicheng::cases::testing {

inline constexpr CountyId county{1};
inline constexpr BodyId grid_team{10}, other_grid{11}, bureau{20}, office_body{30}, inspectors{40};
inline constexpr State all_states[] = {
    State::reported, State::verifying,    State::filed,   State::dispatched, State::disputed,
    State::handling, State::suspended,    State::handled, State::checking,   State::checked,
    State::closed,   State::not_accepted, State::voided,  State::merged};

/// The first state an action leaves; reported for the one that opens the case.
inline State first_state_of(Action action) {
    for (const auto& [state, name] : EnumNames<State>::all)
        if (leaves(action, state)) return state;
    return State::reported;
}

/// "2026-11-16 09:00" by the county's clock; that day is a Monday.
inline Instant at(std::string text) {
    text[10] = 'T';
    return instant_from_rfc3339(text + ":00+08:00").value();
}
/// The same the other way round.
inline std::string local(Instant moment) {
    auto text = to_rfc3339(moment + county_offset).substr(0, 16);
    text[10] = ' ';
    return text;
}
inline std::string local(const std::optional<Instant>& moment) {
    return moment ? local(*moment) : "";
}
inline const Instant monday = at("2026-11-16 09:00");

/// 08:00–12:00, 14:00–18:00, Monday to Friday; 2027 is not announced yet.
inline const calendar::WorkCalendar& work_calendar() {
    static const calendar::WorkCalendar calendar{
        {{8 * 60, 12 * 60}, {14 * 60, 18 * 60}}, {}, {{2026, calendar::YearStatus::official}}};
    return calendar;
}

inline Condition condition(const char* code, int amount, calendar::TimeUnit unit) {
    return {
        .code = code, .name = {code, code}, .limit = {amount, unit}, .closing = {"净", "clean"}};
}

inline CaseKind kind(const char* code, std::vector<Condition> conditions) {
    CaseKind made;
    made.code = code;
    made.name = {code, code};
    made.conditions = std::move(conditions);
    return made;
}

/// garbage: the office files and closes it; stall: files itself, the checker closes it; manhole:
/// wants two photos of the work; ditch: delegates close it, half of that is looked at again, and
/// citizens' reports are verified first.
inline rulebook::Rules make_rules() {
    using U = calendar::TimeUnit;
    CaseKinds kinds;
    kinds.kinds = {kind("garbage", {condition("small", 4, U::work_hours),
                                    condition("large", 2, U::work_days)}),
                   kind("stall", {condition("usual", 2, U::work_hours)}),
                   kind("manhole", {condition("open", 1, U::urgent_hours),
                                    condition("days", 3, U::natural_days)}),
                   kind("ditch", {condition("foul", 4, U::work_hours)})};
    kinds.kinds[1].files_itself = true;
    kinds.kinds[1].closes = Closer::checker;
    kinds.kinds[2].evidence_after_min = 2;
    kinds.kinds[3].closes = Closer::delegate;
    kinds.kinds[3].recheck_percent = 50;
    kinds.kinds[3].verify_sources = {"citizen", "hotline"};
    PortalRules portal;
    portal.objection_within = {7, U::natural_days};
    rulebook::Rules all;
    all.set(ReportSources{{{"citizen", {}},
                           {"patrol", {}},
                           {"inspection", {}},
                           {"hotline", {}, true},
                           {"other", {}}}});
    all.set(kinds, 77);
    all.set(Routing{});
    all.set(StageLimits{{2, U::work_hours},
                        {2, U::work_hours},
                        {2, U::work_hours},
                        {4, U::work_hours},
                        {1, U::work_days},
                        {1, U::work_days}});
    all.set(LightRules{20, 60, 100});
    all.set(ReasonLists{{"return_to_desk", {{"not_ours", {}}}},
                        {"send_back", {{"photo_unclear", {}}}},
                        {"rework", {{"not_done", {}}, {"partly_done", {}}}},
                        {"closure_refusal", {{"proof_missing", {}}}},
                        {"objection", {{"still_there", {}}}},
                        {"verification", {{"nothing_there", {}}}},
                        {"decline", {{"not_for_us", {}}}},
                        {"void", {{"double", {}}}},
                        {"reassign", {{"other_unit", {}}}},
                        {"dispute", {{"not_our_duty", {}}}},
                        {"extension", {{"bad_weather", {}}}},
                        {"suspension", {{"works_nearby", {}}}},
                        {"lateness", {{"was_flooded", {}}}},
                        {"reinstate", {{"was_a_mistake", {}}}}});
    all.set(NumberFormats{});
    all.set(portal);
    all.set(RequestRules{});
    return all;
}
inline const rulebook::Rules& rules() {
    static const auto all = make_rules();
    return all;
}

/// Where the merger leads and where the corrected place lies.
inline const Case& main_case() {
    static const Case one = [] {
        Case made;
        made.id = {6};
        made.county = county;
        made.number = "AJ20261115-0009";
        made.state = State::handling;
        return made;
    }();
    return one;
}
inline const places::Located& new_place() {
    static const places::Located place{{71}, "东网格", other_grid};
    return place;
}

inline DecisionInputs inputs(std::string_view kind = "garbage", BodyId handler = grid_team) {
    DecisionInputs made{rules(),
                        *rules().get<CaseKinds>().find(kind),
                        work_calendar(),
                        {grid_team, bureau, handler},
                        true};
    made.target = &main_case();
    made.place = &new_place();
    return made;
}
/// For a kind that knows the action.
inline DecisionInputs inputs_for(Action action) {
    return inputs(action == Action::close_as_delegate ? "ditch" : "garbage");
}

// ---- people ----

inline Caller someone(std::int64_t number, BodyId body, const std::vector<const char*>& powers,
                      BodyId scope = {}) {
    Caller caller{.county = county, .account = {100 + number}, .person = {200 + number}};
    if (body) caller.bodies = {body};
    for (const char* power : powers)
        caller.grants.push_back({power, {scope}});
    return caller;
}
inline Caller grid_head() {
    return someone(1, grid_team,
                   {"cases.read", "cases.report", "cases.sign", "cases.handle", "cases.confirm"},
                   grid_team);
}
inline Caller grid_worker() {
    return someone(2, grid_team, {"cases.read", "cases.report", "cases.handle"}, grid_team);
}
inline Caller head_of_other_grid() {
    return someone(3, other_grid,
                   {"cases.read", "cases.report", "cases.sign", "cases.handle", "cases.confirm"},
                   other_grid);
}
inline Caller bureau_head() {
    return someone(4, bureau, {"cases.read", "cases.sign", "cases.handle", "cases.confirm"},
                   bureau);
}
inline Caller checker() {
    return someone(5, inspectors, {"cases.read", "cases.check"});
}
inline Caller officer() {
    return someone(6, office_body,
                   {"cases.read", "cases.report", "cases.file", "cases.dispatch", "cases.close",
                    "cases.void", "cases.decide", "cases.review_lateness", "portal.contacts"});
}
inline Caller verifier() {
    return someone(9, grid_team, {"cases.read", "cases.verify"}, grid_team);
}
inline Caller arbiter() {
    return someone(10, {}, {"cases.read", "cases.arbitrate", "cases.confirm_lateness"});
}
inline Caller rechecker() {
    return someone(11, inspectors, {"cases.read", "cases.recheck"});
}
/// Strikes off for the office where the grid's team is the block owner.
inline Caller delegate() {
    return someone(12, office_body, {"cases.read", "cases.close"}, grid_team);
}
inline Caller leader() {
    return someone(7, {}, {"cases.read"});
}
inline Caller citizen() {
    return Caller{.county = county};
}
inline Caller server() {
    return auth::server_caller(county);
}
/// Holds every power of every edge in the whole county and belongs to the handling body.
inline Caller almighty() {
    Caller caller = someone(8, grid_team, {});
    for (const auto& edge : edges)
        if (!edge.power.empty()) caller.grants.push_back({std::string(edge.power), {}});
    return caller;
}

// ---- a case ----

inline bool any_of(State state, std::initializer_list<State> states) {
    return std::find(states.begin(), states.end(), state) != states.end();
}

/// A citizen's report of garbage, brought to that state on that Monday: block owner and handler
/// the grid's team, line owner the bureau, done by the grid's head, checked and struck off by
/// others; drawn for a re-check.
inline Case case_in(State state, std::string kind = "garbage") {
    Case one;
    one.id = {5};
    one.county = county;
    one.number = "AJ20261116-0001";
    one.revision = 3;
    one.state = state;
    one.kind = std::move(kind);
    one.condition = rules().get<CaseKinds>().find(one.kind)->conditions.front().code;
    one.source = "citizen";
    one.block_body = grid_team;
    one.line_body = bureau;
    one.reported_at = one.stage_entered_at = monday;
    one.photos = {{"before-1", PhotoRole::before, 1, {}, monday}};
    if (state == State::verifying) one.verification = Verification::asked;
    if (any_of(state, {State::reported, State::verifying, State::not_accepted})) return one;
    one.filed_at = monday;
    if (state == State::filed) return one;
    one.handling_body = one.first_body = grid_team;
    one.clock_started_at = monday;
    one.limit = rules().get<CaseKinds>().find(one.kind)->conditions.front().limit;
    one.due_at = work_calendar().deadline(monday, *one.limit);
    if (state == State::suspended) {
        one.suspension = Suspension{monday, date_of(monday), "works_nearby", 240};
        one.due_at.reset();
    }
    if (state == State::merged) one.merged_into = main_case().id;
    if (!any_of(state, {State::handled, State::checking, State::checked, State::closed}))
        return one;
    one.doers = {{grid_head().account, grid_head().person}};
    one.photos.push_back({"after-1", PhotoRole::after, 1, grid_head().account, monday});
    if (any_of(state, {State::checked, State::closed})) one.checker = checker().account;
    if (state == State::closed) {
        one.closed_at = monday;
        one.closer = officer().account;
        one.objection_until =
            work_calendar().deadline(monday, rules().get<PortalRules>().objection_within);
        one.recheck = Recheck::due;
    }
    return one;
}

/// The same with what the action answers to: a request of that kind, a lateness.
inline Case case_for(Action action, State state) {
    auto one = case_in(state, action == Action::close_as_delegate ? "ditch" : "garbage");
    const auto asked = [&](RequestKind kind, RequestStatus status) {
        one.request = Request{.id = {},
                              .kind = kind,
                              .status = status,
                              .body = grid_team,
                              .asked_by = grid_head().account,
                              .asked_at = monday,
                              .reason = "bad_weather",
                              .limit = std::nullopt,
                              .recheck_on = std::nullopt,
                              .reviewed_by = {},
                              .reviewed_at = std::nullopt,
                              .decided_by = {},
                              .decided_at = std::nullopt};
    };
    switch (action) {
    case Action::grant_extension:
    case Action::refuse_extension:
        asked(RequestKind::extension, RequestStatus::open);
        one.request->limit = calendar::Limit{1, calendar::TimeUnit::work_days};
        break;
    case Action::grant_suspension:
    case Action::refuse_suspension:
        asked(RequestKind::suspension, RequestStatus::open);
        one.request->recheck_on = next_day(date_of(monday), 30);
        break;
    case Action::ask_exemption: one.late_body = grid_team; break;
    case Action::support_exemption:
    case Action::refuse_exemption:
        one.late_body = grid_team;
        asked(RequestKind::lateness, RequestStatus::open);
        break;
    case Action::grant_exemption:
    case Action::deny_exemption:
        one.late_body = grid_team;
        asked(RequestKind::lateness, RequestStatus::supported);
        one.request->reviewed_by = officer().account;
        break;
    default: break;
    }
    return one;
}

/// What the edge asks for besides the power: photos, a reason, a body, a place, a time.
inline Move sound_move(Action action) {
    Move move{.action = action};
    if (action == Action::handle) move.photos = {"after-2", "after-3"};
    if (action == Action::dispatch) move.body = grid_team;
    if (action == Action::reassign || action == Action::rule) move.body = bureau;
    if (action == Action::merge) move.into = main_case().id;
    if (action == Action::relocate) move.point = Point::from_degrees(118.015, 35.005);
    if (action == Action::ask_extension)
        move.limit = calendar::Limit{1, calendar::TimeUnit::work_days};
    if (action == Action::ask_suspension || action == Action::prolong_suspension)
        move.recheck_on = next_day(date_of(monday), 30);
    if (const auto* reasons = reasons_of(action, rules().get<ReasonLists>()))
        move.reason = reasons->front().code;
    return move;
}

/// Someone who may take the edge of a case in the grid.
inline Caller taker(Action action) {
    switch (edge_of(action).who) {
    case Who::handlers: return grid_head();
    case Who::outsiders: return checker();
    case Who::citizen: return citizen();
    case Who::server: return server();
    case Who::delegate: return delegate();
    case Who::arbiter: return arbiter();
    case Who::rechecker: return rechecker();
    case Who::area: return edge_of(action).power == "cases.verify" ? verifier() : officer();
    case Who::reviewer:
        return edge_of(action).power == "cases.confirm_lateness" ? arbiter() : officer();
    default: return officer();
    }
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.refusal().code;
}
inline std::string code_of(const std::optional<Refusal>& refusal) {
    return refusal ? refusal->code : "";
}
/// The path of the refusal's only field, "" when it names none.
template <class T>
std::string path_of(const Result<T>& result) {
    return result || result.refusal().errors.empty() ? "" : result.refusal().errors.front().path;
}

} // namespace weicheng::cases::testing

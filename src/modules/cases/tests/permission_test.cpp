// Who may take which edge: the power, where it holds, and that nobody checks or closes his own
// work.
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;

struct WhoRow {
    const char* who;
    Action action;
    Caller caller;
    const char* refused; // expected; "" : may
};

Caller with(Caller caller, const char* power, BodyId scope = {}) {
    caller.grants.push_back({power, {scope}});
    return caller;
}
Caller of_body(Caller caller, BodyId body) {
    caller.bodies = {body};
    return caller;
}

constexpr const char* none = "auth.power_missing";
constexpr const char* outside = "case.outside_scope";
constexpr const char* not_yours = "case.not_your_body";

const WhoRow who_rows[] = {
    // 立案, 派遣: the power for the case's grid or for the county
    {"创卫办", Action::file, officer(), ""},
    {"本网格立案员", Action::file, someone(9, grid_team, {"cases.file"}, grid_team), ""},
    {"他网格立案员", Action::file, someone(9, other_grid, {"cases.file"}, other_grid), outside},
    {"网格长无立案权", Action::file, grid_head(), none},
    {"县领导", Action::file, leader(), none},
    {"群众", Action::file, citizen(), none},
    {"创卫办", Action::dispatch, officer(), ""},
    {"他网格派遣员", Action::dispatch, someone(9, other_grid, {"cases.dispatch"}, other_grid),
     outside},
    {"网格长无派遣权", Action::dispatch, grid_head(), none},
    // 签收, 退回: people of the handling body only
    {"网格长", Action::sign, grid_head(), ""},
    {"网格员无签收权", Action::sign, grid_worker(), none},
    {"他网格长", Action::sign, head_of_other_grid(), not_yours},
    {"条线部门", Action::sign, bureau_head(), not_yours},
    {"全县签收权、非本单位", Action::sign, with(officer(), "cases.sign"), not_yours},
    {"全县签收权、本单位", Action::sign, with(grid_worker(), "cases.sign"), ""},
    {"代管本单位", Action::sign, with(bureau_head(), "cases.sign", grid_team), ""},
    {"网格长", Action::return_to_desk, grid_head(), ""},
    {"他网格长", Action::return_to_desk, head_of_other_grid(), not_yours},
    // 处置, 确认, 单位退回
    {"网格员", Action::handle, grid_worker(), ""},
    {"他网格长", Action::handle, head_of_other_grid(), not_yours},
    {"核查员", Action::handle, checker(), none},
    {"网格长", Action::confirm, grid_head(), ""},
    {"网格员无确认权", Action::confirm, grid_worker(), none},
    {"条线部门", Action::confirm, bureau_head(), not_yours},
    {"网格长", Action::send_back, grid_head(), ""},
    {"他网格长", Action::send_back, head_of_other_grid(), not_yours},
    // 核查: someone else, from elsewhere
    {"督导组", Action::pass, checker(), ""},
    {"督导组", Action::rework, checker(), ""},
    {"分片核查员", Action::pass, someone(9, inspectors, {"cases.check"}, grid_team), ""},
    {"他片核查员", Action::pass, someone(9, inspectors, {"cases.check"}, other_grid), outside},
    {"处置人", Action::pass, with(grid_head(), "cases.check"), "case.checker_is_doer"},
    {"处置人", Action::rework, with(grid_head(), "cases.check"), "case.checker_is_doer"},
    {"处置人换单位", Action::pass, with(of_body(grid_head(), inspectors), "cases.check"),
     "case.checker_is_doer"},
    {"处置单位同事", Action::pass, with(grid_worker(), "cases.check"),
     "case.checker_of_doers_body"},
    {"代管处置单位", Action::pass, with(with(checker(), "cases.confirm", grid_team), "cases.check"),
     "case.checker_of_doers_body"},
    {"创卫办无核查权", Action::pass, officer(), none},
    {"网格长无核查权", Action::pass, head_of_other_grid(), none},
    // 销号: the power in the whole county, not the doer
    {"创卫办", Action::close, officer(), ""},
    {"创卫办", Action::refuse_closure, officer(), ""},
    {"分片销号权", Action::close, someone(9, office_body, {"cases.close"}, grid_team), outside},
    {"处置人有销号权", Action::close, with(grid_head(), "cases.close"), "case.closer_is_doer"},
    {"处置人有销号权", Action::refuse_closure, with(grid_head(), "cases.close"),
     "case.closer_is_doer"},
    {"核查员无销号权", Action::close, checker(), none},
    // 核实: the power in the area; 不予立案, 并案, 更正位置: the desk
    {"网格核实员", Action::verify_true, verifier(), ""},
    {"网格核实员", Action::verify_false, verifier(), ""},
    {"他网格核实员", Action::verify_true, someone(9, other_grid, {"cases.verify"}, other_grid),
     outside},
    {"他网格核实员", Action::verify_false, someone(9, other_grid, {"cases.verify"}, other_grid),
     outside},
    {"网格长无核实权", Action::verify_true, grid_head(), none},
    {"创卫办", Action::ask_verification, officer(), ""},
    {"网格长", Action::ask_verification, grid_head(), none},
    {"创卫办", Action::decline, officer(), ""},
    {"他网格立案员", Action::decline, someone(9, other_grid, {"cases.file"}, other_grid), outside},
    {"网格长", Action::decline, grid_head(), none},
    {"创卫办", Action::merge, officer(), ""},
    {"他网格立案员", Action::merge, someone(9, other_grid, {"cases.file"}, other_grid), outside},
    {"处置单位", Action::merge, grid_head(), none},
    {"创卫办", Action::relocate, officer(), ""},
    {"处置单位", Action::relocate, grid_head(), none},
    // 改派: the dispatch desk; 提请裁定: the unit that has it
    {"创卫办", Action::reassign, officer(), ""},
    {"处置单位自己改派", Action::reassign, grid_head(), none},
    {"他网格派遣员", Action::reassign, someone(9, other_grid, {"cases.dispatch"}, other_grid),
     outside},
    {"网格长", Action::dispute, grid_head(), ""},
    {"网格员", Action::dispute, grid_worker(), none},
    {"他网格长", Action::dispute, head_of_other_grid(), not_yours},
    {"创卫办", Action::dispute, officer(), none},
    // 裁定: county-wide, of none of the bodies concerned
    {"副指挥长", Action::rule, arbiter(), ""},
    {"分片裁定权", Action::rule, someone(9, office_body, {"cases.arbitrate"}, grid_team), outside},
    {"争议单位的人", Action::rule, with(grid_worker(), "cases.arbitrate"), "case.arbiter_is_party"},
    {"代管争议单位", Action::rule, with(with(leader(), "cases.sign", grid_team), "cases.arbitrate"),
     "case.arbiter_is_party"},
    {"创卫办无裁定权", Action::rule, officer(), none},
    // 作废, 恢复: the power in the whole county, not the doer
    {"创卫办", Action::void_case, officer(), ""},
    {"分片作废权", Action::void_case, someone(9, office_body, {"cases.void"}, grid_team), outside},
    {"县领导", Action::void_case, leader(), none},
    {"创卫办", Action::reinstate, officer(), ""},
    {"分片恢复权", Action::reinstate, someone(9, office_body, {"cases.void"}, grid_team), outside},
    {"县领导", Action::reinstate, leader(), none},
    // 受托销号: the power in the area only, not the doer, not of his unit
    {"受托人", Action::close_as_delegate, delegate(), ""},
    {"他片受托人", Action::close_as_delegate, someone(9, office_body, {"cases.close"}, other_grid),
     outside},
    {"创卫办", Action::close_as_delegate, officer(), "case.not_delegated"},
    {"处置人受托", Action::close_as_delegate, with(grid_head(), "cases.close", grid_team),
     "case.closer_is_doer"},
    {"处置单位同事受托", Action::close_as_delegate, with(grid_worker(), "cases.close", grid_team),
     "case.closer_of_doers_body"},
    {"核查员无销号权", Action::close_as_delegate, checker(), none},
    // 抽查复核: nobody who had a part in it
    {"复核员", Action::recheck_pass, rechecker(), ""},
    {"复核员", Action::recheck_fail, rechecker(), ""},
    {"分片复核权", Action::recheck_pass, someone(9, inspectors, {"cases.recheck"}, grid_team),
     outside},
    {"处置人", Action::recheck_pass, with(grid_head(), "cases.recheck"), "case.rechecker_had_part"},
    {"核查人", Action::recheck_pass, with(checker(), "cases.recheck"), "case.rechecker_had_part"},
    {"核查人", Action::recheck_fail, with(checker(), "cases.recheck"), "case.rechecker_had_part"},
    {"销号人", Action::recheck_pass, with(officer(), "cases.recheck"), "case.rechecker_had_part"},
    {"销号人", Action::recheck_fail, with(officer(), "cases.recheck"), "case.rechecker_had_part"},
    {"处置单位同事", Action::recheck_pass, with(grid_worker(), "cases.recheck"),
     "case.checker_of_doers_body"},
    {"创卫办无复核权", Action::recheck_pass, officer(), none},
    // 延期, 暂缓: asked by the unit, decided by others in the area
    {"网格长", Action::ask_extension, grid_head(), ""},
    {"网格员", Action::ask_extension, grid_worker(), none},
    {"他网格长", Action::ask_extension, head_of_other_grid(), not_yours},
    {"创卫办", Action::grant_extension, officer(), ""},
    {"分片审批员", Action::grant_extension, someone(9, office_body, {"cases.decide"}, grid_team),
     ""},
    {"他片审批员", Action::grant_extension, someone(9, office_body, {"cases.decide"}, other_grid),
     outside},
    {"申请单位", Action::grant_extension, with(grid_worker(), "cases.decide"),
     "case.decider_of_asking_body"},
    {"申请单位", Action::refuse_extension, with(grid_worker(), "cases.decide"),
     "case.decider_of_asking_body"},
    {"创卫办", Action::refuse_extension, officer(), ""},
    {"网格长", Action::ask_suspension, grid_head(), ""},
    {"条线部门", Action::ask_suspension, bureau_head(), not_yours},
    {"创卫办", Action::grant_suspension, officer(), ""},
    {"申请单位", Action::grant_suspension, with(grid_worker(), "cases.decide"),
     "case.decider_of_asking_body"},
    {"创卫办", Action::refuse_suspension, officer(), ""},
    {"县领导", Action::refuse_suspension, leader(), none},
    {"创卫办", Action::prolong_suspension, officer(), ""},
    {"处置单位", Action::prolong_suspension, grid_head(), none},
    {"创卫办", Action::resume, officer(), ""},
    {"处置单位", Action::resume, grid_head(), ""},
    {"他网格长", Action::resume, head_of_other_grid(), none},
    // 超期申诉: two levels, both in the county
    {"网格长", Action::ask_exemption, grid_head(), ""},
    {"他网格长", Action::ask_exemption, head_of_other_grid(), not_yours},
    {"创卫办", Action::support_exemption, officer(), ""},
    {"申诉单位", Action::support_exemption, with(grid_worker(), "cases.review_lateness"),
     "case.decider_of_asking_body"},
    {"创卫办", Action::refuse_exemption, officer(), ""},
    {"县领导", Action::refuse_exemption, leader(), none},
    {"副指挥长", Action::grant_exemption, arbiter(), ""},
    {"一级审核人", Action::grant_exemption, with(officer(), "cases.confirm_lateness"),
     "case.decider_reviewed"},
    {"副指挥长", Action::deny_exemption, arbiter(), ""},
    {"创卫办无核定权", Action::deny_exemption, officer(), none},
    // what no person asks for
    {"创卫办", Action::mend_on_spot, officer(), none},
    {"创卫办", Action::close_as_checker, officer(), none},
    {"全权人员", Action::close_as_checker, almighty(), none},
    {"系统", Action::mend_on_spot, server(), ""},
    {"系统", Action::close_as_checker, server(), ""},
    // what only the reporting citizen may say
    {"群众", Action::object, citizen(), ""},
    {"创卫办", Action::object, officer(), "case.not_your_report"},
    {"全权人员", Action::object, almighty(), "case.not_your_report"},
    {"系统", Action::object, server(), "case.not_your_report"},
    // registering: a citizen's report comes through the portal only
    {"群众", Action::report, citizen(), ""},
    {"网格长冒充群众", Action::report, grid_head(), none},
};

TEST(Permission, SaysWhoMayTakeEachEdge_R2_1) {
    for (const auto& row : who_rows) {
        const auto& edge = edge_of(row.action);
        const auto one = case_for(edge.action, first_state_of(edge.action));
        EXPECT_EQ(code_of(missing_permission(edge, one, row.caller)), row.refused)
            << row.who << " × " << name_of(row.action);
    }
}

TEST(Permission, TheFirstReceiverIsAPartyToTheDispute_R2_2) {
    auto one = case_in(State::disputed);
    one.handling_body = bureau; // redispatched: the grid was the first receiver
    const auto& edge = edge_of(Action::rule);
    for (const auto& party : {grid_worker(), bureau_head()})
        EXPECT_EQ(code_of(missing_permission(edge, one, with(party, "cases.arbitrate"))),
                  "case.arbiter_is_party");
    EXPECT_EQ(code_of(missing_permission(edge, one, with(head_of_other_grid(), "cases.arbitrate"))),
              "");
}

TEST(Permission, TheDoerNeitherVoidsNorReinstates_R2_1) {
    const auto doer = with(grid_head(), "cases.void");
    EXPECT_EQ(
        code_of(missing_permission(edge_of(Action::void_case), case_in(State::checking), doer)),
        "case.voider_is_doer");
    auto voided = case_in(State::voided);
    voided.doers = {{grid_head().account, grid_head().person}};
    EXPECT_EQ(code_of(missing_permission(edge_of(Action::reinstate), voided, doer)),
              "case.voider_is_doer");
}

TEST(Permission, EveryEdgeHasSomeoneWhoMayAndSomeoneWhoMayNot_R2_1) {
    for (const auto& edge : edges) {
        bool may = false, may_not = false;
        for (const auto& row : who_rows)
            if (row.action == edge.action) (*row.refused ? may_not : may) = true;
        EXPECT_TRUE(may) << name_of(edge.action);
        EXPECT_TRUE(may_not || edge.who == Who::server) << name_of(edge.action);
    }
}

TEST(Permission, ASecondAccountOfTheDoerIsStillTheDoer_R2_1) {
    auto other_account = checker();
    other_account.person = grid_head().person;
    EXPECT_EQ(
        code_of(missing_permission(edge_of(Action::pass), case_in(State::checking), other_account)),
        "case.checker_is_doer");
    auto nobody = checker(); // an account without a person matches no doer without a person
    nobody.person = {};
    auto one = case_in(State::checking);
    one.doers = {{AccountId{999}, {}}};
    EXPECT_EQ(code_of(missing_permission(edge_of(Action::pass), one, nobody)), "");
}

TEST(Permission, WhoMendedOnTheSpotAndHisColleaguesDoNotCheckIt_R2_1) {
    auto one = case_in(State::checking);
    one.mended_on_spot = true;
    one.handling_body = grid_team;
    one.doers = {{AccountId{998}, PersonId{997}}};
    one.doer_bodies = {grid_team, bureau}; // he belongs to both
    const auto of_bureau = with(bureau_head(), "cases.check");
    EXPECT_EQ(code_of(missing_permission(edge_of(Action::pass), one, of_bureau)),
              "case.checker_of_doers_body");
    EXPECT_EQ(code_of(missing_permission(edge_of(Action::pass), one, checker())), "");
}

TEST(Permission, OnlyOfficialReportsNeedThePower_R2_1) {
    auto one = case_in(State::reported);
    one.source = "patrol";
    const auto& edge = edge_of(Action::report);
    EXPECT_EQ(code_of(missing_permission(edge, one, grid_head())), "");
    EXPECT_EQ(code_of(missing_permission(edge, one, bureau_head())), none);
    EXPECT_EQ(code_of(missing_permission(edge, one, citizen())), none);
    EXPECT_EQ(code_of(missing_permission(edge_of(Action::object), one, citizen())),
              "case.not_your_report");
}

std::string names(const std::vector<Action>& actions) {
    std::string text;
    for (const auto action : actions)
        (text += text.empty() ? "" : " ") += name_of(action);
    return text;
}
std::vector<Action> offered(const Case& one, const Caller& caller, const DecisionInputs& loaded) {
    return allowed_actions(one, caller, {loaded.rules, loaded.kind, monday, loaded.returns});
}

struct AllowedRow {
    const char* who;
    Caller caller;
    State state;
    const char* actions; // expected
};
const AllowedRow allowed_rows[] = {
    {"创卫办", officer(), State::reported, "file ask_verification decline merge relocate void"},
    {"创卫办", officer(), State::verifying, "merge relocate void"},
    {"创卫办", officer(), State::filed, "dispatch merge relocate void"},
    {"创卫办", officer(), State::dispatched, "reassign merge void"},
    {"创卫办", officer(), State::disputed, "void"},
    {"创卫办", officer(), State::suspended, "prolong_suspension resume reassign void"},
    {"创卫办", officer(), State::checking, "void"},
    {"创卫办", officer(), State::checked, "close refuse_closure void"},
    {"创卫办", officer(), State::closed, ""},
    {"创卫办", officer(), State::not_accepted, "reinstate"},
    {"创卫办", officer(), State::voided, "reinstate"},
    {"创卫办", officer(), State::merged, ""},
    {"核实员", verifier(), State::verifying, "verify_true verify_false"},
    {"裁定人", arbiter(), State::disputed, "rule"},
    {"复核员", rechecker(), State::closed, "recheck_pass recheck_fail"},
    {"受托人，类别不委托", delegate(), State::checked, ""},
    {"网格长", grid_head(), State::reported, ""},
    {"网格长", grid_head(), State::dispatched, "sign return dispute ask_extension ask_suspension"},
    {"网格长", grid_head(), State::handling, "handle ask_extension ask_suspension"},
    {"网格长", grid_head(), State::suspended, "resume"},
    {"网格长", grid_head(), State::handled, "confirm send_back"},
    {"网格长", grid_head(), State::checking, ""},
    {"网格员", grid_worker(), State::dispatched, ""},
    {"网格员", grid_worker(), State::handling, "handle"},
    {"他网格长", head_of_other_grid(), State::handling, ""},
    {"督导组", checker(), State::checking, "pass rework"},
    {"督导组", checker(), State::checked, ""},
    {"县领导", leader(), State::checking, ""},
};

TEST(Permission, OffersExactlyWhatIsOpenToThePerson_R2_1) {
    for (const auto& row : allowed_rows)
        EXPECT_EQ(names(offered(case_in(row.state), row.caller, inputs())), row.actions)
            << row.who << " × " << name_of(row.state);
}

TEST(Permission, OffersNothingThatABindingVerdictOrACountStandsAgainst_R2_2) {
    auto bound = case_in(State::dispatched);
    bound.verdict_binds = true;
    EXPECT_EQ(names(offered(bound, grid_head(), inputs())), "sign ask_extension ask_suspension");
    EXPECT_EQ(names(offered(bound, officer(), inputs())), "merge void");
    auto loaded = inputs();
    loaded.returns = 1; // as many as the rules allow
    EXPECT_EQ(names(offered(case_in(State::dispatched), grid_head(), loaded)),
              "sign dispute ask_extension ask_suspension");
    auto not_drawn = case_in(State::closed);
    not_drawn.recheck = Recheck::none;
    EXPECT_EQ(names(offered(not_drawn, rechecker(), inputs())), "");
    const auto ditch = case_in(State::checked, "ditch");
    EXPECT_EQ(names(offered(ditch, delegate(), inputs("ditch"))), "close_as_delegate");
    EXPECT_EQ(names(offered(ditch, officer(), inputs("ditch"))), "close refuse_closure void");
}

TEST(Permission, WhatIsOfferedIsTakenAndWhatIsNotIsRefused_R2_1) {
    for (const auto& caller :
         {officer(), grid_head(), grid_worker(), head_of_other_grid(), bureau_head(), checker(),
          leader(), verifier(), arbiter(), rechecker(), delegate(), almighty()})
        for (const auto state : all_states)
            for (const auto& edge : edges) {
                if (!edge.from.has(state)) continue;
                const auto one = case_for(edge.action, state);
                const auto loaded = inputs_for(edge.action);
                const auto open = offered(one, caller, loaded);
                const bool on_list = std::find(open.begin(), open.end(), edge.action) != open.end();
                const auto taken = judge_move(one, sound_move(edge.action), caller, monday, loaded);
                EXPECT_EQ(bool(taken), on_list)
                    << caller.account.value << " " << name_of(state) << " " << name_of(edge.action)
                    << " " << code_of(taken);
            }
}

// ---- sight ----

struct SightRow {
    const char* who;
    Caller caller;
    bool sees;           // expected
    bool knows_reporter; // expected
};

TEST(Permission, SaysWhoSeesACaseAndWhoMayKnowItsReporter_R1_1_R7_4) {
    auto stranger = officer();
    stranger.county = {2};
    const SightRow rows[] = {
        {"县领导", leader(), true, false},
        {"块主", grid_head(), true, false},
        {"条主", bureau_head(), true, false},
        {"他网格长", head_of_other_grid(), false, false},
        {"督导组", checker(), true, false},
        {"创卫办", officer(), true, true},
        {"处置单位有联系权", with(grid_head(), "portal.contacts"), true, false},
        {"代管处置单位有联系权", with(with(checker(), "portal.contacts"), "cases.sign", grid_team),
         true, false},
        {"群众", citizen(), false, false},
        {"他县创卫办", stranger, false, true}, // sees no case, so is never asked
    };
    for (const auto& row : rows) {
        EXPECT_EQ(may_see(case_in(State::handling), row.caller), row.sees) << row.who;
        EXPECT_EQ(may_know_reporter(case_in(State::handling), row.caller), row.knows_reporter)
            << row.who;
    }
}

TEST(Permission, TheReporterSeesHisOwnReportAnywhere_R2_1) {
    auto one = case_in(State::handling);
    one.source = "patrol";
    one.reporter = head_of_other_grid().account;
    EXPECT_TRUE(may_see(one, head_of_other_grid()));
    EXPECT_TRUE(may_know_reporter(one, head_of_other_grid()));
    EXPECT_FALSE(may_know_reporter(one, grid_head()));
}

// ---- whose turn ----

struct TurnRow {
    State state;
    const char* power; // expected; "" : nobody's
    BodyId body;       // expected
    bool members_only; // expected
};
const TurnRow turn_rows[] = {
    {State::reported, "cases.file", grid_team, false},
    {State::filed, "cases.dispatch", grid_team, false},
    {State::dispatched, "cases.sign", grid_team, true},
    {State::handling, "cases.handle", grid_team, true},
    {State::handled, "cases.confirm", grid_team, true},
    {State::checking, "cases.check", grid_team, false},
    {State::checked, "cases.close", {}, false},
    {State::verifying, "cases.verify", grid_team, false},
    {State::disputed, "cases.arbitrate", {}, false},
    {State::suspended, "cases.decide", grid_team, false},
    {State::closed, "", {}, false},
    {State::not_accepted, "", {}, false},
    {State::voided, "", {}, false},
    {State::merged, "", {}, false},
};

TEST(Permission, KnowsWhoseTurnItIs_R2_1) {
    for (const auto& row : turn_rows) {
        const auto turn = turn_of(case_in(row.state));
        EXPECT_EQ(turn ? turn->power : "", row.power) << name_of(row.state);
        if (!turn) continue;
        EXPECT_EQ(turn->body, row.body) << name_of(row.state);
        EXPECT_EQ(turn->members_only, row.members_only) << name_of(row.state);
    }
}

struct AwaitedRow {
    const char* who;
    Caller caller;
    State state;
    const char* kind;
    bool awaited; // expected
};
const AwaitedRow awaited_rows[] = {
    {"创卫办等立案", officer(), State::reported, "garbage", true},
    {"能作废不等于轮到他", officer(), State::handling, "garbage", false},
    {"网格长等签收", grid_head(), State::dispatched, "garbage", true},
    {"核实员等核实", verifier(), State::verifying, "garbage", true},
    {"裁定人等裁定", arbiter(), State::disputed, "garbage", true},
    {"创卫办等销号", officer(), State::checked, "garbage", true},
    {"类别不委托，不等受托人", delegate(), State::checked, "garbage", false},
    {"类别委托，等受托人", delegate(), State::checked, "ditch", true},
    {"已销号", rechecker(), State::closed, "garbage", false},
};

TEST(Permission, KnowsForWhomACaseWaits_R2_1) {
    for (const auto& row : awaited_rows) {
        const auto* kind = rules().get<CaseKinds>().find(row.kind);
        EXPECT_EQ(
            is_awaited(case_in(row.state, row.kind), row.caller, kind->closes == Closer::delegate),
            row.awaited)
            << row.who;
    }
}

} // namespace
} // namespace weicheng::cases

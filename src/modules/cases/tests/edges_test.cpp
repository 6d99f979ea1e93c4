// The lifecycle as a clerk would check it: what follows what, and that nothing else does.
#include "modules/cases/tests/rules_world.h"

#include <set>

namespace weicheng::cases {
namespace {

using namespace testing;

/// The clerk's own copy of the lifecycle; edges.h must say the same.
struct EdgeRow {
    const char* row;
    Action action;
    std::vector<State> from;
    Caller by;
    std::optional<State> to; // expected; nothing: it stays
};
const EdgeRow edge_rows[] = {
    {"L01 挂账", Action::report, {}, citizen(), State::reported},
    {"L02 立案", Action::file, {State::reported}, officer(), State::filed},
    {"L03 即报即改", Action::mend_on_spot, {State::filed}, server(), State::checking},
    {"L04 派遣", Action::dispatch, {State::filed}, officer(), State::dispatched},
    {"L05 签收", Action::sign, {State::dispatched}, grid_head(), State::handling},
    {"L06 退回派遣台", Action::return_to_desk, {State::dispatched}, grid_head(), State::filed},
    {"L07 处置", Action::handle, {State::handling}, grid_head(), State::handled},
    {"L08 单位确认", Action::confirm, {State::handled}, grid_head(), State::checking},
    {"L09 单位退回重做", Action::send_back, {State::handled}, grid_head(), State::handling},
    {"L10 核查通过", Action::pass, {State::checking}, checker(), State::checked},
    {"L11 返工", Action::rework, {State::checking}, checker(), State::handling},
    {"L12 销号", Action::close, {State::checked}, officer(), State::closed},
    {"L13 核查人销号", Action::close_as_checker, {State::checked}, server(), State::closed},
    {"L14 不予销号", Action::refuse_closure, {State::checked}, officer(), State::checking},
    {"L15 群众反映未解决", Action::object, {State::closed}, citizen(), State::dispatched},
    {"L16 交办核实", Action::ask_verification, {State::reported}, officer(), State::verifying},
    {"L17 核实属实", Action::verify_true, {State::verifying}, verifier(), State::reported},
    {"L18 核实不属实", Action::verify_false, {State::verifying}, verifier(), State::reported},
    {"L19 不予立案", Action::decline, {State::reported}, officer(), State::not_accepted},
    {"L20 改派",
     Action::reassign,
     {State::dispatched, State::handling, State::suspended},
     officer(),
     State::dispatched},
    {"L21 提请裁定", Action::dispute, {State::dispatched}, grid_head(), State::disputed},
    {"L22 裁定", Action::rule, {State::disputed}, arbiter(), State::dispatched},
    {"L23 作废",
     Action::void_case,
     {State::reported, State::verifying, State::filed, State::dispatched, State::disputed,
      State::handling, State::suspended, State::handled, State::checking, State::checked},
     officer(),
     State::voided},
    {"L24 并案",
     Action::merge,
     {State::reported, State::verifying, State::filed, State::dispatched, State::handling},
     officer(),
     State::merged},
    {"L25 更正位置",
     Action::relocate,
     {State::reported, State::verifying, State::filed},
     officer(),
     std::nullopt},
    {"L26 恢复",
     Action::reinstate,
     {State::not_accepted, State::voided},
     officer(),
     State::reported},
    {"L27 受托销号", Action::close_as_delegate, {State::checked}, delegate(), State::closed},
    {"L28 抽查通过", Action::recheck_pass, {State::closed}, rechecker(), std::nullopt},
    {"L29 抽查不通过", Action::recheck_fail, {State::closed}, rechecker(), State::dispatched},
    {"L30 申请延期",
     Action::ask_extension,
     {State::dispatched, State::handling},
     grid_head(),
     std::nullopt},
    {"L31 批准延期",
     Action::grant_extension,
     {State::dispatched, State::handling, State::handled},
     officer(),
     std::nullopt},
    {"L32 不予延期",
     Action::refuse_extension,
     {State::dispatched, State::handling, State::handled},
     officer(),
     std::nullopt},
    {"L33 申请暂缓",
     Action::ask_suspension,
     {State::dispatched, State::handling},
     grid_head(),
     std::nullopt},
    {"L34 批准暂缓",
     Action::grant_suspension,
     {State::dispatched, State::handling},
     officer(),
     State::suspended},
    {"L35 不予暂缓",
     Action::refuse_suspension,
     {State::dispatched, State::handling},
     officer(),
     std::nullopt},
    {"L36 延长暂缓", Action::prolong_suspension, {State::suspended}, officer(), std::nullopt},
    {"L37 恢复办理", Action::resume, {State::suspended}, officer(), State::handling},
    {"L38 超期申诉", Action::ask_exemption, {State::closed}, grid_head(), std::nullopt},
    {"L39 一级通过", Action::support_exemption, {State::closed}, officer(), std::nullopt},
    {"L40 一级不通过", Action::refuse_exemption, {State::closed}, officer(), std::nullopt},
    {"L41 二级免责", Action::grant_exemption, {State::closed}, arbiter(), std::nullopt},
    {"L42 二级不予", Action::deny_exemption, {State::closed}, arbiter(), std::nullopt},
};

TEST(Lifecycle, TakesEveryEdgeOfTheTable_R2_1) {
    for (const auto& row : edge_rows)
        for (const auto from : row.from) {
            const auto line = std::string(row.row) + " from " + std::string(name_of(from));
            const auto change = judge_move(case_for(row.action, from), sound_move(row.action),
                                           row.by, monday, inputs_for(row.action));
            ASSERT_TRUE(change) << line << ": " << code_of(change);
            const auto to = row.to.value_or(from);
            EXPECT_EQ(change->after.state, to) << line;
            EXPECT_EQ(change->after.stage_entered_at, monday) << line;
            const bool runs = !has_ended(to) && to != State::suspended;
            if (row.to) {
                EXPECT_EQ(change->after.stage.has_value(), runs) << line;
            }
            EXPECT_EQ(change->edge, &edge_of(row.action)) << line;
            EXPECT_EQ(change->before.state, from) << line;
            EXPECT_EQ(change->after.revision, change->before.revision + 1) << line;
        }
}

TEST(Lifecycle, ACitizenOpensACase_R2_1) {
    const auto opened =
        judge_report({.kind = "garbage", .point = {}, .source = "citizen", .before_photos = {"p"}},
                     citizen(), {}, monday, inputs());
    ASSERT_TRUE(opened) << code_of(opened);
    EXPECT_EQ(opened->after.state, State::reported);
    EXPECT_TRUE(opened->after.stage);
}

TEST(Lifecycle, HasNoEdgeTheClerkDoesNotKnow_R2_1) {
    ASSERT_EQ(std::size(edge_rows), edges.size());
    for (const auto& row : edge_rows) {
        const auto& edge = edge_of(row.action);
        for (const auto state : all_states)
            EXPECT_EQ(edge.from.has(state),
                      std::find(row.from.begin(), row.from.end(), state) != row.from.end())
                << row.row << " " << name_of(state);
        EXPECT_EQ(edge.to, row.to) << row.row;
        EXPECT_FALSE(edge.source.empty()) << row.row << " names no source";
        EXPECT_TRUE(edge.fact.starts_with("case.")) << row.row;
    }
    std::set<Action> once;
    for (const auto& edge : edges)
        EXPECT_TRUE(once.insert(edge.action).second) << name_of(edge.action);
}

/// 14 states × 42 actions, of which 67 are edges; three kinds of people who could do anything.
TEST(Lifecycle, RefusesEveryNonEdgeToEveryone_R2_1) {
    int edges_seen = 0, refused = 0;
    for (const auto state : all_states)
        for (const auto& row : edge_rows) {
            const auto cell =
                std::string(name_of(state)) + " × " + std::string(name_of(row.action));
            if (std::find(row.from.begin(), row.from.end(), state) != row.from.end()) {
                ++edges_seen;
                continue;
            }
            for (const auto& by : {almighty(), server(), citizen()}) {
                const auto change = judge_move(case_in(state), sound_move(row.action), by, monday,
                                               inputs_for(row.action));
                ASSERT_FALSE(change) << cell;
                EXPECT_EQ(change.refusal().code, "case.wrong_state") << cell;
                EXPECT_EQ(change.refusal().params.at(1).second, name_of(state)) << cell;
                ++refused;
            }
        }
    EXPECT_EQ(edges_seen, 67);
    EXPECT_EQ(refused, (14 * 42 - 67) * 3);
}

TEST(Lifecycle, AsksTheStateFirstThenThePersonThenWhatCameWithIt_R2_1) {
    const auto outcome = [](State state, const Caller& by, Move move) {
        return code_of(judge_move(case_in(state), move, by, monday, inputs()));
    };
    const Move empty{.action = Action::rework}; // without a reason
    EXPECT_EQ(outcome(State::handled, leader(), empty), "case.wrong_state");
    EXPECT_EQ(outcome(State::checking, leader(), empty), "auth.power_missing");
    EXPECT_EQ(outcome(State::checking, checker(), empty), "case.reason_unknown");
}

// ---- what each edge does beside the change of state ----

Case after(State from, Action action, const Caller& by, const char* when = "2026-11-16 11:00") {
    return judge_move(case_in(from), sound_move(action), by, at(when), inputs())->after;
}

TEST(Lifecycle, KeepsWhoDidItForTheCheck_R2_1) {
    const auto handled = after(State::handling, Action::handle, grid_worker());
    ASSERT_EQ(handled.doers.size(), 1u);
    EXPECT_EQ(handled.doers[0].person, grid_worker().person);
    const auto confirmed =
        judge_move(handled, {.action = Action::confirm}, grid_head(), monday, inputs());
    ASSERT_EQ(confirmed->after.doers.size(), 2u);
    EXPECT_EQ(confirmed->after.doers[1].person, grid_head().person);
}

TEST(Lifecycle, CountsReworkAndReturnAndKeepsTheEvidence_R2_1) {
    const auto again = after(State::checking, Action::rework, checker());
    EXPECT_EQ(again.rework_count, 1);
    EXPECT_EQ(again.handling_body, grid_team);
    EXPECT_EQ(again.period, 1);
    EXPECT_EQ(again.photos.size(), 2u);
    const auto returned = after(State::dispatched, Action::return_to_desk, grid_head());
    EXPECT_EQ(returned.return_count, 1);
    EXPECT_FALSE(returned.handling_body);
    EXPECT_FALSE(returned.due_at);
    EXPECT_EQ(returned.rework_count, 0);
}

TEST(Lifecycle, AnObjectionBeginsASecondPeriodWithTheSameUnit_R7_4) {
    auto closed = case_in(State::closed);
    closed.rework_count = 1;
    Move move = sound_move(Action::object);
    move.photos = {"still-there"};
    const auto change = judge_move(closed, move, citizen(), at("2026-11-18 10:00"), inputs());
    ASSERT_TRUE(change);
    const auto& one = change->after;
    EXPECT_EQ(one.period, 2);
    EXPECT_EQ(one.handling_body, grid_team);
    EXPECT_TRUE(one.doers.empty());
    EXPECT_FALSE(one.closed_at);
    EXPECT_FALSE(one.objection_until);
    EXPECT_EQ(one.rework_count, 1);
    ASSERT_EQ(one.photos.size(), 3u);
    EXPECT_EQ(one.photos.back().role, PhotoRole::before); // it shows that it is not done
    EXPECT_EQ(one.photos.back().period, 2);
    EXPECT_FALSE(one.photos.back().added_by);
}

TEST(Lifecycle, FilingChoosesKindAndConditionAndRemembersTheRules_R2_5) {
    auto reported = case_in(State::reported);
    reported.block_body = {};
    Move move{.action = Action::file, .kind = "manhole", .condition = "days"};
    const auto change = judge_move(reported, move, officer(), monday, inputs("manhole"));
    ASSERT_TRUE(change) << code_of(change);
    EXPECT_EQ(change->after.kind, "manhole");
    EXPECT_EQ(change->after.condition, "days");
    EXPECT_EQ(change->after.kinds_version, 77);
    EXPECT_EQ(change->after.filed_at, monday);
    EXPECT_EQ(change->after.block_body, grid_team);
    EXPECT_EQ(change->after.line_body, bureau);
    const auto kept = judge_move(reported, {.action = Action::file}, officer(), monday, inputs());
    EXPECT_EQ(kept->after.condition, "small");
}

} // namespace
} // namespace weicheng::cases

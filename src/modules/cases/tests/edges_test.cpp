// The lifecycle as a clerk would check it: what follows what, and that nothing else does.
#include "modules/cases/tests/rules_world.h"

#include <map>
#include <set>

namespace weicheng::cases {
namespace {

using namespace testing;

/// The clerk's own copy of the lifecycle; edges.h must say the same.
struct EdgeRow {
    const char* row;
    Action action;
    std::optional<State> from;
    Caller by;
    State to; // expected
};
const EdgeRow edge_rows[] = {
    {"L01 挂账", Action::report, std::nullopt, citizen(), State::reported},
    {"L02 立案", Action::file, State::reported, officer(), State::filed},
    {"L03 即报即改", Action::mend_on_spot, State::filed, server(), State::checking},
    {"L04 派遣", Action::dispatch, State::filed, officer(), State::dispatched},
    {"L05 签收", Action::sign, State::dispatched, grid_head(), State::handling},
    {"L06 退回派遣台", Action::return_to_desk, State::dispatched, grid_head(), State::filed},
    {"L07 处置", Action::handle, State::handling, grid_head(), State::handled},
    {"L08 单位确认", Action::confirm, State::handled, grid_head(), State::checking},
    {"L09 单位退回重做", Action::send_back, State::handled, grid_head(), State::handling},
    {"L10 核查通过", Action::pass, State::checking, checker(), State::checked},
    {"L11 返工", Action::rework, State::checking, checker(), State::handling},
    {"L12 销号", Action::close, State::checked, officer(), State::closed},
    {"L13 核查人销号", Action::close_as_checker, State::checked, server(), State::closed},
    {"L14 不予销号", Action::refuse_closure, State::checked, officer(), State::checking},
    {"L15 群众反映未解决", Action::object, State::closed, citizen(), State::dispatched},
};

Result<Change> take(const EdgeRow& row) {
    if (row.from)
        return judge_move(case_in(*row.from), sound_move(row.action), row.by, monday, basis());
    return judge_report(
        {.kind = "garbage", .point = {}, .source = Source::citizen, .before_photos = {"p"}}, row.by,
        {}, monday, basis());
}

TEST(Lifecycle, TakesEveryEdgeOfTheTable_R2_1) {
    for (const auto& row : edge_rows) {
        const auto change = take(row);
        ASSERT_TRUE(change) << row.row << ": " << code_of(change);
        EXPECT_EQ(change->after.state, row.to) << row.row;
        EXPECT_EQ(change->after.stage_entered_at, monday) << row.row;
        EXPECT_EQ(change->after.stage.has_value(), row.to != State::closed) << row.row;
        EXPECT_EQ(change->edge, &edge_of(row.action)) << row.row;
        if (!row.from) continue;
        EXPECT_EQ(change->before.state, *row.from) << row.row;
        EXPECT_EQ(change->after.revision, change->before.revision + 1) << row.row;
    }
}

TEST(Lifecycle, HasNoEdgeTheClerkDoesNotKnow_R2_1) {
    ASSERT_LE(std::size(edge_rows), edges.size());
    for (const auto& row : edge_rows) {
        const auto& edge = edge_of(row.action);
        EXPECT_EQ(edge.from, row.from ? States{*row.from} : States{}) << row.row;
        EXPECT_EQ(edge.to, row.to) << row.row;
        EXPECT_FALSE(edge.source.empty()) << row.row << " names no source";
        EXPECT_TRUE(edge.fact.starts_with("case.")) << row.row;
    }
    std::set<Action> once;
    for (const auto& edge : edges)
        EXPECT_TRUE(once.insert(edge.action).second) << name_of(edge.action);
}

/// What may be asked of a case in each state. Whatever stands not here is refused.
const std::map<State, std::set<Action>> open_moves = {
    {State::reported, {Action::file}},
    {State::filed, {Action::dispatch, Action::mend_on_spot}},
    {State::dispatched, {Action::sign, Action::return_to_desk}},
    {State::handling, {Action::handle}},
    {State::handled, {Action::confirm, Action::send_back}},
    {State::checking, {Action::pass, Action::rework}},
    {State::checked, {Action::close, Action::close_as_checker, Action::refuse_closure}},
    {State::closed, {Action::object}},
};

TEST(Lifecycle, RefusesEveryNonEdgeToEveryone_R2_1) {
    int refused = 0;
    for (const auto state : all_states)
        for (const auto& [action, action_name] : EnumNames<Action>::all) {
            const bool open = open_moves.at(state).contains(action);
            EXPECT_EQ(leaves(action, state), open) << name_of(state) << " × " << action_name;
            if (open) continue;
            for (const auto& by : {almighty(), server(), citizen()}) {
                const auto change =
                    judge_move(case_in(state), sound_move(action), by, monday, basis());
                ASSERT_FALSE(change) << name_of(state) << " × " << action_name;
                EXPECT_EQ(change.refusal().code, "case.wrong_state")
                    << name_of(state) << " × " << action_name;
                EXPECT_EQ(change.refusal().params.at(1).second, name_of(state));
                ++refused;
            }
        }
    EXPECT_EQ(refused, (8 * 15 - 14) * 3);
}

TEST(Lifecycle, AsksTheStateFirstThenThePersonThenWhatCameWithIt_R2_1) {
    const auto outcome = [](State state, const Caller& by, Move move) {
        return code_of(judge_move(case_in(state), move, by, monday, basis()));
    };
    const Move empty{.action = Action::rework}; // without a reason
    EXPECT_EQ(outcome(State::handled, leader(), empty), "case.wrong_state");
    EXPECT_EQ(outcome(State::checking, leader(), empty), "auth.power_missing");
    EXPECT_EQ(outcome(State::checking, checker(), empty), "case.reason_unknown");
}

// ---- what each edge does beside the change of state ----

Case after(State from, Action action, const Caller& by, const char* when = "2026-11-16 11:00") {
    return judge_move(case_in(from), sound_move(action), by, at(when), basis())->after;
}

TEST(Lifecycle, KeepsWhoDidItForTheCheck_R2_1) {
    const auto handled = after(State::handling, Action::handle, grid_worker());
    ASSERT_EQ(handled.doers.size(), 1u);
    EXPECT_EQ(handled.doers[0].person, grid_worker().person);
    const auto confirmed =
        judge_move(handled, {.action = Action::confirm}, grid_head(), monday, basis());
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
    const auto change = judge_move(closed, move, citizen(), at("2026-11-18 10:00"), basis());
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
    const auto change = judge_move(reported, move, officer(), monday, basis("manhole"));
    ASSERT_TRUE(change) << code_of(change);
    EXPECT_EQ(change->after.kind, "manhole");
    EXPECT_EQ(change->after.condition, "days");
    EXPECT_EQ(change->after.kinds_version, 77);
    EXPECT_EQ(change->after.filed_at, monday);
    EXPECT_EQ(change->after.block_body, grid_team);
    EXPECT_EQ(change->after.line_body, bureau);
    const auto kept = judge_move(reported, {.action = Action::file}, officer(), monday, basis());
    EXPECT_EQ(kept->after.condition, "small");
}

} // namespace
} // namespace weicheng::cases

// Whose it is: reassignment, the cap on returns, disputes and the verdict that ends them. The clock
// of the garbage kind: 4 work hours from dispatch on Monday 09:00 to 15:00.
#include "modules/cases/rules/clock.h"
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;

Case after(const Case& one, const Move& move, const Caller& by, const char* when,
           const DecisionInputs& loaded = inputs()) {
    const auto change = judge_move(one, move, by, at(when), loaded);
    EXPECT_TRUE(change) << name_of(move.action) << ": " << code_of(change);
    return change ? change->after : one;
}
std::string refused(const Case& one, const Move& move, const Caller& by,
                    const DecisionInputs& loaded = inputs()) {
    return code_of(judge_move(one, move, by, monday, loaded));
}
Move to(Action action, BodyId body) {
    auto move = sound_move(action);
    move.body = body;
    return move;
}

TEST(Reassignment, StartsTheClockOfTheOtherUnit_R2_2) {
    for (const auto from : {State::dispatched, State::handling, State::suspended}) {
        const auto one =
            after(case_in(from), sound_move(Action::reassign), officer(), "2026-11-16 14:30");
        EXPECT_EQ(one.state, State::dispatched) << name_of(from);
        EXPECT_EQ(one.handling_body, bureau) << name_of(from);
        EXPECT_EQ(one.first_body, grid_team) << name_of(from); // stays the first receiver
        EXPECT_EQ(local(one.due_at), "2026-11-17 08:30") << name_of(from);
        EXPECT_FALSE(one.suspension) << name_of(from);
        EXPECT_EQ(one.return_count, 0) << name_of(from);
    }
}

TEST(Reassignment, NeedsAnotherUnitThatStandsAndSigns_R2_2) {
    const auto one = case_in(State::handling);
    EXPECT_EQ(refused(one, to(Action::reassign, grid_team), officer()), "case.same_body");
    auto loaded = inputs();
    loaded.body_stands = false;
    EXPECT_EQ(refused(one, to(Action::reassign, bureau), officer(), loaded), "case.body_unknown");
    auto unmanned = inputs();
    unmanned.body_cannot_sign = true;
    for (const auto action : {Action::dispatch, Action::reassign, Action::rule})
        EXPECT_EQ(
            refused(case_in(first_state_of(action)), to(action, bureau), taker(action), unmanned),
            "case.body_cannot_sign")
            << name_of(action);
}

struct ReturnRow {
    int before;          // returns in this period
    int most;            // of the rulebook
    const char* refused; // expected
};
const ReturnRow return_rows[] = {
    {0, 1, ""},
    {1, 1, "case.returns_used_up"},
    {1, 2, ""},
    {2, 2, "case.returns_used_up"},
    {0, 0, "case.returns_used_up"},
};

TEST(Returns, AreCappedThenThereIsTheArbiter_R2_2) {
    for (const auto& row : return_rows) {
        auto capped = make_rules();
        RequestRules requests;
        requests.returns_max = row.most;
        capped.set(requests);
        DecisionInputs loaded{capped, *capped.get<CaseKinds>().find("garbage"), work_calendar()};
        loaded.returns = row.before;
        const auto one = case_in(State::dispatched);
        EXPECT_EQ(refused(one, sound_move(Action::return_to_desk), grid_head(), loaded),
                  row.refused)
            << row.before << " of " << row.most;
        EXPECT_EQ(refused(one, sound_move(Action::dispute), grid_head(), loaded), "");
    }
}

TEST(Returns, AreCountedInThisPeriodAndSinceTheCaseWasReinstated_R2_2) {
    using S = std::vector<Step>;
    const auto step = [](Action action) { return Step{action, monday, ""}; };
    const auto returned = step(Action::return_to_desk), begun = step(Action::reinstate);
    EXPECT_EQ(returns_in(S{}), 0);
    EXPECT_EQ(returns_in(S{step(Action::dispatch), returned, step(Action::dispatch)}), 1);
    EXPECT_EQ(returns_in(S{returned, returned}), 2);
    EXPECT_EQ(returns_in(S{returned, begun, step(Action::dispatch)}), 0);
}

TEST(Dispute, LeavesTheClockRunningAgainstTheFirstReceiver_R2_2) {
    const auto one = after(case_in(State::dispatched), sound_move(Action::dispute), grid_head(),
                           "2026-11-16 10:00");
    EXPECT_EQ(one.handling_body, grid_team);
    EXPECT_EQ(one.first_body, grid_team);
    EXPECT_EQ(local(one.due_at), "2026-11-16 15:00"); // as it was
    EXPECT_EQ(local(one.stage->due_at), "2026-11-16 15:00");
    EXPECT_EQ(light_of(one.state, one.stage, at("2026-11-16 15:01")), Light::red);
    auto large = case_in(State::dispatched); // 2 work days: until Wednesday evening
    large.condition = "large";
    large.limit = calendar::Limit{2, calendar::TimeUnit::work_days};
    large.due_at = at("2026-11-18 18:00");
    EXPECT_EQ(local(after(large, sound_move(Action::dispute), grid_head(), "2026-11-16 10:00")
                        .stage->due_at),
              "2026-11-17 18:00"); // the arbiter's own limit, 1 work day, ends earlier
}

TEST(Verdict, ForTheSameUnitLetsItsClockRunOn_R2_2) {
    const auto one =
        after(case_in(State::disputed), to(Action::rule, grid_team), arbiter(), "2026-11-16 14:30");
    EXPECT_EQ(one.state, State::dispatched);
    EXPECT_EQ(one.handling_body, grid_team);
    EXPECT_EQ(local(one.due_at), "2026-11-16 15:00");
    EXPECT_EQ(local(one.stage->due_at), "2026-11-16 15:00");
    EXPECT_TRUE(one.verdict_binds);
}

TEST(Verdict, ForAnotherUnitStartsThatUnitsClock_R2_2) {
    const auto one =
        after(case_in(State::disputed), to(Action::rule, bureau), arbiter(), "2026-11-16 14:30");
    EXPECT_EQ(one.handling_body, bureau);
    EXPECT_EQ(one.first_body, grid_team);
    EXPECT_EQ(local(one.clock_started_at), "2026-11-16 14:30");
    EXPECT_EQ(local(one.due_at), "2026-11-17 08:30");
    EXPECT_TRUE(one.verdict_binds);
}

TEST(Verdict, BindsForThePeriod_R2_2) {
    auto bound = case_in(State::dispatched);
    bound.verdict_binds = true;
    EXPECT_EQ(refused(bound, sound_move(Action::return_to_desk), grid_head()),
              "case.verdict_binds");
    EXPECT_EQ(refused(bound, sound_move(Action::dispute), grid_head()), "case.verdict_binds");
    EXPECT_EQ(refused(bound, sound_move(Action::reassign), officer()), "case.verdict_binds");
    EXPECT_EQ(refused(bound, sound_move(Action::sign), grid_head()), "");
    auto closed = case_in(State::closed);
    closed.verdict_binds = true;
    const auto again = after(closed, sound_move(Action::object), citizen(), "2026-11-17 09:00");
    EXPECT_FALSE(again.verdict_binds);
    EXPECT_EQ(refused(again, sound_move(Action::dispute), grid_head()), "");
}

TEST(Verdict, IsNotGivenByOneOfTheUnitHeChooses_R2_2) {
    auto of_bureau = arbiter();
    of_bureau.bodies = {bureau};
    EXPECT_EQ(refused(case_in(State::disputed), to(Action::rule, bureau), of_bureau),
              "case.arbiter_is_party");
    EXPECT_EQ(refused(case_in(State::disputed), to(Action::rule, other_grid), of_bureau), "");
}

TEST(FirstReceiver, IsWhoeverGotItFirstInThePeriod_R2_2) {
    auto one =
        after(case_in(State::filed), sound_move(Action::dispatch), officer(), "2026-11-16 09:00");
    EXPECT_EQ(one.first_body, grid_team);
    one = after(one, sound_move(Action::return_to_desk), grid_head(), "2026-11-16 10:00");
    one = after(one, to(Action::dispatch, bureau), officer(), "2026-11-16 10:30");
    EXPECT_EQ(one.handling_body, bureau);
    EXPECT_EQ(one.first_body, grid_team);
    auto closed = case_in(State::closed);
    closed.handling_body = bureau;
    EXPECT_EQ(after(closed, sound_move(Action::object), citizen(), "2026-11-17 09:00").first_body,
              bureau);
}

} // namespace
} // namespace weicheng::cases

// What the desk does beside filing and dispatching: verification, declining, voiding, bringing
// back, merging, correcting the place.
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

// ---- verification ----

struct VerifyRow {
    const char* row;
    const char* kind;
    std::string source;
    bool mended;
    std::optional<Action> follows; // expected
};
const VerifyRow verify_rows[] = {
    {"群众上报须核实", "ditch", "citizen", false, Action::ask_verification},
    {"热线须核实", "ditch", "hotline", false, Action::ask_verification},
    {"网格巡查不必核实", "ditch", "patrol", false, std::nullopt},
    {"已即报即改不必核实", "ditch", "hotline", true, std::nullopt},
    {"类别不要求核实", "garbage", "citizen", false, std::nullopt},
    {"类别不要求核实，自动立案", "stall", "citizen", false, Action::file},
};

TEST(VerificationBeforeFiling, IsAskedByTheServerWhereTheKindSaysSo_R2_1_R7_4) {
    for (const auto& row : verify_rows) {
        Change step;
        step.edge = &edge_of(Action::report);
        step.after.source = row.source;
        step.after.mended_on_spot = row.mended;
        EXPECT_EQ(follow_up(step, inputs(row.kind)), row.follows) << row.row;
    }
}

TEST(VerificationBeforeFiling, ComesBeforeFilingByItself_R2_1) {
    auto both = make_rules();
    auto kinds = both.get<CaseKinds>();
    kinds.kinds[3].files_itself = true;
    both.set(kinds);
    const DecisionInputs loaded{both, both.get<CaseKinds>().kinds[3], work_calendar()};
    Change step;
    step.edge = &edge_of(Action::report);
    step.after.source = "citizen";
    EXPECT_EQ(follow_up(step, loaded), Action::ask_verification);
    step.edge = &edge_of(Action::verify_true);
    EXPECT_EQ(follow_up(step, loaded), Action::file);
    step.edge = &edge_of(Action::verify_false);
    EXPECT_EQ(follow_up(step, loaded), std::nullopt);
    step.edge = &edge_of(Action::verify_true);
    EXPECT_EQ(follow_up(step, inputs("ditch")), std::nullopt); // the desk files this kind
}

TEST(VerificationBeforeFiling, HasALimitAndAResult_R2_1) {
    const auto asked = after(case_in(State::reported), sound_move(Action::ask_verification),
                             officer(), "2026-11-16 09:00");
    EXPECT_EQ(asked.verification, Verification::asked);
    EXPECT_EQ(local(asked.stage->due_at), "2026-11-16 15:00"); // 4 work hours
    auto seen = sound_move(Action::verify_true);
    seen.photos = {"on-the-spot"};
    const auto confirmed = after(asked, seen, verifier(), "2026-11-16 10:00");
    EXPECT_EQ(confirmed.verification, Verification::confirmed);
    EXPECT_EQ(confirmed.photos.back().role, PhotoRole::before);    // it shows the problem
    EXPECT_EQ(local(confirmed.stage->due_at), "2026-11-16 12:00"); // filing: 2 work hours anew
    EXPECT_EQ(
        after(asked, sound_move(Action::verify_false), verifier(), "2026-11-16 10:00").verification,
        Verification::not_found);
}

// ---- the end without work ----

TEST(Declined, NobodyIsWaitedForAndNoLightBurns_R2_1) {
    for (const auto action : {Action::decline, Action::void_case, Action::merge}) {
        const auto one = after(case_in(first_state_of(action)), sound_move(action), officer(),
                               "2026-11-16 10:00");
        EXPECT_FALSE(one.stage) << name_of(action);
        EXPECT_EQ(light_of(one.state, one.stage, monday), Light::none) << name_of(action);
        EXPECT_FALSE(turn_of(one)) << name_of(action);
        EXPECT_FALSE(one.closed_at) << name_of(action); // it was not struck off
        EXPECT_FALSE(one.objection_until) << name_of(action);
    }
}

TEST(Voided, ASuspendedCaseIsNoLongerSuspended_R2_1) {
    EXPECT_FALSE(after(case_in(State::suspended), sound_move(Action::void_case), officer(),
                       "2026-11-16 10:00")
                     .suspension);
}

// ---- brought back ----

TEST(Reinstated, BeginsAgainAtTheDeskWithAFreshLimit_R2_1) {
    auto voided = case_in(State::voided);
    voided.verdict_binds = true;
    voided.checker = checker().account;
    const auto one = after(voided, sound_move(Action::reinstate), officer(), "2026-11-18 09:00");
    EXPECT_EQ(one.state, State::reported);
    EXPECT_EQ(local(one.stage->due_at), "2026-11-18 11:00"); // filing: 2 work hours from now
    EXPECT_FALSE(one.handling_body);
    EXPECT_FALSE(one.first_body);
    EXPECT_FALSE(one.due_at);
    EXPECT_FALSE(one.filed_at);
    EXPECT_FALSE(one.verdict_binds);
    EXPECT_FALSE(one.checker);
    EXPECT_EQ(one.period, 1);
    EXPECT_EQ(one.photos.size(), voided.photos.size());
    auto mended = case_in(State::voided);
    mended.mended_on_spot = true;
    mended.doers = {{grid_worker().account, grid_worker().person}};
    const auto kept = after(mended, sound_move(Action::reinstate), officer(), "2026-11-18 09:00");
    EXPECT_EQ(kept.handling_body, grid_team); // a rework must find who did it
    EXPECT_EQ(kept.doers.size(), 1u);
}

// ---- mergers ----

struct TargetRow {
    const char* row;
    std::optional<State> state; // of the case to merge into; nothing: unknown to the caller
    bool itself;
    const char* refused; // expected
};
const TargetRow target_rows[] = {
    {"并入在办的", State::handling, false, ""},
    {"并入刚上报的", State::reported, false, ""},
    {"并入已暂缓的", State::suspended, false, ""},
    {"并入已销号的", State::closed, false, ""},
    {"并入已并案的", State::merged, false, "case.merge_target_ended"},
    {"并入已作废的", State::voided, false, "case.merge_target_ended"},
    {"并入不予立案的", State::not_accepted, false, "case.merge_target_ended"},
    {"并入自己", State::handling, true, "case.merge_with_itself"},
    {"不存在或无权查看", std::nullopt, false, "case.merge_target_unknown"},
};

TEST(Merger, LeadsIntoACaseThatIsOpenOrStruckOff_R2_1) {
    for (const auto& row : target_rows) {
        auto target = main_case();
        const auto one = case_in(State::reported);
        target.state = row.state.value_or(State::handling);
        if (row.itself) target.id = one.id;
        auto loaded = inputs();
        loaded.target = row.state ? &target : nullptr;
        const auto change = judge_move(one, sound_move(Action::merge), officer(), monday, loaded);
        EXPECT_EQ(code_of(change), row.refused) << row.row;
        EXPECT_EQ(path_of(change), *row.refused ? "/into_case_id" : "") << row.row;
        if (!change) continue;
        EXPECT_EQ(change->after.merged_into, target.id) << row.row;
    }
}

TEST(Merger, OfACitizensReportOpensTheDaysForObjectionsOfTheMainCase_R7_4) {
    auto one = case_in(State::checked);
    one.source = "patrol";
    auto loaded = inputs();
    loaded.citizens_follow = true;
    const auto closed =
        after(one, sound_move(Action::close), officer(), "2026-11-16 09:00", loaded);
    EXPECT_EQ(local(closed.objection_until), "2026-11-24 00:00");
    EXPECT_TRUE(may_be_objected(closed, at("2026-11-17 09:00")));
    EXPECT_EQ(code_of(judge_move(closed, sound_move(Action::object), citizen(),
                                 at("2026-11-17 09:00"), inputs())),
              "");
}

// ---- the place ----

TEST(Relocation, FindsGridAndOwnersAnew_R2_2) {
    for (const auto from : {State::reported, State::verifying, State::filed}) {
        auto move = sound_move(Action::relocate);
        move.place_words = "东街口";
        move.site = {88};
        auto loaded = inputs();
        loaded.owners = {other_grid, bureau, {}};
        const auto before = case_in(from);
        const auto one = after(before, move, officer(), "2026-11-16 10:00", loaded);
        EXPECT_EQ(one.state, from);
        EXPECT_EQ(one.grid, new_place().grid) << name_of(from);
        EXPECT_EQ(one.block_body, other_grid) << name_of(from);
        EXPECT_EQ(one.point, *move.point) << name_of(from);
        EXPECT_EQ(one.place_words, "东街口") << name_of(from);
        EXPECT_EQ(one.site, places::SiteId{88}) << name_of(from);
        EXPECT_EQ(one.stage_entered_at, before.stage_entered_at) << name_of(from);
    }
}

} // namespace
} // namespace weicheng::cases

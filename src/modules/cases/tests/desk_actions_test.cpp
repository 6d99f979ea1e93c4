// The desk's other moves on both stores: mergers and what follows them, verification, places,
// bodies, draws, and how long a reporter's contact is kept.
#include "modules/cases/actions/inputs.h"
#include "modules/cases/jobs/case_jobs.h"
#include "modules/cases/store/merger_store.h"
#include "platform/facts/facts.h"
#include "tests/support/case_world.h"

#include "foundation/clock.h"

namespace weicheng::cases {
namespace {

using std::chrono::days;
using std::chrono::minutes;

class DeskMoves : public OnTheLedger {
  protected:
    int run_due(Instant at) {
        std::vector<jobs::Handler> all = handlers();
        all.push_back({"files.sweep", [](db::Tx&, const jobs::Job&, Instant) {}});
        const Clock clock;
        jobs::Worker worker(database(), clock, all);
        return worker.run_due(at);
    }
    bool has_contact(const Case& one) {
        return database().read(
            [&](db::Tx& tx) { return contact_of(tx, town.id, one.id).has_value(); });
    }
    Case reported_with_contact() {
        auto told = a_report("rubble", at(50, 50), "citizen");
        told.contact = SealedContact{"sealed name", "sealed phone"};
        return *report(citizen(), told);
    }
    std::string last_fact(const Case& one) { return events(one).back().fact; }
    Case merged(const Case& one, const Case& into) {
        const auto moved =
            move(as("office"), reload(one), {.action = Action::merge, .into = into.id});
        EXPECT_TRUE(moved) << code_of(moved);
        return moved ? *moved : one;
    }
    std::vector<MergedCase> followers(const Case& main) {
        return database().read([&](db::Tx& tx) { return merged_into(tx, town.id, main.id); });
    }
    Case struck_off(Case one) {
        for (const auto action : {Action::file, Action::sign, Action::handle, Action::confirm,
                                  Action::pass, Action::close})
            if (leaves(action, one.state)) one = taken(one, action);
        return one;
    }
    int retention_days() {
        return database().read([&](db::Tx& tx) {
            return rulebook::in_force<PortalRules>(tx, town.id, now)->contact_retention_days;
        });
    }
};

TEST_P(DeskMoves, AMergedReportIsKnownOnBothSides_R2_1) {
    const auto one = merged(case_in(State::reported), main());
    EXPECT_EQ(one.state, State::merged);
    EXPECT_EQ(reload(one).merged_into, main().id);
    EXPECT_EQ(last_fact(one), "case.merged");
    EXPECT_EQ(last_fact(main()), "case.joined");
    ASSERT_EQ(followers(main()).size(), 1u);
    EXPECT_EQ(followers(main())[0].number, one.number);
    EXPECT_FALSE(stages(one).back().left_at == std::nullopt);
}

TEST_P(DeskMoves, WhatWasMergedGoesOnWithItsMainCase_R2_1) {
    const auto first = merged(case_in(State::reported), main());
    const auto second = merged(case_in(State::dispatched), main());
    const auto further = case_in(State::handling);
    merged(main(), further);
    for (const auto& one : {first, second}) {
        EXPECT_EQ(reload(one).merged_into, further.id);
        EXPECT_EQ(reload(one).revision, one.revision + 1);
        EXPECT_EQ(last_fact(one), "case.led_on");
    }
    EXPECT_EQ(followers(further).size(), 3u);
    EXPECT_TRUE(followers(main()).empty());
    const auto late = case_in(State::reported);
    EXPECT_EQ(code_of(move(as("office"), late, {.action = Action::merge, .into = main().id})),
              "case.merge_target_ended");
}

TEST_P(DeskMoves, NobodyMergesIntoACaseHeMayNotSee_R1_1) {
    auto filer = as("worker");
    filer.grants.push_back({"cases.file", {town.west_team}});
    const auto elsewhere = *report(as("office"), a_report("rubble", at(120, 50)));
    const auto one = case_in(State::reported);
    const auto refused = move(filer, one, {.action = Action::merge, .into = elsewhere.id});
    EXPECT_EQ(code_of(refused), "case.merge_target_unknown");
    EXPECT_EQ(path_of(refused), "/into_case_id");
    EXPECT_EQ(code_of(move(filer, one, {.action = Action::merge, .into = main().id})), "");
}

TEST_P(DeskMoves, WhoMayNotSeeACaseCannotMoveItEither_R1_1) {
    auto stranger = as("east");
    stranger.grants.push_back({"cases.void", {}}); // the power, but no sight of it
    const auto one = case_in(State::handling);
    EXPECT_EQ(code_of(move(stranger, one, sound(Action::void_case))), "case.unknown");
    EXPECT_EQ(code_of(move(as("office"), one, sound(Action::void_case))), "");
}

TEST_P(DeskMoves, VerificationIsAskedByTheServerAndItsResultTold_R2_1_R7_4) {
    let_others_take_part();
    const auto one = *report(citizen(), a_report("cooking_fumes", at(50, 50), "citizen"));
    EXPECT_EQ(one.state, State::verifying);
    EXPECT_EQ(last_fact(one), "case.verification_asked");
    EXPECT_TRUE(events(one).back().by_server);
    EXPECT_EQ(stages(one).back().body, town.west_team);
    const auto so = taken(one, Action::verify_true);
    EXPECT_EQ(reload(so).verification, Verification::confirmed);
    EXPECT_EQ(so.state, State::reported); // the desk files this kind
    const auto patrol = *report(as("west"), a_report("cooking_fumes", at(50, 50)));
    EXPECT_EQ(patrol.state, State::reported);
    const auto other = *report(citizen(), a_report("cooking_fumes", at(50, 50), "citizen"));
    const auto not_so = taken(other, Action::verify_false);
    EXPECT_EQ(reload(not_so).verification, Verification::not_found);
    EXPECT_EQ(taken(not_so, Action::decline).state, State::not_accepted);
}

TEST_P(DeskMoves, ACorrectedPlaceHasItsOwnOwners_R2_2) {
    const auto one = case_in(State::reported);
    ASSERT_EQ(one.block_body, town.west_team);
    const auto there = taken(one, Action::relocate);
    const auto kept = reload(there);
    EXPECT_EQ(kept.grid, town.east);
    EXPECT_EQ(kept.block_body, town.east_team);
    EXPECT_EQ(kept.point, at(120, 50));
    EXPECT_EQ(stages(kept).back().body, town.east_team); // whose turn it is now
    EXPECT_EQ(last_fact(kept), "case.relocated");
    const auto filed = taken(kept, Action::file);
    EXPECT_EQ(filed.handling_body, town.east_team);
}

TEST_P(DeskMoves, APlaceOutsideTheCountyIsRefusedToWhoMayCorrectIt_R2_2) {
    const auto one = case_in(State::reported);
    Move away{.action = Action::relocate, .point = Point::from_degrees(119, 36)};
    const auto refused = move(as("office"), one, away);
    EXPECT_EQ(path_of(refused), "/place/point") << code_of(refused);
    EXPECT_EQ(code_of(move(as("west"), one, away)), "auth.power_missing");
    Move nowhere{.action = Action::relocate};
    EXPECT_EQ(code_of(move(as("office"), one, nowhere)), "case.place_missing");
    EXPECT_EQ(code_of(move(as("office"), case_in(State::handling), away)), "case.wrong_state");
}

TEST_P(DeskMoves, ABodyThatCannotSignIsNotChosen_R2_2) {
    const auto filed = case_in(State::filed);
    const auto refused =
        move(as("office"), filed, {.action = Action::dispatch, .body = town.inspectors});
    EXPECT_EQ(code_of(refused), "case.body_cannot_sign");
    EXPECT_EQ(path_of(refused), "/body_id");
    auto ruling = sound(Action::rule);
    ruling.body = town.office;
    EXPECT_EQ(code_of(move(as("leader"), case_in(State::disputed), ruling)),
              "case.body_cannot_sign");
}

TEST_P(DeskMoves, ReturnsAreCappedThenTheVerdictBinds_R2_2) {
    auto one = case_in(State::filed); // returned once: as often as the rules allow
    one = taken(one, Action::dispatch);
    EXPECT_EQ(code_of(move(as("west"), one, sound(Action::return_to_desk))),
              "case.returns_used_up");
    one = taken(one, Action::dispute);
    auto same = sound(Action::rule);
    same.body = town.west_team;
    const auto due = one.due_at;
    one = *move(as("leader"), one, same);
    EXPECT_EQ(one.due_at, due); // its clock ran on
    EXPECT_TRUE(reload(one).verdict_binds);
    EXPECT_EQ(reload(one).first_body, town.west_team);
    for (const auto action : {Action::return_to_desk, Action::dispute})
        EXPECT_EQ(code_of(move(as("west"), one, sound(action))), "case.verdict_binds");
    EXPECT_EQ(code_of(move(as("office"), one, sound(Action::reassign))), "case.verdict_binds");
}

TEST_P(DeskMoves, AFailedRecheckNamesWhoStruckItOff_R2_1) {
    let_others_take_part();
    auto drawn = case_in(State::handling);
    while (drawn.recheck != Recheck::due)
        drawn = taken(case_in(State::checked, "water_unclean"), Action::close_as_delegate);
    EXPECT_EQ(last_fact(drawn), "case.recheck_due");
    EXPECT_LT(database().read([&](db::Tx& tx) { return draw_of(tx, drawn.id, drawn.period); }),
              5000);
    const auto again = taken(drawn, Action::recheck_fail);
    const auto told = database().read(
        [&](db::Tx& tx) { return facts::of_subject(tx, town.id, "case", drawn.id.value); });
    EXPECT_EQ(told.back().fact.kind, "case.recheck_failed");
    EXPECT_NE(told.back().fact.body.find(std::to_string(town.accounts.at("delegate").value)),
              std::string::npos);
    EXPECT_EQ(reload(again).period, 2);
    EXPECT_EQ(reload(again).recheck, Recheck::failed);
}

TEST_P(DeskMoves, ADrawIsTheSameEachTimeAndUnknownWithoutTheKey_R2_1) {
    const weicheng::testing::TemporaryFolder here, elsewhere;
    const auth::Secrets ours(here.path().string()), others(elsewhere.path().string());
    const auto draw = [&](std::int64_t id, int period) {
        return database().read([&](db::Tx& tx) { return draw_of(tx, CaseId{id}, period); });
    };
    const auto drawn = [&](const auth::Secrets& secrets) {
        database().links().set(auth::Hooks{.secrets = &secrets});
        std::vector<int> all;
        for (std::int64_t id = 1; id <= 2000; ++id)
            all.push_back(draw(id, 1));
        return all;
    };
    const auto one = drawn(ours), same = drawn(ours), other = drawn(others);
    EXPECT_EQ(one, same);
    int low = 0, alike = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_TRUE(one[i] >= 0 && one[i] <= 9999);
        low += one[i] < 2000;
        alike += (one[i] < 2000) == (other[i] < 2000);
    }
    EXPECT_GT(low, 300); // a fifth of 2000 is 400
    EXPECT_LT(low, 500);
    EXPECT_LT(alike, 1500); // with another key other cases are drawn
    EXPECT_NE(draw(1, 1), draw(1, 2));
}

// ---- the reporter's contact ----

TEST_P(DeskMoves, TheContactOfWhatWasNeverHandledIsForgottenToo_R7_4) {
    const auto declined = taken(reported_with_contact(), Action::decline);
    const auto voided = taken(reported_with_contact(), Action::void_case);
    const auto end = now + days{retention_days()};
    run_due(end - minutes{1});
    EXPECT_TRUE(has_contact(declined));
    EXPECT_TRUE(has_contact(voided));
    run_due(end);
    EXPECT_FALSE(has_contact(declined));
    EXPECT_FALSE(has_contact(voided));
    EXPECT_EQ(last_fact(declined), "case.contact_erased");
}

TEST_P(DeskMoves, AReinstatedReportKeepsItsContactUntilItEndsAgain_R7_4) {
    auto one = taken(reported_with_contact(), Action::decline);
    now += days{1};
    one = taken(one, Action::reinstate);
    run_due(now + days{retention_days()});
    EXPECT_TRUE(has_contact(one));
    now += days{200};
    one = taken(one, Action::decline);
    run_due(now + days{retention_days()} - minutes{1});
    EXPECT_TRUE(has_contact(one));
    run_due(now + days{retention_days()});
    EXPECT_FALSE(has_contact(one));
}

TEST_P(DeskMoves, TheContactOfAMergedReportGoesWithItsMainCase_R7_4) {
    const auto one = merged(reported_with_contact(), main());
    const auto keep = days{retention_days()};
    run_due(now + keep + keep);
    EXPECT_TRUE(has_contact(one)); // the main case is open: someone may have to ring back
    const auto closed = struck_off(reload(main()));
    run_due(*closed.closed_at + keep - minutes{1});
    EXPECT_TRUE(has_contact(one));
    run_due(*closed.closed_at + keep);
    EXPECT_FALSE(has_contact(one));
    now += days{1};
    const auto late = merged(reported_with_contact(), closed);
    run_due(now + keep - minutes{1});
    EXPECT_TRUE(has_contact(late)); // its own days count from its merger
    run_due(now + keep);
    EXPECT_FALSE(has_contact(late));
}

TEST_P(DeskMoves, ACitizensReportMergedIntoAPatrolsCaseMayStillBeObjectedTo_R7_4) {
    merged(case_in(State::reported), main());
    const auto closed = struck_off(reload(main()));
    EXPECT_EQ(closed.source, "patrol");
    ASSERT_TRUE(closed.objection_until);
    EXPECT_EQ(code_of(move(citizen(), closed, sound(Action::object))), "");
    const auto alone = struck_off(*report(as("west"), a_report("exposed_garbage", at(61, 61))));
    EXPECT_FALSE(alone.objection_until);
    EXPECT_EQ(code_of(move(citizen(), alone, sound(Action::object))), "case.not_your_report");
}

RUN_ON_BOTH_STORES(DeskMoves);

} // namespace
} // namespace weicheng::cases

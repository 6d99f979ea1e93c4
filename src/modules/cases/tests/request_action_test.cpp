// Extensions, suspensions and appeals on both stores: what is kept of them, what they do to the
// clocks and to the record of stages. R2.1.
#include "modules/cases/store/request_store.h"
#include "tests/support/case_world.h"

#include <barrier>
#include <thread>

namespace weicheng::cases {
namespace {

Instant local(std::string text) {
    text[10] = 'T';
    return instant_from_rfc3339(text + ":00+08:00").value();
}

class CaseRequests : public OnTheLedger {
  protected:
    /// Done on that day at that time, by who may.
    Case at_time(const char* when, const Case& one, Move wanted, const char* who = nullptr) {
        now = local(when);
        const auto moved = move(who ? as(who) : doer(wanted.action), reload(one), wanted);
        EXPECT_TRUE(moved) << when << " " << name_of(wanted.action) << ": " << code_of(moved);
        return moved ? *moved : one;
    }
    std::string refusal(const char* when, const Case& one, Move wanted, const char* who = nullptr) {
        now = local(when);
        return code_of(move(who ? as(who) : doer(wanted.action), reload(one), wanted));
    }
    Move asking(Action action) {
        auto wanted = sound(action);
        wanted.note = "说明";
        return wanted;
    }
    std::vector<RequestRow> rows(const Case& one) {
        return database().read([&](db::Tx& tx) { return request_rows(tx, town.id, one.id); });
    }
    int told(const Case& one, const std::string& fact) {
        int count = 0;
        for (const auto& event : events(one))
            count += event.fact == fact;
        return count;
    }
};

TEST_P(CaseRequests, AnExtensionMovesTheLimitOfTheCaseAndOfItsStage_R2_1) {
    auto one = case_in(State::handling); // 4 working hours from Monday 09:00
    ASSERT_EQ(one.due_at, local("2026-11-16 15:00"));
    one = at_time("2026-11-16 10:00", one, asking(Action::ask_extension));
    ASSERT_TRUE(one.request && one.request->id);
    EXPECT_EQ(one.due_at, local("2026-11-16 15:00"));
    EXPECT_EQ(reload(one).request->limit, (calendar::Limit{1, calendar::TimeUnit::work_days}));
    one = at_time("2026-11-16 11:00", one, {.action = Action::grant_extension, .note = "同意"});
    const auto kept = reload(one);
    EXPECT_EQ(kept.due_at, local("2026-11-17 18:00"));
    EXPECT_EQ(kept.stage->due_at, local("2026-11-17 18:00"));
    EXPECT_EQ(kept.clock_minutes, 900);
    EXPECT_FALSE(kept.request);
    EXPECT_EQ(stages(one).back().due_at, local("2026-11-17 18:00"));
    const auto all = rows(one);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].request.status, RequestStatus::granted);
    EXPECT_EQ(all[0].request.body, town.west_team);
    EXPECT_EQ(all[0].request.asked_by, town.accounts.at("west"));
    EXPECT_EQ(all[0].request.decided_by, town.accounts.at("office"));
    EXPECT_EQ(all[0].request.decided_at, local("2026-11-16 11:00"));
    EXPECT_EQ(all[0].note, "说明");
    EXPECT_EQ(all[0].decision_note, "同意");
    EXPECT_EQ(refusal("2026-11-16 12:00", one, asking(Action::ask_extension)),
              "case.extensions_used_up");
}

TEST_P(CaseRequests, ARefusedExtensionLeavesTheLimitAndMayBeAskedAgain_R2_1) {
    auto one = case_in(State::handling);
    one = at_time("2026-11-16 10:00", one, asking(Action::ask_extension));
    one = at_time("2026-11-16 11:00", one, {.action = Action::refuse_extension});
    EXPECT_EQ(reload(one).due_at, local("2026-11-16 15:00"));
    one = at_time("2026-11-16 14:00", one, asking(Action::ask_extension));
    EXPECT_EQ(rows(one).size(), 2u);
    EXPECT_EQ(rows(one)[0].request.status, RequestStatus::refused);
    EXPECT_EQ(refusal("2026-11-16 14:10", one, asking(Action::ask_suspension)),
              "case.request_waits");
}

TEST_P(CaseRequests, ASuspensionStopsTheClockAndWhatWasLeftRunsOn_R2_1) {
    auto one = case_in(State::handling);
    one = at_time("2026-11-16 10:00", one, asking(Action::ask_suspension));
    one = at_time("2026-11-16 10:30", one, {.action = Action::grant_suspension});
    auto kept = reload(one);
    EXPECT_EQ(kept.state, State::suspended);
    EXPECT_FALSE(kept.due_at || kept.stage);
    ASSERT_TRUE(kept.suspension);
    EXPECT_EQ(kept.suspension->minutes_left, 150);
    EXPECT_EQ(to_text(kept.suspension->recheck_on), "2026-12-06");
    EXPECT_EQ(kept.suspension->reason, "funds");
    auto later = asking(Action::prolong_suspension);
    later.recheck_on = date_from_text("2026-12-07");
    one = at_time("2026-11-17 09:00", one, later);
    EXPECT_EQ(to_text(reload(one).suspension->recheck_on), "2026-12-07");
    one = at_time("2026-11-18 10:00", one, {.action = Action::resume}, "west");
    kept = reload(one);
    EXPECT_EQ(kept.state, State::handling);
    EXPECT_FALSE(kept.suspension);
    EXPECT_EQ(kept.due_at, local("2026-11-18 14:30")); // 150 minutes on
    EXPECT_EQ(kept.clock_minutes, 240);
    EXPECT_EQ(refusal("2026-11-18 10:10", one, {.action = Action::resume}), "case.wrong_state");
}

/// Whose hands, when, until when by the clock.
struct Held {
    State stage;
    const char* entered;
    const char* left; // "": not yet
    const char* due;  // "": the clock stands
    bool by_the_unit;
};

TEST_P(CaseRequests, TheRecordOfStagesIsRightThroughSuspensionAndReassignment_R2_1) {
    auto one = case_in(State::handling);
    one = at_time("2026-11-16 10:00", one, asking(Action::ask_suspension));
    one = at_time("2026-11-16 10:30", one, {.action = Action::grant_suspension});
    one = at_time("2026-11-18 10:00", one, {.action = Action::resume}, "office");
    one = at_time("2026-11-18 11:00", one, sound(Action::reassign)); // to the bureau
    one = at_time("2026-11-18 11:30", one, {.action = Action::sign}, "bureau");
    const Held expected[] = {
        {State::reported, "2026-11-16 09:00", "2026-11-16 09:00", "2026-11-16 11:00", false},
        {State::filed, "2026-11-16 09:00", "2026-11-16 09:00", "2026-11-16 11:00", false},
        {State::dispatched, "2026-11-16 09:00", "2026-11-16 09:00", "2026-11-16 11:00", true},
        {State::handling, "2026-11-16 09:00", "2026-11-16 10:30", "2026-11-16 15:00", true},
        {State::suspended, "2026-11-16 10:30", "2026-11-18 10:00", "", false},
        {State::handling, "2026-11-18 10:00", "2026-11-18 11:00", "2026-11-18 14:30", true},
        {State::dispatched, "2026-11-18 11:00", "2026-11-18 11:30", "2026-11-18 15:00", false},
        {State::handling, "2026-11-18 11:30", "", "2026-11-18 17:00", false},
    };
    const auto record = stages(one);
    ASSERT_EQ(record.size(), std::size(expected));
    for (std::size_t i = 0; i < record.size(); ++i) {
        const auto& held = expected[i];
        const auto said = std::string(name_of(held.stage)) + " " + held.entered;
        EXPECT_EQ(record[i].stage, held.stage) << said;
        EXPECT_EQ(record[i].entered_at, local(held.entered)) << said;
        EXPECT_EQ(record[i].left_at.has_value(), *held.left != '\0') << said;
        if (record[i].left_at) {
            EXPECT_EQ(record[i].left_at, local(held.left)) << said;
        }
        EXPECT_EQ(record[i].due_at.has_value(), *held.due != '\0') << said;
        if (record[i].due_at) {
            EXPECT_EQ(record[i].due_at, local(held.due)) << said;
        }
        if (held.by_the_unit) {
            EXPECT_EQ(record[i].body, town.west_team) << said;
        }
    }
    EXPECT_EQ(record.back().body, town.bureau);
}

TEST_P(CaseRequests, ARequestLapsesWhenTheCaseMovesOn_R2_1) {
    auto one = case_in(State::handling);
    one = at_time("2026-11-16 10:00", one, asking(Action::ask_extension));
    one = at_time("2026-11-16 11:00", one, sound(Action::handle));
    EXPECT_TRUE(reload(one).request); // the unit has not confirmed yet
    one = at_time("2026-11-16 11:30", one, {.action = Action::confirm, .note = "已确认"});
    EXPECT_FALSE(reload(one).request);
    const auto all = rows(one);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].request.status, RequestStatus::lapsed);
    EXPECT_FALSE(all[0].request.decided_by);
    EXPECT_EQ(all[0].decision_note, ""); // the words of the confirmation are not its own
    EXPECT_EQ(told(one, "case.request_lapsed"), 1);
    for (const auto& event : events(one))
        if (event.fact == "case.request_lapsed") {
            EXPECT_TRUE(event.by_server);
        }
}

TEST_P(CaseRequests, ALatenessIsAppealedOnceOnTwoLevelsAndStaysAFact_R2_1) {
    auto one = case_in(State::handling);
    one = at_time("2026-11-16 16:00", one, sound(Action::handle));
    one = at_time("2026-11-16 16:30", one, {.action = Action::confirm});
    one = at_time("2026-11-17 09:00", one, {.action = Action::pass});
    one = at_time("2026-11-17 10:00", one, {.action = Action::close});
    EXPECT_EQ(reload(one).late_body, town.west_team);
    one = at_time("2026-11-18 09:00", one, asking(Action::ask_exemption));
    EXPECT_EQ(refusal("2026-11-18 10:00", one, {.action = Action::grant_exemption}, "leader"),
              "case.request_not_reviewed");
    one = at_time("2026-11-18 11:00", one, {.action = Action::support_exemption, .note = "属实"});
    one = at_time("2026-11-19 09:00", one, {.action = Action::grant_exemption, .note = "免责"});
    const auto kept = reload(one);
    EXPECT_TRUE(kept.lateness_exempt);
    EXPECT_EQ(kept.late_body, town.west_team);
    EXPECT_EQ(kept.state, State::closed);
    const auto all = rows(one);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].request.status, RequestStatus::granted);
    EXPECT_EQ(all[0].request.reviewed_by, town.accounts.at("office"));
    EXPECT_EQ(all[0].request.decided_by, town.accounts.at("leader"));
    EXPECT_EQ(all[0].review_note, "属实");
    EXPECT_EQ(all[0].decision_note, "免责");
    EXPECT_EQ(refusal("2026-11-19 10:00", one, asking(Action::ask_exemption)),
              "case.appealed_already");
}

TEST_P(CaseRequests, ARequestIsDecidedByOneOfTwoWhoDecideAtOnce_R2_1) {
    struct Pair {
        Action ask, first, second;
    };
    for (const auto& pair :
         {Pair{Action::ask_extension, Action::grant_extension, Action::grant_extension},
          Pair{Action::ask_extension, Action::grant_extension, Action::refuse_extension},
          Pair{Action::ask_suspension, Action::refuse_suspension, Action::refuse_suspension}}) {
        auto one = case_in(State::handling);
        one = *move(as("west"), one, asking(pair.ask));
        const auto by = as("office");
        std::barrier start(2);
        Result<Case> results[] = {Refusal{"test.not_run"}, Refusal{"test.not_run"}};
        const auto decide = [&](int who, Action action) { // without saying what was seen
            start.arrive_and_wait();
            results[who] = database().write([&](db::Tx& tx) {
                return cases::move(tx, by, one.id, std::nullopt, {.action = action}, now);
            });
        };
        std::thread beside([&] { decide(1, pair.second); });
        decide(0, pair.first);
        beside.join();
        ASSERT_NE(bool(results[0]), bool(results[1])) << name_of(pair.first);
        EXPECT_EQ(code_of(results[results[0] ? 1 : 0]), "case.request_decided");
        const auto all = rows(one);
        ASSERT_EQ(all.size(), 1u);
        EXPECT_NE(all[0].request.status, RequestStatus::open);
        EXPECT_EQ(reload(one).revision, one.revision + 1);
    }
}

RUN_ON_BOTH_STORES(CaseRequests);

} // namespace
} // namespace weicheng::cases

// What the clocks do by themselves, on both stores: warnings and escalation once per stage and
// level, limits that follow the calendar. R2.1, R2.3.
#include "foundation/clock.h"
#include "modules/cases/jobs/clock_jobs.h"
#include "platform/db/dialect.h"
#include "tests/support/case_world.h"

namespace weicheng::cases {
namespace {

Instant local(std::string text) {
    text[10] = 'T';
    return instant_from_rfc3339(text + ":00+08:00").value();
}
Date day(const char* text) {
    return date_from_text(text).value();
}

class ClockJobs : public OnTheLedger {
  protected:
    /// Runs one of the handlers as the worker would.
    void run(const std::string& kind, const char* when) {
        now = local(when);
        for (const auto& handler : clock_handlers())
            if (handler.kind == kind)
                database().write([&](db::Tx& tx) {
                    handler.run(tx, {.id = 1, .county = town.id, .kind = kind, .payload = ""}, now);
                });
    }
    void sweep(const char* when) { run("cases.tell_limits", when); }
    /// Everything that the change of the calendar has queued.
    void work_off() {
        jobs::Worker worker(database(), clock, clock_handlers(), {}, {.counties = auth::counties},
                            clock_reactions());
        while (worker.run_due(now) > 0) {
        }
    }
    void set_hours(std::vector<calendar::Stretch> hours) {
        const auto done = database().write([&](db::Tx& tx) {
            return calendar::set_hours(tx, auth::server_caller(town.id), hours, now);
        });
        ASSERT_TRUE(done);
    }
    void announce_2027() {
        const calendar::Year notice{2027,
                                    calendar::YearStatus::official,
                                    "通知",
                                    {{day("2027-01-01"), calendar::DayKind::holiday, "元旦"},
                                     {day("2027-01-02"), calendar::DayKind::workday, "调休"}}};
        const auto done = database().write([&](db::Tx& tx) {
            return calendar::set_year(tx, auth::server_caller(town.id), notice, now);
        });
        ASSERT_TRUE(done);
    }
    std::string told(const Case& one) {
        std::string facts;
        for (const auto& event : events(one))
            for (const char* kind : {"case.due_soon", "case.overdue", "case.deep_overdue",
                                     "case.suspension_recheck_due", "case.deadline_recomputed",
                                     "case.recheck_due_soon", "case.recheck_overdue"})
                if (event.fact == kind) (facts += facts.empty() ? "" : " ") += kind + 5;
        return facts;
    }
    Case done(const char* when, const Case& one, Move wanted) {
        now = local(when);
        const auto moved = move(doer(wanted.action), reload(one), wanted);
        EXPECT_TRUE(moved) << name_of(wanted.action) << " " << code_of(moved);
        return moved ? *moved : one;
    }

    Clock clock;
};

TEST_P(ClockJobs, TellOfEachLevelOnceAndOfTheNextStageAnew_R2_1) {
    auto one = case_in(State::handling); // until 15:00; amber from 12:00 on
    sweep("2026-11-16 11:59");
    EXPECT_EQ(told(one), "");
    sweep("2026-11-16 12:01");
    sweep("2026-11-16 12:02");
    EXPECT_EQ(told(one), "due_soon");
    sweep("2026-11-16 15:01");
    sweep("2026-11-16 15:02");
    EXPECT_EQ(told(one), "due_soon overdue");
    EXPECT_EQ(reload(one).signal, 2);
    EXPECT_EQ(reload(one).revision, one.revision); // what a person saw still stands
    sweep("2026-11-17 09:01");
    sweep("2026-11-20 09:01");
    EXPECT_EQ(told(one), "due_soon overdue deep_overdue");
    one = done("2026-11-20 09:30", one, sound(Action::handle)); // the handling clock is over
    sweep("2026-11-20 09:31");
    EXPECT_EQ(told(one), "due_soon overdue deep_overdue overdue deep_overdue");
    one = done("2026-11-20 10:00", one, {.action = Action::confirm});
    sweep("2026-11-20 10:01");
    EXPECT_EQ(told(one), "due_soon overdue deep_overdue overdue deep_overdue");
    EXPECT_EQ(reload(one).signal, 0);
}

TEST_P(ClockJobs, TellOfASuspensionWhenItsDayHasCome_R2_1) {
    auto one = case_in(State::handling);
    one = done("2026-11-16 10:00", one, sound(Action::ask_suspension)); // until 2026-12-06
    one = done("2026-11-16 10:30", one, {.action = Action::grant_suspension});
    sweep("2026-12-05 23:59");
    EXPECT_EQ(told(one), "");
    sweep("2026-12-06 00:01");
    sweep("2026-12-06 00:02");
    EXPECT_EQ(told(one), "suspension_recheck_due");
    auto later = sound(Action::prolong_suspension);
    later.recheck_on = day("2026-12-26");
    one = done("2026-12-06 09:00", one, later);
    sweep("2026-12-06 09:01");
    EXPECT_EQ(told(one), "suspension_recheck_due");
    sweep("2026-12-26 00:01");
    EXPECT_EQ(told(one), "suspension_recheck_due suspension_recheck_due");
}

TEST_P(ClockJobs, TellOfARecheckThatRunsOutUntilItIsMade_R2_1) {
    let_others_take_part();
    auto drawn = case_in(State::handling);
    while (drawn.recheck != Recheck::due)
        drawn = taken(case_in(State::checked, "water_unclean"), Action::close_as_delegate);
    ASSERT_TRUE(drawn.stage);
    EXPECT_EQ(drawn.stage->due_at, local("2026-11-19 18:00")); // 3 working days
    sweep("2026-11-17 18:00");
    EXPECT_EQ(told(drawn), "");
    sweep("2026-11-19 17:59");
    sweep("2026-11-19 18:01");
    sweep("2026-11-20 09:00");
    EXPECT_EQ(told(drawn), "recheck_due_soon recheck_overdue");
    EXPECT_EQ(reload(drawn).revision, drawn.revision);
    drawn = done("2026-11-20 09:10", drawn, {.action = Action::recheck_pass});
    EXPECT_FALSE(reload(drawn).stage);
    sweep("2026-12-20 09:00");
    EXPECT_EQ(told(drawn), "recheck_due_soon recheck_overdue");
}

TEST_P(ClockJobs, AnExtensionIsWarnedOfAnew_R2_1) {
    auto one = case_in(State::handling);
    one = done("2026-11-16 11:00", one, sound(Action::ask_extension));
    sweep("2026-11-16 12:01");
    one = done("2026-11-16 12:05", one, {.action = Action::grant_extension}); // Tuesday 18:00
    sweep("2026-11-16 16:00");
    EXPECT_EQ(told(one), "due_soon");
    sweep("2026-11-17 15:01");
    EXPECT_EQ(told(one), "due_soon due_soon");
}

TEST_P(ClockJobs, CountRunningLimitsAnewAndLeaveWhatHasEnded_R2_3) {
    const auto open = case_in(State::handling);
    auto extended = case_in(State::handling);
    auto suspended = case_in(State::suspended);
    const auto checking = case_in(State::checking); // 1 working day: Tuesday 18:00
    const auto closed = case_in(State::closed);
    extended = done("2026-11-16 09:00", extended, sound(Action::ask_extension));
    extended = done("2026-11-16 09:00", extended, {.action = Action::grant_extension});
    const auto row_of = [&](const Case& one) {
        return database().read([&](db::Tx& tx) {
            return run_script(tx, "SELECT * FROM cases WHERE id = " + std::to_string(one.id.value));
        });
    };
    const auto before = row_of(closed);
    set_hours({{8 * 60, 12 * 60}}); // mornings only
    work_off();
    const auto now_open = reload(open);
    EXPECT_EQ(now_open.due_at, local("2026-11-17 09:00")); // 180 minutes and 60 the next day
    EXPECT_EQ(now_open.stage->due_at, now_open.due_at);
    EXPECT_EQ(now_open.revision, open.revision);
    EXPECT_EQ(stages(open).back().due_at, now_open.due_at);
    EXPECT_EQ(reload(extended).due_at, local("2026-11-18 12:00")); // Tuesday 09:00, and a day
    EXPECT_EQ(reload(suspended).suspension->minutes_left, 240);
    EXPECT_EQ(reload(checking).stage->due_at, local("2026-11-17 12:00"));
    EXPECT_EQ(reload(checking).due_at, checking.due_at); // the handling has ended
    EXPECT_EQ(row_of(closed), before);
    EXPECT_EQ(told(open), "deadline_recomputed");
    EXPECT_EQ(told(suspended) + told(closed), "");
    const auto facts = database().read([&](db::Tx& tx) {
        return run_script(tx, "SELECT body FROM facts WHERE kind = 'case.deadline_recomputed' AND "
                              "subject_id = " +
                                  std::to_string(open.id.value));
    });
    ASSERT_EQ(facts.size(), 1u);
    EXPECT_NE(facts[0][0]->find(R"("due_before":"2026-11-16T07:00:00.000Z")"), std::string::npos);
    EXPECT_NE(facts[0][0]->find(R"("due_after":"2026-11-17T01:00:00.000Z")"), std::string::npos);
    work_off();
    EXPECT_EQ(told(open), "deadline_recomputed");
}

TEST_P(ClockJobs, MarkAProvisionalYearUntilItsNoticeComes_R2_3) {
    now = local("2026-12-30 09:00");
    const auto crossing = case_in(State::checking); // 1 working day; reported, done the same hour
    now = local("2026-12-31 09:00");
    const auto into = case_in(State::checking);
    EXPECT_FALSE(reload(crossing).stage->provisional);
    EXPECT_TRUE(reload(into).stage->provisional);
    EXPECT_EQ(reload(into).stage->due_at, local("2027-01-01 18:00"));
    announce_2027();
    work_off();
    EXPECT_FALSE(reload(into).stage->provisional);
    EXPECT_EQ(reload(into).stage->due_at, local("2027-01-02 18:00"));
    EXPECT_EQ(told(into), "deadline_recomputed");
    EXPECT_EQ(told(crossing), "");
}

TEST_P(ClockJobs, ACaseOfAnEarlierProgramIsCountedByItsCondition_R2_3) {
    const auto forget = [&](const Case& one) { // what that program did not keep
        database().write([&](db::Tx& tx) {
            run_script(tx, "UPDATE cases SET handling_amount = NULL, handling_unit = NULL, "
                           "handling_minutes = 0 WHERE id = " +
                               std::to_string(one.id.value));
        });
    };
    const auto recounted = case_in(State::handling);
    auto moved = case_in(State::dispatched);
    forget(recounted);
    forget(moved);
    moved = done("2026-11-16 09:30", moved, {.action = Action::sign});
    EXPECT_EQ(reload(moved).due_at, local("2026-11-16 15:00"));
    EXPECT_EQ(reload(moved).clock_minutes, 240);
    set_hours({{8 * 60, 12 * 60}});
    work_off();
    EXPECT_EQ(reload(recounted).due_at, local("2026-11-17 09:00"));
    EXPECT_EQ(reload(recounted).limit, (calendar::Limit{4, calendar::TimeUnit::work_hours}));
    EXPECT_EQ(reload(moved).due_at, local("2026-11-17 09:00"));
}

TEST_P(ClockJobs, AreDoneInPiecesAndMissNobody_R2_3) {
    std::vector<Case> all;
    for (int i = 0; i < 3; ++i)
        all.push_back(case_in(State::handling));
    const auto first = all.front().id;
    set_hours({{8 * 60, 12 * 60}});
    database().write([&](db::Tx& tx) { // as if the piece before had ended with the first case
        for (const auto& handler : clock_handlers())
            if (handler.kind == "cases.count_limits")
                handler.run(tx,
                            {.id = 1,
                             .county = town.id,
                             .kind = handler.kind,
                             .payload = std::to_string(first.value)},
                            now);
    });
    EXPECT_EQ(told(all[0]), "");
    EXPECT_EQ(told(all[1]) + told(all[2]), "deadline_recomputeddeadline_recomputed");
    work_off();
    for (const auto& one : all)
        EXPECT_EQ(told(one), "deadline_recomputed");
}

RUN_ON_BOTH_STORES(ClockJobs);

} // namespace
} // namespace weicheng::cases

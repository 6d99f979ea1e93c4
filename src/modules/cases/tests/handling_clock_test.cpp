// The handling clock as a clerk would check it with a wall calendar: when it starts, what lengthens
// it, what stops it, when it ends and when its light turns. 08:00–12:00 and 14:00–18:00, Monday to
// Friday; Monday is 2026-11-16. R2.1, R2.3.
#include "modules/cases/rules/clock.h"
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;
using U = calendar::TimeUnit;

ClockEvent longer(const char* when, int amount, U unit) {
    return {ClockEvent::Kind::longer, at(when), {amount, unit}};
}
ClockEvent stopped(const char* when) {
    return {ClockEvent::Kind::stopped, at(when)};
}
ClockEvent went_on(const char* when) {
    return {ClockEvent::Kind::went_on, at(when)};
}

struct ClockRow {
    const char* what;
    const char* start;
    calendar::Limit limit;
    std::vector<ClockEvent> events;
    const char* due;          // expected
    const char* amber;        // expected
    const char* deep_red;     // expected
    std::int64_t all_minutes; // expected
};

const ClockRow clock_rows[] = {
    {"4 工作时",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {},
     "2026-11-16 15:00",
     "2026-11-16 12:00",
     "2026-11-17 09:00",
     240},
    {"2 工作日",
     "2026-11-16 09:00",
     {2, U::work_days},
     {},
     "2026-11-18 18:00",
     "2026-11-18 11:24",
     "2026-11-23 17:00",
     1380},
    {"延期 1 工作日",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {longer("2026-11-16 11:00", 1, U::work_days)},
     "2026-11-17 18:00",
     "2026-11-17 15:00",
     "2026-11-19 17:00",
     900},
    {"延期 2 工作时",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {longer("2026-11-16 11:00", 2, U::work_hours)},
     "2026-11-16 17:00",
     "2026-11-16 15:48",
     "2026-11-17 15:00",
     360},
    {"暂缓两天，剩余时间照旧",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {stopped("2026-11-16 11:00"), went_on("2026-11-18 10:00")},
     "2026-11-18 12:00",
     "2026-11-18 11:00",
     "2026-11-18 18:00",
     240},
    {"午休时暂缓，周六恢复",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {stopped("2026-11-16 12:30"), went_on("2026-11-21 10:00")},
     "2026-11-23 09:00",
     "2026-11-20 18:00",
     "2026-11-23 15:00",
     240},
    {"先延期后暂缓",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {longer("2026-11-16 10:00", 2, U::work_hours), stopped("2026-11-16 16:00"),
      went_on("2026-11-17 08:00")},
     "2026-11-17 09:00",
     "2026-11-16 17:48",
     "2026-11-17 17:00",
     360},
    {"先暂缓后延期",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {stopped("2026-11-16 11:00"), went_on("2026-11-18 10:00"),
      longer("2026-11-18 11:00", 1, U::work_days)},
     "2026-11-19 18:00",
     "2026-11-19 14:48",
     "2026-11-23 18:00",
     960},
    {"两次暂缓",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {stopped("2026-11-16 10:00"), went_on("2026-11-17 10:00"), stopped("2026-11-17 11:00"),
      went_on("2026-11-18 09:00")},
     "2026-11-18 11:00",
     "2026-11-18 10:00",
     "2026-11-18 17:00",
     240},
    {"超期后暂缓，超期照旧",
     "2026-11-16 09:00",
     {4, U::work_hours},
     {stopped("2026-11-16 16:30"), went_on("2026-11-18 10:00")},
     "2026-11-18 08:30",
     "2026-11-17 17:30",
     "2026-11-18 14:30",
     240},
    {"紧急工作时，夜间暂缓",
     "2026-11-20 23:00",
     {2, U::urgent_hours},
     {stopped("2026-11-21 00:00"), went_on("2026-11-23 09:00")},
     "2026-11-23 10:00",
     "2026-11-23 09:00",
     "2026-11-23 12:00",
     120},
    {"3 自然日",
     "2026-11-20 16:00",
     {3, U::natural_days},
     {},
     "2026-11-24 00:00",
     "2026-11-23 08:00",
     "2026-11-27 08:00",
     4800},
    {"3 自然日，延期 2 自然日",
     "2026-11-20 16:00",
     {3, U::natural_days},
     {longer("2026-11-22 09:00", 2, U::natural_days)},
     "2026-11-26 00:00",
     "2026-11-24 22:24",
     "2026-12-01 08:00",
     7680},
};

TEST(HandlingClock, EndsWhenAClerkWouldSay_R2_1) {
    for (const auto& row : clock_rows) {
        const auto clock = counted(at(row.start), row.limit, row.events, work_calendar());
        EXPECT_EQ(local(clock.due_at), row.due) << row.what;
        EXPECT_EQ(clock.minutes, row.all_minutes) << row.what;
        const auto stage = stage_limit(at(row.start), *clock.due_at, clock_of(row.limit.unit),
                                       work_calendar(), rules().get<LightRules>(), clock.minutes);
        EXPECT_EQ(local(stage.amber_at), row.amber) << row.what;
        EXPECT_EQ(local(stage.deep_red_at), row.deep_red) << row.what;
    }
}

TEST(HandlingClock, StandsWhileSuspended_R2_1) {
    const auto clock = counted(at("2026-11-16 09:00"), {4, U::work_hours},
                               {stopped("2026-11-16 11:00")}, work_calendar());
    EXPECT_FALSE(clock.due_at);
    EXPECT_EQ(clock.minutes_left, 120);
    const auto late = counted(at("2026-11-16 09:00"), {4, U::work_hours},
                              {stopped("2026-11-16 16:30")}, work_calendar());
    EXPECT_EQ(late.minutes_left, -90);
}

struct MomentRow {
    StageClock clock;
    const char* from;
    std::int64_t minutes;
    const char* then; // expected
};
const MomentRow moment_rows[] = {
    {StageClock::work, "2026-11-16 09:00", 0, "2026-11-16 09:00"},
    {StageClock::work, "2026-11-16 11:30", 60, "2026-11-16 14:30"},
    {StageClock::work, "2026-11-16 14:30", -60, "2026-11-16 11:30"},
    {StageClock::work, "2026-11-16 08:00", -1, "2026-11-13 17:59"},
    {StageClock::work, "2026-11-16 09:00", -120, "2026-11-13 17:00"},
    {StageClock::natural, "2026-11-16 00:30", -60, "2026-11-15 23:30"},
    {StageClock::natural, "2026-11-15 23:30", 60, "2026-11-16 00:30"},
};

TEST(HandlingClock, FindsMomentsBothWays_R2_1) {
    for (const auto& row : moment_rows)
        EXPECT_EQ(local(moment_after(row.clock, at(row.from), row.minutes, work_calendar())),
                  row.then)
            << row.from << " " << row.minutes;
}

// ---- played through the ledger, and counted from the rows ----

Case moved(const Case& one, Move move, const char* when) {
    const auto change = judge_move(one, move, taker(move.action), at(when), inputs(one.kind));
    EXPECT_TRUE(change) << name_of(move.action) << ": " << code_of(change);
    return change ? change->after : one;
}

TEST(HandlingClock, CountedFromItsBeginningIsWhatTheMovesMadeOfIt_R2_1) {
    auto one = moved(case_in(State::filed), sound_move(Action::dispatch), "2026-11-16 09:00");
    one = moved(one, {.action = Action::sign}, "2026-11-16 09:10");
    one = moved(one, sound_move(Action::ask_extension), "2026-11-16 10:00");
    one = moved(one, {.action = Action::grant_extension}, "2026-11-16 11:00");
    EXPECT_EQ(local(one.due_at), "2026-11-17 18:00");
    EXPECT_EQ(local(one.stage->due_at), "2026-11-17 18:00");
    EXPECT_EQ(local(one.stage->amber_at), "2026-11-17 15:00");
    one = moved(one, sound_move(Action::ask_suspension), "2026-11-17 09:00");
    one = moved(one, {.action = Action::grant_suspension}, "2026-11-17 10:00");
    EXPECT_EQ(one.state, State::suspended);
    EXPECT_FALSE(one.due_at || one.stage);
    EXPECT_EQ(one.suspension->minutes_left, 360);
    EXPECT_EQ(light_of(one.state, one.stage, at("2026-11-17 10:00")), Light::grey);
    one = moved(one, {.action = Action::resume}, "2026-11-25 15:00");
    EXPECT_FALSE(one.suspension);
    const std::vector<ClockEvent> events{longer("2026-11-16 11:00", 1, U::work_days),
                                         stopped("2026-11-17 10:00"), went_on("2026-11-25 15:00")};
    const auto clock = counted(*one.clock_started_at, *one.limit, events, work_calendar());
    EXPECT_EQ(one.due_at, clock.due_at);
    EXPECT_EQ(local(one.due_at), "2026-11-26 11:00"); // 180 minutes that day, 180 the next
    EXPECT_EQ(one.clock_minutes, clock.minutes);
    const auto again =
        with_recomputed_limits(one, events, rules(), work_calendar(), at("2026-11-25 15:00"));
    EXPECT_EQ(again.due_at, one.due_at);
    EXPECT_EQ(again.stage->amber_at, one.stage->amber_at);
    EXPECT_EQ(again.stage->deep_red_at, one.stage->deep_red_at);
}

TEST(HandlingClock, AGrantedExtensionMakesTheLightGreenAgain_R2_1) {
    auto one = moved(case_in(State::filed), sound_move(Action::dispatch), "2026-11-16 09:00");
    one = moved(one, {.action = Action::sign}, "2026-11-16 09:10");
    one = moved(one, sound_move(Action::ask_extension), "2026-11-16 14:30");
    one.signal = 2; // told that it is overdue while the request lay there
    const auto granted = at("2026-11-16 16:00");
    EXPECT_EQ(light_of(one.state, one.stage, granted), Light::red);
    one = moved(one, {.action = Action::grant_extension}, "2026-11-16 16:00");
    EXPECT_EQ(light_of(one.state, one.stage, granted), Light::green);
    EXPECT_EQ(one.signal, 0);
}

// ---- another calendar ----

const calendar::WorkCalendar& with_notice() {
    const auto day = [](const char* text) { return date_from_text(text).value(); };
    static const calendar::WorkCalendar calendar{
        {{8 * 60, 12 * 60}, {14 * 60, 18 * 60}},
        {{day("2027-01-01"), calendar::DayKind::holiday, "元旦"},
         {day("2027-01-02"), calendar::DayKind::workday, "调休"}},
        {{2026, calendar::YearStatus::official}, {2027, calendar::YearStatus::official}}};
    return calendar;
}

struct NoticeRow {
    const char* what;
    State state;
    const char* condition;
    const char* start;
    const char* before; // expected: due of the stage by the provisional year
    const char* after;  // expected: by the notice
};
const NoticeRow notice_rows[] = {
    {"跨年的处置", State::handling, "large", "2026-12-30 09:00", "2027-01-01 18:00",
     "2027-01-02 18:00"},
    {"跨年的签收", State::dispatched, "large", "2026-12-31 17:00", "2027-01-01 09:00",
     "2027-01-02 09:00"},
    {"跨年的核查", State::checking, "large", "2026-12-31 09:00", "2027-01-01 18:00",
     "2027-01-02 18:00"},
    {"不跨年", State::handling, "small", "2026-12-30 09:00", "2026-12-30 15:00",
     "2026-12-30 15:00"},
};

TEST(AnotherCalendar, MovesTheLimitsThatTouchTheYear_R2_3) {
    for (const auto& row : notice_rows) {
        auto one = case_in(row.state);
        one.condition = row.condition;
        start_handling_clock(one, condition_of(one, inputs().kind).limit, at(row.start),
                             work_calendar());
        one.stage_entered_at = at(row.start);
        one.stage = running_stage(one, rules(), work_calendar());
        EXPECT_EQ(local(one.stage->due_at), row.before) << row.what;
        const bool crosses = std::string(row.before).starts_with("2027");
        EXPECT_EQ(one.stage->provisional, crosses) << row.what;
        const auto after = with_recomputed_limits(one, {}, rules(), with_notice(), at(row.start));
        EXPECT_EQ(local(after.stage->due_at), row.after) << row.what;
        EXPECT_FALSE(after.stage->provisional) << row.what;
    }
}

TEST(AnotherCalendar, SaysSoWhenOnlyTheHandlingReachesIntoTheYear_R2_3) {
    auto one = case_in(State::dispatched);
    one.condition = "large";
    one.stage_entered_at = at("2026-12-30 09:00");
    start_handling_clock(one, {2, U::work_days}, one.stage_entered_at, work_calendar());
    const auto stage = running_stage(one, rules(), work_calendar());
    EXPECT_EQ(local(stage.due_at), "2026-12-30 11:00"); // signing
    EXPECT_TRUE(stage.provisional);                     // handling: until 2027-01-01
}

TEST(AnotherCalendar, LeavesAnEndedHandlingClockAsItWas_R2_3) {
    auto one = case_in(State::checking);
    one.stage_entered_at = at("2026-12-31 09:00");
    one.due_at = at("2026-12-30 15:00");
    one.stage = running_stage(one, rules(), work_calendar());
    EXPECT_EQ(with_recomputed_limits(one, {}, rules(), with_notice(), one.stage_entered_at).due_at,
              one.due_at);
}

// ---- who was late ----

TEST(Lateness, IsNotedWhenTheClockEndsAndOfWhom_R2_1) {
    struct LateRow {
        State from;
        Action action;
        const char* when;
        bool late; // expected
    };
    const LateRow rows[] = {
        {State::handled, Action::confirm, "2026-11-16 15:00", false},
        {State::handled, Action::confirm, "2026-11-16 15:01", true},
        {State::handled, Action::send_back, "2026-11-16 15:01", false}, // it runs on
        {State::handling, Action::handle, "2026-11-16 15:01", false},
        {State::dispatched, Action::return_to_desk, "2026-11-16 15:01", true},
        {State::dispatched, Action::reassign, "2026-11-16 15:01", true},
        {State::dispatched, Action::dispute, "2026-11-16 15:01", false}, // 首接负责: it runs on
        {State::disputed, Action::rule, "2026-11-16 15:01", true},
        {State::handling, Action::void_case, "2026-11-16 15:01", false},
        {State::checking, Action::rework, "2026-11-16 15:01", false},
    };
    for (const auto& row : rows) {
        const auto one = moved(case_in(row.from), sound_move(row.action), row.when);
        EXPECT_EQ(one.late_body, row.late ? grid_team : BodyId{})
            << name_of(row.from) << " " << name_of(row.action) << " " << row.when;
    }
}

TEST(Lateness, BeforeASuspensionStaysThoughTheCaseGoesToAnother_R2_1) {
    auto one = case_in(State::suspended);
    one.suspension->minutes_left = -90;
    EXPECT_EQ(moved(one, sound_move(Action::reassign), "2026-11-18 09:00").late_body, grid_team);
    one.suspension->minutes_left = 90;
    EXPECT_FALSE(moved(one, sound_move(Action::reassign), "2026-11-18 09:00").late_body);
}

// ---- what is told of a stage ----

struct TellingRow {
    const char* when;
    int signal;        // before
    const char* facts; // expected
    int after;         // expected
};
const TellingRow telling_rows[] = {
    {"2026-11-16 11:59", 0, "", 0},
    {"2026-11-16 12:00", 0, "case.due_soon", 1},
    {"2026-11-16 14:00", 1, "", 1},
    {"2026-11-16 15:00", 1, "", 1},
    {"2026-11-16 15:01", 1, "case.overdue", 2},
    {"2026-11-16 15:01", 0, "case.overdue", 2}, // a warning now would come too late
    {"2026-11-17 08:59", 2, "", 2},
    {"2026-11-17 09:00", 2, "case.deep_overdue", 3},
    {"2026-11-17 09:00", 0, "case.overdue case.deep_overdue", 3},
    {"2026-11-20 09:00", 3, "", 3},
};

TEST(Telling, TellsEachLevelOfAStageOnce_R2_1) {
    auto one = case_in(State::handling);
    one.stage = running_stage(one, rules(), work_calendar());
    for (const auto& row : telling_rows) {
        one.signal = row.signal;
        const auto telling = telling_of(one, at(row.when));
        std::string facts;
        for (const auto fact : telling.facts)
            (facts += facts.empty() ? "" : " ") += fact;
        EXPECT_EQ(facts, row.facts) << row.when << " " << row.signal;
        EXPECT_EQ(telling.signal, row.after) << row.when << " " << row.signal;
    }
}

TEST(Telling, WarnsOnceOfEachThatARecheckRunsOut_R2_1) {
    auto one = case_in(State::closed); // Monday 10:00, say
    one.recheck = Recheck::due;
    one.stage_entered_at = at("2026-11-16 10:00");
    one.stage = running_stage(one, rules(), work_calendar()); // 3 working days
    EXPECT_EQ(local(one.stage->due_at), "2026-11-19 18:00");
    const struct {
        const char *when, *facts;
    } rows[] = {
        {"2026-11-16 10:01", ""}, {"2026-11-19 17:00", "case.recheck_due_soon"},
        {"2026-11-19 17:30", ""}, {"2026-11-19 18:01", "case.recheck_overdue"},
        {"2026-11-20 09:00", ""}, {"2026-12-20 09:00", ""}, // it has been said
    };
    for (const auto& row : rows) {
        const auto telling = telling_of(one, at(row.when));
        std::string facts;
        for (const auto fact : telling.facts)
            facts += fact;
        EXPECT_EQ(facts, row.facts) << row.when;
        one.signal = telling.signal;
    }
}

TEST(Telling, SaysOnceThatASuspensionIsToBeLookedAtAgain_R2_1) {
    auto one = case_in(State::suspended);
    one.suspension->recheck_on = date_of(at("2026-12-01 09:00"));
    EXPECT_EQ(local(next_telling(one)), "2026-12-01 00:00");
    EXPECT_TRUE(telling_of(one, at("2026-11-30 23:59")).facts.empty());
    const auto telling = telling_of(one, at("2026-12-01 00:01"));
    ASSERT_EQ(telling.facts.size(), 1u);
    EXPECT_EQ(telling.facts[0], "case.suspension_recheck_due");
    one.signal = telling.signal;
    EXPECT_TRUE(telling_of(one, at("2026-12-02 00:01")).facts.empty());
    EXPECT_FALSE(next_telling(one));
}

} // namespace
} // namespace weicheng::cases

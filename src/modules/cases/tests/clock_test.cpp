// The clock of each stage and its lights, on a calendar of 08:00–12:00 and 14:00–18:00. Monday is
// 2026-11-16. The handling clock is docs/decisions/0003.
#include "modules/cases/rules/clock.h"
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;

/// What happens to one case after another, and what its clocks show then.
struct ClockRow {
    const char* when;
    Action action;
    const char* stage_due; // expected; "": no clock
    StageClock clock;      // expected
    const char* due;       // expected: of the handling
};

void play(const char* kind, const char* condition, const std::vector<ClockRow>& rows) {
    auto one = case_in(State::reported, kind);
    one.condition = condition;
    for (const auto& row : rows) {
        const auto caller = [&] {
            switch (edge_of(row.action).who) {
            case Who::handlers: return grid_head();
            case Who::outsiders: return checker();
            case Who::citizen: return citizen();
            default: return officer();
            }
        }();
        auto move = sound_move(row.action);
        move.photos = row.action == Action::handle
                          ? std::vector<std::string>{row.when, std::string(row.when) + "b"}
                          : std::vector<std::string>{};
        const auto change = judge_move(one, move, caller, at(row.when), inputs(kind));
        ASSERT_TRUE(change) << row.when << " " << name_of(row.action) << ": " << code_of(change);
        one = change->after;
        EXPECT_EQ(one.stage ? local(one.stage->due_at) : "", row.stage_due)
            << row.when << " " << name_of(row.action);
        EXPECT_EQ(local(one.due_at), row.due) << row.when << " " << name_of(row.action);
        EXPECT_EQ(one.stage ? one.stage->clock : row.clock, row.clock) << row.when;
    }
}

constexpr auto work = StageClock::work;
constexpr auto natural = StageClock::natural;

TEST(StageClock, RunsFromDispatchToTheUnitsConfirmation_R2_1) {
    play(
        "garbage", "small", // 4 工作时
        {{"2026-11-16 08:00", Action::file, "2026-11-16 10:00", work, ""},
         {"2026-11-16 09:00", Action::dispatch, "2026-11-16 11:00", work, "2026-11-16 15:00"},
         {"2026-11-16 10:00", Action::sign, "2026-11-16 15:00", work, "2026-11-16 15:00"},
         {"2026-11-16 14:30", Action::handle, "2026-11-16 15:00", work, "2026-11-16 15:00"},
         {"2026-11-16 14:40", Action::send_back, "2026-11-16 15:00", work, "2026-11-16 15:00"},
         {"2026-11-16 14:50", Action::handle, "2026-11-16 15:00", work, "2026-11-16 15:00"},
         {"2026-11-16 15:30", Action::confirm, "2026-11-17 18:00", work, "2026-11-16 15:00"},
         {"2026-11-17 09:00", Action::rework, "2026-11-17 15:00", work, "2026-11-17 15:00"},
         {"2026-11-17 11:00", Action::handle, "2026-11-17 15:00", work, "2026-11-17 15:00"},
         {"2026-11-17 11:30", Action::confirm, "2026-11-18 18:00", work, "2026-11-17 15:00"},
         {"2026-11-20 09:00", Action::pass, "2026-11-23 18:00", work, "2026-11-17 15:00"},
         {"2026-11-20 10:00", Action::refuse_closure, "2026-11-23 18:00", work, "2026-11-17 15:00"},
         {"2026-11-20 11:00", Action::pass, "2026-11-23 18:00", work, "2026-11-17 15:00"},
         {"2026-11-20 12:00", Action::close, "", work, "2026-11-17 15:00"},
         {"2026-11-23 17:00", Action::object, "2026-11-24 09:00", work, "2026-11-24 11:00"},
         {"2026-11-24 08:30", Action::sign, "2026-11-24 11:00", work, "2026-11-24 11:00"}});
}

TEST(StageClock, ConfirmingHasItsOwnLimitWhereTheHandlingIsLonger_R2_1) {
    play("garbage", "large", // 2 工作日
         {{"2026-11-16 09:00", Action::file, "2026-11-16 11:00", work, ""},
          {"2026-11-16 09:00", Action::dispatch, "2026-11-16 11:00", work, "2026-11-18 18:00"},
          {"2026-11-16 09:30", Action::sign, "2026-11-18 18:00", work, "2026-11-18 18:00"},
          {"2026-11-16 10:00", Action::handle, "2026-11-16 16:00", work, "2026-11-18 18:00"}});
}

TEST(StageClock, ReturningStopsItAndDispatchingStartsItAnew_R2_2) {
    play("garbage", "small",
         {{"2026-11-16 09:00", Action::file, "2026-11-16 11:00", work, ""},
          {"2026-11-16 09:00", Action::dispatch, "2026-11-16 11:00", work, "2026-11-16 15:00"},
          {"2026-11-16 17:00", Action::return_to_desk, "2026-11-17 09:00", work, ""},
          {"2026-11-17 08:30", Action::dispatch, "2026-11-17 10:30", work, "2026-11-17 14:30"}});
}

TEST(StageClock, UrgentHoursRunThroughTheNight_R2_1) {
    play("manhole", "open", // 1 紧急工作时: shorter than the limit for signing
         {{"2026-11-20 23:00", Action::file, "2026-11-23 10:00", work, ""},
          {"2026-11-20 23:00", Action::dispatch, "2026-11-21 00:00", natural, "2026-11-21 00:00"},
          {"2026-11-20 23:30", Action::sign, "2026-11-21 00:00", natural, "2026-11-21 00:00"}});
}

TEST(StageClock, NaturalDaysEndAtMidnight_R2_1) {
    play("manhole", "days", // 3 自然日
         {{"2026-11-20 16:00", Action::file, "2026-11-20 18:00", work, ""},
          {"2026-11-20 16:00", Action::dispatch, "2026-11-20 18:00", work, "2026-11-24 00:00"},
          {"2026-11-20 16:30", Action::sign, "2026-11-24 00:00", natural, "2026-11-24 00:00"}});
}

TEST(StageClock, SaysWhenTheYearsHolidaysAreNotAnnouncedYet_R2_3) {
    const auto provisional = [](const char* when) {
        auto one = case_in(State::filed);
        one.condition = "large";
        one = judge_move(one, sound_move(Action::dispatch), officer(), at(when), inputs())->after;
        return judge_move(one, {.action = Action::sign}, grid_head(), at(when), inputs())
            ->after.stage->provisional;
    };
    EXPECT_FALSE(provisional("2026-12-28 09:00"));
    EXPECT_TRUE(provisional("2026-12-30 09:00")); // two working days: until 2027-01-01
}

// ---- lights ----

struct LightRow {
    const char* when;
    Light light;                // expected
    std::int64_t left, overdue; // expected minutes; -1: not said
};

void expect_lights(const StageLimit& limit, const std::vector<LightRow>& rows) {
    for (const auto& row : rows) {
        EXPECT_EQ(light_of(State::handling, limit, at(row.when)), row.light) << row.when;
        const auto time = time_left(limit, at(row.when), work_calendar());
        EXPECT_EQ(time.remaining_minutes.value_or(-1), row.left) << row.when;
        EXPECT_EQ(time.overdue_minutes.value_or(-1), row.overdue) << row.when;
    }
}

StageLimit limit(const char* since, const char* due, StageClock clock) {
    return stage_limit(at(since), at(due), clock, work_calendar(), rules().get<LightRules>());
}

TEST(Lights, TurnOnTheWorkingClock_R2_1) { // 4 working hours; amber with one hour left
    expect_lights(limit("2026-11-16 09:00", "2026-11-16 15:00", work),
                  {{"2026-11-16 09:00", Light::green, 240, -1},
                   {"2026-11-16 11:59", Light::green, 61, -1},
                   {"2026-11-16 12:00", Light::amber, 60, -1}, // the noon break does not count
                   {"2026-11-16 13:00", Light::amber, 60, -1},
                   {"2026-11-16 15:00", Light::amber, 0, -1},
                   {"2026-11-16 15:01", Light::red, -1, 1},
                   {"2026-11-16 23:00", Light::red, -1, 180},
                   {"2026-11-17 08:59", Light::red, -1, 239},
                   {"2026-11-17 09:00", Light::deep_red, -1, 240}});
}

TEST(Lights, TurnAmberByShareWhereTheLimitIsLong_R2_1) { // 4 days of 8 h: 20 % are 384 minutes
    expect_lights(limit("2026-11-16 08:00", "2026-11-19 18:00", work),
                  {{"2026-11-19 09:35", Light::green, 385, -1},
                   {"2026-11-19 09:36", Light::amber, 384, -1},
                   {"2026-11-20 09:00", Light::red, -1, 60},
                   {"2026-11-26 18:00", Light::deep_red, -1, 1920 + 480}});
}

TEST(Lights, TurnOnTheNaturalClockToo_R2_1) { // two urgent hours over midnight
    expect_lights(limit("2026-11-20 23:00", "2026-11-21 01:00", natural),
                  {{"2026-11-20 23:59", Light::green, 61, -1},
                   {"2026-11-21 00:00", Light::amber, 60, -1},
                   {"2026-11-21 01:01", Light::red, -1, 1},
                   {"2026-11-21 03:00", Light::deep_red, -1, 120}});
}

TEST(Lights, AStretchWithoutAWorkingMinuteIsCountedNaturally_R2_1) {
    const auto at_night = limit("2026-11-20 20:00", "2026-11-20 22:00", work);
    EXPECT_EQ(at_night.clock, natural);
    EXPECT_EQ(light_of(State::handling, at_night, at("2026-11-20 20:30")), Light::green);
    EXPECT_EQ(light_of(State::handling, at_night, at("2026-11-20 21:00")), Light::amber);
}

TEST(Lights, AShortLimitIsAmberFromTheStart_R2_1) {
    const auto short_one = limit("2026-11-16 09:00", "2026-11-16 09:30", work);
    EXPECT_EQ(light_of(State::handling, short_one, at("2026-11-16 09:00")), Light::amber);
    const auto none_at_all = limit("2026-11-16 09:00", "2026-11-16 09:00", work);
    EXPECT_EQ(light_of(State::handling, none_at_all, at("2026-11-16 09:01")), Light::deep_red);
}

TEST(Lights, AreHollowBeforeDispatchAndOutAfterClosing_R2_1) {
    const auto late = limit("2026-11-16 09:00", "2026-11-16 15:00", work);
    const auto now = at("2026-11-20 09:00");
    for (const auto state : {State::reported, State::filed})
        EXPECT_EQ(light_of(state, late, now), Light::hollow);
    EXPECT_EQ(light_of(State::closed, std::nullopt, now), Light::none);
    for (const auto state :
         {State::dispatched, State::handling, State::handled, State::checking, State::checked})
        EXPECT_EQ(light_of(state, late, now), Light::deep_red);
    EXPECT_FALSE(time_left(std::nullopt, now, work_calendar()).remaining_minutes);
}

} // namespace
} // namespace weicheng::cases

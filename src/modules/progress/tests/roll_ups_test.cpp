// The roll-ups equal a recount after every step of long random lives on both stores. R2.7.
#include "modules/progress/store/day_figures.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "platform/embedded.h"
#include "tests/support/case_world.h"

#include <random>
#include <set>

namespace weicheng::progress {
namespace {

using namespace cases;

using std::chrono::days;
using std::chrono::minutes;

class RollUpsOfCases : public OnTheLedger {
  protected:
    /// Someone of that account with every power in the county, or for his own body.
    Caller mighty(const std::string& login, BodyId body = {}) {
        auto caller = as(login);
        caller.grants.clear();
        for (const auto& edge : edges)
            if (!edge.power.empty()) caller.grants.push_back({std::string(edge.power), {body}});
        caller.grants.push_back({"cases.read", {}});
        return caller;
    }
    int pick(int most) { return std::uniform_int_distribution<int>(0, most - 1)(random); }
    Point anywhere() { return at(5 + pick(130), 20 + 10 * pick(5)); }

    Move random_move(Action action, const rulebook::Rules& rules) {
        const BodyId bodies[] = {town.west_team, town.east_team, town.bureau};
        Move made{.action = action, .note = "说明"};
        if (const auto* reasons = reasons_of(action, rules.get<ReasonLists>()))
            made.reason =
                (*reasons)[static_cast<std::size_t>(pick(static_cast<int>(reasons->size())))].code;
        made.body = bodies[pick(3)];
        made.photos = {photo("walk " + std::to_string(++pictures))};
        made.into = living[static_cast<std::size_t>(pick(static_cast<int>(living.size())))];
        made.point = anywhere();
        made.place_words = "某处";
        made.limit = calendar::Limit{1, calendar::TimeUnit::work_days};
        made.recheck_on = next_day(date_of(now), 1 + pick(5));
        if (action == Action::file && pick(3) == 0) made.kind = kinds[pick(3)];
        return made;
    }
    /// One step of one case by whoever may; false when nobody may take the one thrown.
    bool step() {
        const auto id = living[static_cast<std::size_t>(pick(static_cast<int>(living.size())))];
        const auto one = database().read([&](db::Tx& tx) { return *find(tx, town.id, id); });
        std::vector<const Edge*> leaving;
        for (const auto& edge : edges)
            if (edge.from.has(one.state) && edge.who != Who::server) leaving.push_back(&edge);
        if (leaving.empty()) return false;
        // often one that was not taken yet
        const auto fresh = std::find_if(leaving.begin(), leaving.end(), [&](const Edge* each) {
            return !taken_actions.contains(each->action);
        });
        const auto& edge = fresh != leaving.end() && pick(2) == 0
                               ? **fresh
                               : *leaving[static_cast<std::size_t>(pick(int(leaving.size())))];
        const auto rules =
            database().read([&](db::Tx& tx) { return rulebook::in_force(tx, town.id, now); });
        const auto wanted = random_move(edge.action, *rules);
        for (const auto& who : people)
            if (move(edge.who == Who::citizen ? citizen() : who, one, wanted)) {
                taken_actions.insert(edge.action);
                return true;
            }
        return false;
    }
    void open_one() {
        auto asked = a_report(kinds[pick(3)], anywhere(), pick(2) ? "citizen" : "patrol");
        const bool citizens = asked.source == "citizen";
        if (!citizens && pick(4) == 0) asked.after_photos = {photo("m" + std::to_string(pictures))};
        const auto opened = report(citizens ? citizen() : people.front(), asked);
        ASSERT_TRUE(opened) << code_of(opened);
        living.push_back(opened->id);
    }
    static constexpr const char* kinds[] = {"rubble", "exposed_garbage", "dumping"};
    std::mt19937 random{20261122};
    std::vector<CaseId> living;
    std::vector<Caller> people;
    std::set<Action> taken_actions;
};
RUN_ON_BOTH_STORES(RollUpsOfCases);

TEST_P(RollUpsOfCases, AreTheSameAfterWhatWasTakenBackAndOthersAfterTheNextMove_R2_1) {
    const auto standing = [&] {
        return database().read([&](db::Tx& tx) { return standing_of(tx, mighty("office")); });
    };
    const auto reported = [&] {
        const auto today = day_of(now);
        std::int64_t sum = 0;
        for (const auto& line : database().read([&](db::Tx& tx) {
                 return rates_between(tx, town.id, RatesBy::grid, today - 9, today + 9, today);
             }))
            sum += figure(line.rates.sums, Figure::reported);
        return sum;
    };
    case_in(State::checking);
    const auto before = standing();
    EXPECT_EQ(before.at(State::checking), 1);
    EXPECT_EQ(reported(), 1);
    const auto office = as("office");
    const auto wanted = a_report("rubble", at(50, 50));
    const auto taken_back = database().write([&](db::Tx& tx) -> Result<void> {
        EXPECT_TRUE(cases::report(tx, office, wanted, now));
        return Refusal{"case.unknown"};
    });
    EXPECT_FALSE(taken_back);
    EXPECT_EQ(standing(), before);
    EXPECT_EQ(reported(), 1);
    case_in(State::checking); // its first fact takes the number that was given back
    EXPECT_EQ(standing().at(State::checking), 2);
    EXPECT_EQ(reported(), 2);
}

TEST_P(RollUpsOfCases, EqualARecountAfterEveryStepOfRandomLives_R2_7) {
    people = {
        mighty("west"),   mighty("office"), mighty("checker"), mighty("leader"),
        mighty("bureau"), mighty("east"),   mighty("worker"),  mighty("west", town.west_team)};
    for (int i = 0; i < 12; ++i)
        open_one();
    int steps = 0;
    for (int tries = 0; tries < 1500 && steps < 350; ++tries) {
        if (pick(12) == 0) open_one();
        now += minutes{pick(8) == 0 ? 60 * pick(40) : pick(90)};
        if (!step()) continue;
        ++steps;
        const auto wrong = differences();
        ASSERT_TRUE(wrong.empty()) << steps << " steps, " << wrong.front();
    }
    EXPECT_GE(steps, 300);
    EXPECT_GE(taken_actions.size(), 25U) << "the walk takes most edges";
}

TEST_P(RollUpsOfCases, EqualARecountAfterTheCalendarHasChanged_R2_7) {
    case_in(State::handling);
    case_in(State::dispatched);
    case_in(State::checking);
    const auto told = database().write([&](db::Tx& tx) {
        return calendar::set_year(
            tx, auth::server_caller(town.id),
            {.year = 2026,
             .status = calendar::YearStatus::official,
             .source = "新通知",
             .days = {{date_of(now), calendar::DayKind::holiday, "放假"},
                      {next_day(date_of(now)), calendar::DayKind::holiday, "放假"}}},
            now);
    });
    ASSERT_TRUE(told) << code_of(told);
    const auto before = weicheng::testing::contents_of(database());
    const auto ids = database().read([&](db::Tx& tx) {
        std::vector<CaseId> all;
        for (const auto& row : db::run_script(tx, "SELECT id FROM cases"))
            all.push_back(CaseId{std::stoll(*row[0])});
        return all;
    });
    for (const auto id : ids)
        database().write([&](db::Tx& tx) {
            recompute_limits(tx, town.id, id, now);
            return true;
        });
    EXPECT_NE(weicheng::testing::difference(before, weicheng::testing::contents_of(database())),
              "");
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

TEST_P(RollUpsOfCases, AnOlderStoreIsCountedWhenItIsUpgraded_R2_7) {
    for (const auto state : {State::reported, State::filed, State::dispatched, State::handling,
                             State::handled, State::checking, State::checked, State::closed})
        case_in(state, state == State::reported ? "dumping" : "rubble");
    taken(case_in(State::checking), Action::rework);
    const auto all = embedded_migrations("modules/cases");
    const auto found = std::find_if(all.begin(), all.end(), [](const auto& each) {
        return each.name == "20261122-0203-tallies";
    });
    ASSERT_NE(found, all.end());
    auto counting = found->sql.substr(found->sql.find("CREATE VIEW counted_v"));
    for (const std::string table : {"INTO case_days", "INTO case_kind_days"}) // as they were called
        counting.replace(counting.find(table), table.size(), "INTO progress_" + table.substr(10));
    database().write([&](db::Tx& tx) {
        db::run_script(tx, "DELETE FROM case_tallies; DELETE FROM progress_days;"
                           "DELETE FROM progress_kind_days");
        db::run_script(tx, counting);
        return true;
    });
    // back to the first cases: what came near them was linked, which an older store did not know
    database().write([&](db::Tx& tx) {
        db::run_script(tx, "UPDATE cases SET recurs_of_id = NULL; DELETE FROM case_recurrences");
        return true;
    });
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

TEST_P(RollUpsOfCases, TheProofSeesWhatIsWrong_R2_7) {
    case_in(State::closed);
    case_in(State::handling);
    ASSERT_EQ(differences(), std::vector<std::string>{});
    for (const char* damage :
         {"UPDATE case_tallies SET cases = cases + 1 WHERE state = 'handling'",
          "UPDATE progress_days SET closed = closed + 1",
          "UPDATE progress_kind_days SET pending = pending - 1 WHERE pending > 0",
          "DELETE FROM progress_days",
          "UPDATE cases SET closed_at = NULL, state = 'checked' "
          "WHERE state = 'closed'"}) {
        const auto seen = database().write([&](db::Tx& tx) {
            db::run_script(tx, damage);
            const auto wrong = app::roll_up_differences(tx, town.id);
            return wrong.empty() ? Result<int>{0} : Result<int>{Refusal{wrong.front()}};
        });
        EXPECT_FALSE(seen) << damage; // a refusal undoes the damage
    }
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

TEST_P(RollUpsOfCases, RatesTellTheDay_R2_7) {
    const auto today = day_of(now);
    case_in(State::closed);
    const auto late = case_in(State::handling);
    const auto open = case_in(State::handling);
    now = *late.due_at + minutes{1};
    auto one = late;
    for (const auto action : {Action::handle, Action::confirm, Action::pass, Action::close})
        one = taken(one, action);
    const auto lines = [&](RatesBy by, Day until) {
        return database().read(
            [&](db::Tx& tx) { return rates_between(tx, town.id, by, today, until, day_of(now)); });
    };
    const auto due = day_of(*open.due_at);
    const auto grids = lines(RatesBy::grid, due);
    ASSERT_EQ(grids.size(), 1U);
    EXPECT_EQ(grids[0].name, "网格W");
    const auto& rates = grids[0].rates;
    EXPECT_EQ(figure(rates.sums, Figure::reported), 3);
    EXPECT_EQ(figure(rates.sums, Figure::filed), 3);
    EXPECT_EQ(figure(rates.sums, Figure::closed), 2);
    const auto over = due < day_of(now) ? 1 : 0; // the one still open is late once its day is over
    EXPECT_EQ(rates.due, 2 + over);
    EXPECT_EQ(rates.late, 1 + over);
    EXPECT_EQ(rates.in_time_permille, std::optional<std::int64_t>(over ? 333 : 500));
    EXPECT_EQ(rates.rework_permille, std::optional<std::int64_t>(0));
    const auto by_kind = lines(RatesBy::kind, due);
    ASSERT_EQ(by_kind.size(), 1U);
    EXPECT_EQ(by_kind[0].kind, "rubble");
    EXPECT_EQ(by_kind[0].rates.sums, rates.sums);
    EXPECT_EQ(lines(RatesBy::handling_body, due)[0].name, "西街第一网格");
    now += days{3};
    EXPECT_EQ(lines(RatesBy::block_body, due)[0].rates.late, 2);
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

} // namespace
} // namespace weicheng::progress

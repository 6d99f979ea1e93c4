// 回潮: what recurs of what, as a table and on both stores. R2.4.
#include "modules/cases/rules/nearness.h"
#include "modules/cases/rules/recurrence.h"
#include "modules/cases/store/near_store.h"
#include "modules/cases/tests/rules_world.h"
#include "tests/support/case_world.h"

namespace weicheng::cases {
namespace {

using std::chrono::days;

/// So many metres east and north of 118°E 35°N.
Point metres_off(double east, double north) {
    constexpr double metres_per_degree = 111'195.08; // of the great circle
    return Point::from_degrees(118 + east / (metres_per_degree * 0.819152044),
                               35 + north / metres_per_degree);
}

struct NearRow {
    const char* row;
    double east, north;    // metres between the two
    const char* closed_at; // the county's clock
    const char* reported_at;
    int radius_m, days;
    bool recurs; // expected
};
const NearRow near_rows[] = {
    {"同一地点，次日", 0, 0, "2026-03-01 09:00", "2026-03-02 09:00", 50, 90, true},
    {"同一地点，同一天稍后", 0, 0, "2026-03-01 09:00", "2026-03-01 09:01", 50, 90, true},
    {"上报早于销号", 0, 0, "2026-03-01 09:00", "2026-03-01 08:59", 50, 90, false},
    {"东 50 米", 50, 0, "2026-03-01 09:00", "2026-03-02 09:00", 50, 90, true},
    {"东 51 米", 51, 0, "2026-03-01 09:00", "2026-03-02 09:00", 50, 90, false},
    {"北 49 米", 0, 49, "2026-03-01 09:00", "2026-03-02 09:00", 50, 90, true},
    {"斜 36/36 米，合 51 米", 36, 36, "2026-03-01 09:00", "2026-03-02 09:00", 50, 90, false},
    {"第 90 天最后一分钟", 0, 0, "2026-03-01 23:59", "2026-05-30 23:59", 50, 90, true},
    {"第 91 天零点", 0, 0, "2026-03-01 23:59", "2026-05-31 00:00", 50, 90, false},
    {"零天：只算当天", 0, 0, "2026-03-01 09:00", "2026-03-01 18:00", 50, 0, true},
    {"零天：次日不算", 0, 0, "2026-03-01 09:00", "2026-03-02 00:00", 50, 0, false},
    {"零米：原地才算", 0.4, 0, "2026-03-01 09:00", "2026-03-02 09:00", 0, 90, true},
    {"零米：一米外不算", 1.2, 0, "2026-03-01 09:00", "2026-03-02 09:00", 0, 90, false},
};

TEST(Recurrence, FollowsRadiusAndDaysOfTheKind_R2_4) {
    for (const auto& row : near_rows) {
        Case later;
        later.id = CaseId{2};
        later.point = metres_off(0, 0);
        later.reported_at = testing::at(row.reported_at);
        judge_recurrence(
            later, {row.radius_m, row.days},
            {{CaseId{1}, metres_off(row.east, row.north), testing::at(row.closed_at), {}, 0}});
        EXPECT_EQ(later.recurs_of == CaseId{1}, row.recurs) << row.row;
        EXPECT_EQ(later.recurrence_no, row.recurs ? 1 : 0) << row.row;
    }
}

TEST(Recurrence, IsOfTheNearestAndOfTwoAsNearOfTheLatest_R2_4) {
    const auto closed = testing::at("2026-03-01 09:00");
    Case later;
    later.id = CaseId{9};
    later.point = metres_off(0, 0);
    later.reported_at = closed + days{3};
    judge_recurrence(later, {50, 90},
                     {{CaseId{1}, metres_off(30, 0), closed + days{2}, {}, 0},
                      {CaseId{2}, metres_off(10, 0), closed, CaseId{7}, 4},
                      {CaseId{3}, metres_off(0, 10), closed + days{1}, CaseId{8}, 1},
                      {CaseId{9}, metres_off(0, 0), closed + days{1}, {}, 0}});
    EXPECT_EQ(later.recurs_of, CaseId{3});
    EXPECT_EQ(later.recurrence_root, CaseId{8});
    EXPECT_EQ(later.recurrence_no, 2);
    judge_recurrence(later, {50, 90}, {});
    EXPECT_FALSE(later.recurs_of || later.recurrence_root);
    EXPECT_EQ(later.recurrence_no, 0);
}

class CameBack : public OnTheLedger {
  protected:
    Result<Case> again(double x, const char* kind = "rubble") {
        return report(as("west"), a_report(kind, at(x, 50)));
    }
    std::int64_t facts_of(const Case& one, std::string_view kind) {
        const auto all = events(one);
        return std::count_if(all.begin(), all.end(),
                             [&](const Event& each) { return each.fact == kind; });
    }
    std::vector<Spot> spots(const Caller& by, int min_count = 2) {
        return database().read([&](db::Tx& tx) {
            return stubborn_spots(tx, by, {.kind = "", .grid = {}, .min_count = min_count}, 50, "")
                ->spots;
        });
    }
};

TEST_P(CameBack, ALaterFindIsLinkedAndCountedAgainstTheStrikeOff_R2_4) {
    const auto first = case_in(State::closed); // at 50, 50
    now += days{2};
    const auto second = *again(50);
    EXPECT_EQ(second.recurs_of, first.id);
    EXPECT_EQ(second.recurrence_root, first.id);
    EXPECT_EQ(reload(second).recurrence_no, 1);
    EXPECT_EQ(facts_of(first, "case.recurred"), 1);
    const auto earlier =
        database().read([&](db::Tx& tx) { return earlier_of(tx, town.id, second.id).value(); });
    EXPECT_EQ(earlier.number, first.number);
    EXPECT_EQ(earlier.distance_m, 0);
    EXPECT_EQ(earlier.days, 2);
    const auto against =
        database().read([&](db::Tx& tx) { return counts_against(tx, town.id, second.id).value(); });
    EXPECT_EQ(against.handled_by, town.west_team);
    EXPECT_EQ(against.grid, town.west);
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

TEST_P(CameBack, NotOfAnotherKindNorFarAwayNorWhileItIsOpen_R2_4) {
    const auto open = case_in(State::handling);
    EXPECT_FALSE(again(50)->recurs_of) << open.number;
    case_in(State::closed);
    now += days{1};
    EXPECT_FALSE(again(50, "exposed_garbage")->recurs_of);
    EXPECT_FALSE(again(57)->recurs_of); // 64 m
    EXPECT_TRUE(again(55)->recurs_of);  // 46 m
}

TEST_P(CameBack, ACorrectedPlaceOrKindFindsItAnew_R2_4) {
    const auto first = case_in(State::closed);
    now += days{1};
    auto office = as("office");
    const auto far = *report(office, a_report("dumping", at(80, 50))); // filed by the office
    ASSERT_EQ(far.state, State::reported);
    EXPECT_FALSE(far.recurs_of);
    auto moved = move(office, far,
                      {.action = Action::relocate, .point = at(50, 50), .place_words = "老地方"});
    ASSERT_TRUE(moved) << code_of(moved);
    EXPECT_FALSE(moved->recurs_of); // near, but of another kind
    moved = move(office, *moved, {.action = Action::file, .kind = "rubble"});
    ASSERT_TRUE(moved) << code_of(moved);
    EXPECT_EQ(moved->recurs_of, first.id);
    EXPECT_EQ(facts_of(first, "case.recurred"), 1);
    moved = move(office, taken(*moved, Action::return_to_desk),
                 {.action = Action::relocate, .point = at(20, 20), .place_words = "别处"});
    ASSERT_TRUE(moved) << code_of(moved);
    EXPECT_FALSE(reload(*moved).recurs_of);
    EXPECT_EQ(facts_of(first, "case.recurrence_withdrawn"), 1);
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

TEST_P(CameBack, SpotsCountWhatStands_R2_4) {
    const auto first = case_in(State::closed);
    std::vector<Case> later;
    for (int i = 0; i < 3; ++i) {
        now += days{1};
        later.push_back(case_in(i < 2 ? State::closed : State::dispatched));
    }
    EXPECT_EQ(later[2].recurrence_root, first.id);
    EXPECT_EQ(later[2].recurrence_no, 3);
    auto found = spots(as("office"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].first.id, first.id);
    EXPECT_EQ(found[0].count, 4);
    EXPECT_EQ(found[0].last_number, later[2].number);
    EXPECT_EQ(found[0].handled_by, (std::vector{std::pair{town.west_team, 3}}));
    EXPECT_EQ(spots(as("west")).size(), 1U);
    EXPECT_EQ(spots(as("east")).size(), 0U);
    EXPECT_EQ(spots(as("office"), 5).size(), 0U);

    auto voider = as("leader");
    voider.grants.push_back({"cases.void", {}});
    const auto voided = move(voider, later[2], {.action = Action::void_case, .reason = "mistake"});
    const auto reasons = database().read(
        [&](db::Tx& tx) { return rulebook::in_force<ReasonLists>(tx, town.id, now)->of("void"); });
    const auto done =
        voided ? voided
               : move(voider, later[2],
                      {.action = Action::void_case, .reason = reasons.front().code, .note = "x"});
    ASSERT_TRUE(done) << code_of(done);
    EXPECT_EQ(spots(as("office"))[0].count, 3);
    EXPECT_EQ(differences(), std::vector<std::string>{});
}

TEST_P(CameBack, DuplicatesAreTheOpenOnesNearby_R2_4) {
    const auto near = [&](double x, const char* kind) {
        return database().read(
            [&](db::Tx& tx) { return open_near(tx, town.id, kind, at(x, 50), now); });
    };
    const auto one = case_in(State::handling);
    case_in(State::closed);
    ASSERT_TRUE(report(as("west"), a_report("exposed_garbage", at(50, 50))));
    const auto found = near(53, "rubble");
    ASSERT_TRUE(found);
    ASSERT_EQ(found->cases.size(), 1U);
    EXPECT_EQ(found->cases[0].one.id, one.id);
    EXPECT_EQ(found->cases[0].distance_m, 27);
    EXPECT_FALSE(found->cases[0].thumb_sha256.empty());
    EXPECT_TRUE(near(57, "rubble")->cases.empty());
    now += days{found->days} + std::chrono::minutes{1};
    EXPECT_TRUE(near(50, "rubble")->cases.empty()); // too old to be the same report
    EXPECT_EQ(code_of(near(50, "dragons")), "case.kind_unknown");
}

RUN_ON_BOTH_STORES(CameBack);

} // namespace
} // namespace weicheng::cases

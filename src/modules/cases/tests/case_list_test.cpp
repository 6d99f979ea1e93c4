// Lists, counts and pages on both stores: they show what the rules say, no more and no less.
#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/case_list.h"
#include "modules/cases/store/case_store.h"
#include "tests/support/ledger_world.h"

#include <set>

namespace weicheng::cases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using namespace std::string_view_literals;

/// Nine cases in all kinds of states.
class CaseList : public weicheng::testing::OnBothStores {
  protected:
    void SetUp() override {
        weicheng::testing::OnBothStores::SetUp();
        if (IsSkipped()) return;
        world.emplace(dialect());
        desk = world->person("desk", world->office,
                             {"cases.read", "cases.report", "cases.file", "cases.dispatch",
                              "cases.close", "portal.contacts"},
                             true);
        head = world->person(
            "head", world->team,
            {"cases.read", "cases.report", "cases.sign", "cases.handle", "cases.confirm"}, false);
        far = world->person("far", world->other_team, {"cases.read", "cases.sign"}, false);
        walker = world->person("walker", world->inspectors, {"cases.report"}, true);
        checker = world->person("checker", world->inspectors, {"cases.read", "cases.check"}, true);
        for (int i = 0; i < 3; ++i) // filed and dispatched by the server
            add(head, "exposed_garbage", i);
        for (int i = 3; i < 6; ++i) // wait at the desk
            add(walker, "dead_corner", i);
        auto east = world->about("exposed_garbage", "KTV 门前");
        east.point = Point::from_degrees(118.015, 35.005);
        ids.push_back(world->opened(desk, east, world->start + minutes(60)).id);
        through_to_checking(ids[0]);
        through_to_checking(ids[1]);
        world->moved(checker, ids[1], {.action = Action::pass}, world->start + hours(3));
        auto spot = world->about("dead_corner");
        spot.after_photos = {world->photo()};
        const auto mended = world->opened(head, spot, world->start + minutes(70)).id;
        world->moved(desk, mended, {.action = Action::file}, world->start + minutes(80));
        ids.push_back(mended);
        add(head, "road_unclean", 90);
    }
    void add(const Caller& by, const char* kind, int minute) {
        ids.push_back(world
                          ->opened(by, world->about(kind, "第" + std::to_string(minute) + "处"),
                                   world->start + minutes(minute))
                          .id);
    }
    void through_to_checking(CaseId id) {
        const auto at = world->start + hours(2);
        world->moved(head, id, {.action = Action::sign}, at);
        world->moved(head, id, {.action = Action::handle, .photos = {world->photo()}}, at);
        world->moved(head, id, {.action = Action::confirm}, at);
    }
    std::vector<Case> all() {
        return world->read([&](db::Tx& tx) {
            std::vector<Case> found;
            for (const auto id : ids)
                found.push_back(*load(tx, world->county, id));
            return found;
        });
    }
    /// Every page of the list, one after the other.
    std::vector<CaseId> listed(const Caller& caller, const CaseFilter& filter,
                               Sort sort = Sort::due, int limit = 2, Instant now = {}) {
        if (now == Instant{}) now = world->start + hours(4);
        return world->read([&](db::Tx& tx) {
            std::vector<CaseId> found;
            std::string cursor;
            do {
                const auto page = *list(tx, caller, filter, sort, limit, cursor, now);
                EXPECT_LE(page.cases.size(), static_cast<std::size_t>(limit));
                for (const auto& each : page.cases)
                    found.push_back(each.one.id);
                cursor = page.next_cursor;
            } while (!cursor.empty());
            EXPECT_EQ(count(tx, caller, filter, now), static_cast<std::int64_t>(found.size()));
            return found;
        });
    }
    template <class Wanted>
    std::set<CaseId> those(Wanted wanted) {
        std::set<CaseId> found;
        for (const auto& one : all())
            if (wanted(one)) found.insert(one.id);
        return found;
    }
    static std::set<CaseId> as_set(const std::vector<CaseId>& list) {
        std::set<CaseId> set(list.begin(), list.end());
        EXPECT_EQ(set.size(), list.size()) << "a case stands twice in the pages";
        return set;
    }

    std::optional<testing::LedgerWorld> world;
    Caller desk, head, far, walker, checker;
    std::vector<CaseId> ids;
};
RUN_ON_BOTH_STORES(CaseList);

TEST_P(CaseList, PagesHoldEveryCaseOnceInOrder_R2_1) {
    for (const int limit : {1, 2, 4, 50}) {
        const auto newest = listed(desk, {}, Sort::newest, limit);
        EXPECT_EQ(as_set(newest).size(), ids.size());
        auto oldest = listed(desk, {}, Sort::oldest, limit);
        std::reverse(oldest.begin(), oldest.end());
        EXPECT_EQ(newest, oldest);
        const auto by_due = listed(desk, {}, Sort::due, limit);
        EXPECT_EQ(as_set(by_due).size(), ids.size());
        std::optional<Instant> last;
        bool ended = false; // struck-off ones come last
        world->read([&](db::Tx& tx) {
            for (const auto id : by_due) {
                const auto one = *load(tx, world->county, id);
                if (!one.stage) {
                    ended = true;
                    continue;
                }
                EXPECT_FALSE(ended);
                if (last) {
                    EXPECT_LE(*last, one.stage->due_at);
                }
                last = one.stage->due_at;
            }
            return true;
        });
        EXPECT_TRUE(ended);
    }
}

TEST_P(CaseList, SightIsThatOfTheRules_R2_1) {
    for (const auto* caller : {&desk, &head, &far, &walker, &checker}) {
        const auto seen = those([&](const Case& one) { return may_see(one, *caller); });
        EXPECT_EQ(as_set(listed(*caller, {})), seen) << caller->name;
        EXPECT_EQ(as_set(listed(*caller, {}, Sort::newest)), seen) << caller->name;
        EXPECT_EQ(as_set(listed(*caller, {}, Sort::oldest)), seen) << caller->name;
        const auto counted =
            world->read([&](db::Tx& tx) { return counts(tx, *caller, world->start + hours(4)); });
        std::int64_t sum = 0;
        for (const auto& [state, number] : counted.by_state) {
            const auto of_state =
                those([&](const Case& one) { return one.state == state && may_see(one, *caller); });
            EXPECT_EQ(number, static_cast<std::int64_t>(of_state.size())) << name_of(state);
            sum += number;
        }
        EXPECT_EQ(sum, static_cast<std::int64_t>(seen.size()));
    }
    EXPECT_EQ(listed(far, {}).size(), 1U);
    EXPECT_EQ(listed(walker, {}).size(), 3U); // his own reports, though no power to read
}

TEST_P(CaseList, LightsAreThoseOfTheClock_R2_5) {
    std::set<Light> shown;
    std::vector<Instant> moments;
    for (const auto& one : all())
        if (one.stage)
            for (const auto at : {one.stage->amber_at, one.stage->due_at, one.stage->deep_red_at})
                for (const int shift : {-1, 0, 1})
                    moments.push_back(at + std::chrono::milliseconds(shift));
    for (const auto now : moments) {
        for (const auto& [light, name] : EnumNames<Light>::all) {
            const auto expected = those(
                [&](const Case& one) { return light_of(one.state, one.stage, now) == light; });
            CaseFilter filter;
            filter.light = {light};
            ASSERT_EQ(as_set(listed(desk, filter, Sort::due, 50, now)), expected) << name;
            if (!expected.empty()) shown.insert(light);
            const auto counted =
                world->read([&](db::Tx& tx) { return counts(tx, desk, now).by_light; });
            for (const auto& [counted_light, number] : counted)
                if (counted_light == light) {
                    ASSERT_EQ(number, static_cast<std::int64_t>(expected.size())) << name;
                }
        }
    }
    EXPECT_EQ(shown.size(), EnumNames<Light>::all.size() - 1); // nothing is suspended yet
}

TEST_P(CaseList, WhatWaitsForMeIsWhatIMayMove_R2_1) {
    CaseFilter waiting;
    waiting.mine = true;
    for (const auto* caller : {&desk, &head, &far, &walker, &checker}) {
        const auto mine = those([&](const Case& one) {
            return may_see(one, *caller) && is_awaited(one, *caller, false);
        });
        EXPECT_EQ(as_set(listed(*caller, waiting)), mine) << caller->name;
        const auto counted = world->read(
            [&](db::Tx& tx) { return counts(tx, *caller, world->start).waiting_for_me; });
        EXPECT_EQ(counted, static_cast<std::int64_t>(mine.size())) << caller->name;
    }
    EXPECT_FALSE(listed(desk, waiting).empty());
    EXPECT_FALSE(listed(head, waiting).empty());
    EXPECT_FALSE(listed(checker, waiting).empty());
    EXPECT_TRUE(listed(walker, waiting).empty());
    waiting.state = {State::closed};
    EXPECT_TRUE(listed(desk, waiting).empty());
}

TEST_P(CaseList, FiltersNarrow_R2_1) {
    const auto number = all()[6].number;
    EXPECT_EQ(listed(desk, {.q = number}), std::vector{ids[6]});
    EXPECT_EQ(listed(desk, {.q = "aj2026"}).size(), ids.size());
    EXPECT_EQ(listed(desk, {.q = "KTV"}), std::vector{ids[6]});
    EXPECT_EQ(listed(desk, {.q = " 门前 "}), std::vector{ids[6]});
    EXPECT_TRUE(listed(desk, {.q = "%"}).empty());
    EXPECT_EQ(listed(desk, {.q = "老街"}).size(), ids.size());
    EXPECT_EQ(listed(desk, {.kind = "dead_corner"}).size(), 4U);
    EXPECT_EQ(listed(desk, {.body_id = world->other_team}), std::vector{ids[6]});
    EXPECT_EQ(listed(desk, {.body_id = world->department}).size(), ids.size()); // the line of all
    EXPECT_EQ(listed(desk, {.source = {"hotline"}}).size(), 0U);
    EXPECT_EQ(listed(desk, {.state = {State::reported, State::closed}}).size(), 4U);
    const auto west = all()[0].grid;
    EXPECT_EQ(listed(desk, {.grid_id = west}).size(), ids.size() - 1);
}

TEST_P(CaseList, RefusesACursorOfAnotherOrder_R2_1) {
    world->read([&](db::Tx& tx) {
        const auto page = *list(tx, desk, {}, Sort::newest, 2, "", world->start);
        for (const std::string_view cursor : {std::string_view(page.next_cursor), "d"sv, "d1"sv,
                                              "d1.x"sv, "dx.1"sv, "d1.-4"sv, "好"sv}) {
            const auto refused = list(tx, desk, {}, Sort::due, 2, cursor, world->start);
            EXPECT_FALSE(refused) << cursor;
            if (!refused) {
                EXPECT_EQ(refused.refusal().code, "list.cursor_malformed");
            }
        }
        return true;
    });
}

} // namespace
} // namespace weicheng::cases

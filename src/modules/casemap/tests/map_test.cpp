// The map from memory: the same as the tables say, for whoever looks, and in step on two nodes.
// R2.7.
#include "modules/casemap/store/map_image.h"
#include "tests/support/case_world.h"

#include <set>

namespace weicheng::casemap {
namespace {

using namespace cases;

TEST(MapClusters, GatherWhatLiesWithinAFinger_R2_7) {
    const MapBox box{Point::from_degrees(118, 35), Point::from_degrees(118.02, 35.01)};
    Clusters near(box, 22), far(box, 10);
    for (int i = 0; i < 50; ++i) {
        const auto point = Point::from_degrees(118.0001 + i * 0.0003, 35.005);
        const auto light = i == 7 ? Light::deep_red : i == 8 ? Light::red : Light::green;
        near.add(point, light, CaseId{i + 1});
        far.add(point, light, CaseId{i + 1});
    }
    const auto alone = near.made();
    EXPECT_EQ(alone.size(), 50U);
    EXPECT_EQ(alone[7].worst, Light::deep_red);
    EXPECT_EQ(alone[7].one, CaseId{8});
    EXPECT_EQ(alone[7].middle, Point::from_degrees(118.0001 + 7 * 0.0003, 35.005));
    const auto together = far.made();
    std::int64_t sum = 0;
    for (const auto& each : together)
        sum += each.count;
    EXPECT_EQ(sum, 50);
    ASSERT_LE(together.size(), 2U);
    EXPECT_EQ(together[0].worst, Light::deep_red);
    EXPECT_FALSE(together[0].one);
    EXPECT_EQ(together[0].least, Point::from_degrees(118.0001, 35.005));
}

TEST(MapClusters, OnOneSpotStandApartAtTheNearestZoom_R2_7) {
    const auto spot = Point::from_degrees(118.0001, 35.005);
    const MapBox box{Point::from_degrees(118, 35), Point::from_degrees(118.02, 35.01)};
    Clusters nearest(box, 22), near(box, 21);
    for (int i = 1; i <= 3; ++i) {
        nearest.add(spot, Light::green, CaseId{i});
        near.add(spot, Light::green, CaseId{i});
    }
    EXPECT_EQ(nearest.made().size(), 3U);
    EXPECT_EQ(near.made().size(), 1U);
}

TEST(MapClusters, AreNeverTooMany_R2_7) {
    const MapBox box{Point::from_degrees(110, 30), Point::from_degrees(120, 40)};
    Clusters clusters(box, 22);
    for (int x = 0; x < 100; ++x)
        for (int y = 0; y < 100; ++y)
            clusters.add(Point::from_degrees(110 + x * 0.1, 30 + y * 0.1), Light::green,
                         CaseId{x * 100 + y + 1});
    const auto made = clusters.made();
    EXPECT_LE(made.size(), most_clusters);
    std::int64_t sum = 0;
    for (const auto& each : made)
        sum += each.count;
    EXPECT_EQ(sum, 10'000);
}

class CaseMap : public OnTheLedger {
  protected:
    struct Seen {
        std::set<std::int64_t> ids;
        std::int64_t total = 0;
        bool operator==(const Seen&) const = default;
    };
    static Seen seen_of(const MapImage& image, const CaseFilter& filter, const Caller& caller,
                        Instant now, const MapBox& box) {
        Clusters clusters(box, 22);
        image.gather(box, filter, caller, now, clusters);
        Seen seen;
        for (const auto& each : clusters.made()) {
            seen.total += each.count;
            if (each.one) seen.ids.insert(each.one.value);
        }
        return seen;
    }
    Seen by_follower(facts::Follower& follower, const CaseFilter& filter, const Caller& caller) {
        Seen seen;
        EXPECT_TRUE(database().read([&](db::Tx& tx) {
            return follower.look(tx, town.id, [&](const facts::Image& image, std::int64_t) {
                seen = seen_of(static_cast<const MapImage&>(image), filter, caller, now, box);
            });
        }));
        return seen;
    }
    Seen by_tables(const CaseFilter& filter, const Caller& caller) {
        return database().read([&](db::Tx& tx) {
            return seen_of(*MapImage::of_box(tx, town.id, box), filter, caller, now, box);
        });
    }
    std::int64_t by_list(const CaseFilter& filter, const Caller& caller) {
        return database().read([&](db::Tx& tx) { return count(tx, caller, filter, now); });
    }
    static std::unique_ptr<facts::Follower> follower() {
        return std::make_unique<facts::Follower>(
            [](db::Tx& tx, CountyId county) { return MapImage::of_county(tx, county); },
            [](db::Tx& tx) { return auth::counties(tx); });
    }
    void number_facts() {
        database().write([](db::Tx& tx) {
            facts::sequence(tx);
            return true;
        });
    }

    const MapBox box{at(0, 0), at(300, 300)};
};
RUN_ON_BOTH_STORES(CaseMap);

TEST_P(CaseMap, ShowsWhatTheListShowsToWhoeverLooks_R2_7) {
    case_in(State::handling);
    case_in(State::closed);
    ASSERT_TRUE(report(as("east"), a_report("rubble", at(120, 50))));
    ASSERT_TRUE(report(as("worker"), a_report("dumping", at(30, 30))));
    number_facts();
    const auto map = follower();
    map->follow(database());
    for (const char* login : {"office", "west", "worker", "east", "bureau", "checker", "leader"}) {
        const auto caller = as(login);
        for (const auto moment : {now, now + std::chrono::days{1}, now + std::chrono::days{30}}) {
            now = moment;
            EXPECT_EQ(by_follower(*map, {}, caller).total, by_list({}, caller)) << login;
            for (const auto& [light, name] : EnumNames<Light>::all)
                EXPECT_EQ(by_follower(*map, {.light = {light}}, caller).total,
                          by_list({.light = {light}}, caller))
                    << login << " " << name;
        }
        for (const auto& [state, name] : EnumNames<State>::all)
            EXPECT_EQ(by_follower(*map, {.state = {state}}, caller).total,
                      by_list({.state = {state}}, caller))
                << login << " " << name;
        EXPECT_EQ(by_follower(*map, {.kind = "rubble"}, caller).total,
                  by_list({.kind = "rubble"}, caller));
        EXPECT_EQ(by_follower(*map, {.kind = "dragons"}, caller).total, 0);
        EXPECT_EQ(by_follower(*map, {.source = {"citizen"}}, caller).total,
                  by_list({.source = {"citizen"}}, caller));
        EXPECT_EQ(by_follower(*map, {.grid_id = town.east}, caller).total,
                  by_list({.grid_id = town.east}, caller));
        EXPECT_EQ(by_follower(*map, {.body_id = town.bureau}, caller).total,
                  by_list({.body_id = town.bureau}, caller));
        EXPECT_EQ(by_follower(*map, {}, caller), by_tables({}, caller)) << login;
    }
}

TEST_P(CaseMap, AnotherNodeIsInStepOnceItsFollowerHasLooked_R2_7) {
    const auto here = follower(), there = follower();
    here->follow(database());
    there->follow(database());
    const auto office = as("office");
    EXPECT_EQ(by_follower(*there, {}, office).total, 0);
    const auto one = *report(as("west"), a_report("rubble", at(50, 50)));
    number_facts(); // on PostgreSQL the sequencer of any node
    EXPECT_EQ(by_follower(*there, {}, office).ids, std::set{one.id.value});
    EXPECT_EQ(by_follower(*here, {}, office).ids, std::set{one.id.value});
    const auto filed = one.state == State::reported ? taken(one, Action::file) : one;
    taken(filed, Action::sign);
    number_facts();
    there->follow(database());
    EXPECT_EQ(by_follower(*there, {.state = {State::handling}}, office).total, 1);
    EXPECT_EQ(by_follower(*here, {.state = {State::handling}}, office).total, 1);
    for (const char* login : {"west", "east"})
        EXPECT_EQ(by_follower(*there, {}, as(login)), by_tables({}, as(login))) << login;
}

TEST_P(CaseMap, FollowsACorrectedPlace_R2_7) {
    const auto map = follower();
    const auto one = *report(as("office"), a_report("dumping", at(80, 50)));
    number_facts();
    map->follow(database());
    const auto moved =
        move(as("office"), one,
             {.action = Action::relocate, .point = at(20, 20), .place_words = "别处"});
    ASSERT_TRUE(moved) << code_of(moved);
    number_facts();
    const auto in = [&](Point least, Point most) {
        std::int64_t total = 0;
        database().read([&](db::Tx& tx) {
            return map->look(tx, town.id, [&](const facts::Image& image, std::int64_t) {
                total = seen_of(static_cast<const MapImage&>(image), {}, as("office"), now,
                                {least, most})
                            .total;
            });
        });
        return total;
    };
    EXPECT_EQ(in(at(70, 40), at(90, 60)), 0);
    EXPECT_EQ(in(at(10, 10), at(30, 30)), 1);
}

} // namespace
} // namespace weicheng::casemap

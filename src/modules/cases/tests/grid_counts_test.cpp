// The numbers beside the grids' names on the map say what the list says, for whoever looks. R2.7.
#include "modules/cases/store/grid_counts.h"
#include "modules/cases/store/map_image.h"
#include "modules/cases/tests/ledger_world.h"

namespace weicheng::cases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Cases in two grids and in several states.
class GridCounts : public weicheng::testing::OnBothStores {
  protected:
    void SetUp() override {
        weicheng::testing::OnBothStores::SetUp();
        if (IsSkipped()) return;
        world.emplace(dialect());
        desk = world->person("desk", world->office, {"cases.read", "cases.report"}, true);
        head =
            world->person("head", world->team, {"cases.read", "cases.report", "cases.sign"}, false);
        walker = world->person("walker", world->inspectors, {"cases.report"}, true);
        for (int i = 0; i < 3; ++i)
            open(i == 0 ? walker : desk, "exposed_garbage", 118.005, i);
        open(desk, "dead_corner", 118.005, 3);
        open(desk, "exposed_garbage", 118.015, 4);
    }
    void open(const Caller& by, const char* kind, double lon, int minute) {
        auto wish = world->about(kind);
        wish.point = Point::from_degrees(lon, 35.005);
        world->opened(by, wish, world->start + minutes(minute));
    }
    static MapFilter as_of_map(const Filter& filter) {
        return {filter.states,  filter.lights, filter.kind,
                filter.sources, filter.grid,   filter.body};
    }
    /// Sum over the grids; each of them is compared with the list of that grid alone.
    std::int64_t summed(const Caller& caller, const Filter& filter) {
        const auto now = world->start + hours(1);
        return world->read([&](db::Tx& tx) {
            std::int64_t sum = 0;
            const auto image = MapImage::of_county(tx, caller.county);
            auto pictured = image->by_grid(as_of_map(filter), caller, now);
            for (const auto& each : grid_counts(tx, caller, filter, now)) {
                EXPECT_EQ(pictured[each.grid], each.count);
                pictured.erase(each.grid);
                auto of_grid = filter;
                of_grid.grid = each.grid;
                EXPECT_EQ(each.count, count(tx, caller, of_grid, now));
                EXPECT_GT(each.count, 0);
                sum += each.count;
            }
            EXPECT_TRUE(pictured.empty()) << "the image shows grids that the tables do not";
            return sum;
        });
    }

    std::optional<testing::LedgerWorld> world;
    Caller desk, head, walker;
};
RUN_ON_BOTH_STORES(GridCounts);

TEST_P(GridCounts, SayWhatTheListOfEachGridSays_R2_7) {
    const auto grids = [&](const Caller& caller) {
        return world->read([&](db::Tx& tx) {
            return grid_counts(tx, caller, {}, world->start + hours(1)).size();
        });
    };
    EXPECT_EQ(grids(desk), 2U);
    EXPECT_EQ(summed(desk, {}), 5);
    EXPECT_EQ(summed(desk, {.kind = "dead_corner"}), 1);
    EXPECT_EQ(summed(desk, {.states = {State::closed}}), 0);
    const auto timed = summed(desk, {.lights = {Light::green, Light::amber}});
    EXPECT_EQ(timed + summed(desk, {.lights = {Light::hollow}}), 5);
    EXPECT_EQ(grids(head), 1U); // of its own grid
    EXPECT_EQ(summed(head, {}), 4);
    EXPECT_EQ(grids(walker), 1U); // his own report
    EXPECT_EQ(summed(walker, {}), 1);
}

} // namespace
} // namespace weicheng::cases

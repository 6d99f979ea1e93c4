// The numbers beside the grids' names on the map say what the list says, for whoever looks. R2.7.
#include "modules/casemap/store/map_image.h"
#include "tests/support/ledger_world.h"

namespace weicheng::casemap {
namespace {

using namespace cases;

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
        auto input = world->about(kind);
        input.point = Point::from_degrees(lon, 35.005);
        world->opened(by, input, world->start + minutes(minute));
    }
    /// Sum over the grids; each of them is compared with the list of that grid alone.
    std::int64_t summed(const Caller& caller, const CaseFilter& filter) {
        const auto now = world->start + hours(1);
        return world->read([&](db::Tx& tx) {
            std::int64_t sum = 0;
            const auto by_tables = cases_by_grid(tx, caller, filter, now);
            for (const auto& [grid, number] : by_tables) {
                auto of_grid = filter;
                of_grid.grid_id = grid;
                EXPECT_EQ(number, count(tx, caller, of_grid, now));
                EXPECT_GT(number, 0);
                sum += number;
            }
            const auto image = MapImage::of_county(tx, caller.county);
            EXPECT_EQ(image->by_grid(filter, caller, now), by_tables);
            return sum;
        });
    }

    std::optional<cases::testing::LedgerWorld> world;
    Caller desk, head, walker;
};
RUN_ON_BOTH_STORES(GridCounts);

TEST_P(GridCounts, SayWhatTheListOfEachGridSays_R2_7) {
    const auto grids = [&](const Caller& caller) {
        return world->read([&](db::Tx& tx) {
            return cases_by_grid(tx, caller, {}, world->start + hours(1)).size();
        });
    };
    EXPECT_EQ(grids(desk), 2U);
    EXPECT_EQ(summed(desk, {}), 5);
    EXPECT_EQ(summed(desk, {.kind = "dead_corner"}), 1);
    EXPECT_EQ(summed(desk, {.state = {State::closed}}), 0);
    const auto timed = summed(desk, {.light = {Light::green, Light::amber}});
    EXPECT_EQ(timed + summed(desk, {.light = {Light::hollow}}), 5);
    EXPECT_EQ(grids(head), 1U); // of its own grid
    EXPECT_EQ(summed(head, {}), 4);
    EXPECT_EQ(grids(walker), 1U); // his own report
    EXPECT_EQ(summed(walker, {}), 1);
}

} // namespace
} // namespace weicheng::casemap

// Places on both stores: a small county of two squares side by side.
#include "modules/places/actions/find_gaps.h"
#include "modules/places/places.h"
#include "modules/places/store/county_map.h"
#include "modules/places/store/places_store.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/module.h"
#include "tests/support/database.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace weicheng::places {
namespace {

/// A square of `size` ten-thousandths of a degree (about 11 m) with its corner at (x, y) of them.
geo::Rings square(double x, double y, double width, double height) {
    const auto at = [&](double dx, double dy) {
        return Point::from_degrees(118.0 + (x + dx) / 10000, 35.0 + (y + dy) / 10000);
    };
    return {{at(0, 0), at(width, 0), at(width, height), at(0, height), at(0, 0)}};
}

Point at(double x, double y) {
    return Point::from_degrees(118.0 + x / 10000, 35.0 + y / 10000);
}

std::string edge_geojson() { // 0..200 × 0..100
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
           R"("geometry":{"type":"Polygon","coordinates":[[[118,35],[118.02,35],[118.02,35.01],)"
           R"([118,35.01],[118,35]]]}}]})";
}

std::vector<db::Migration> steps() {
    auto all = embedded_migrations("platform/auth");
    for (const auto& more : {facts::migrations(), embedded_migrations("modules/people"),
                             embedded_migrations("modules/places")})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.refusal().code;
}

class PlacesStore : public testing::OnBothStores {
  protected:
    template <class F>
    auto write(F work) {
        return (*database)->write(work);
    }
    template <class F>
    auto read(F work) {
        return (*database)->read(work);
    }
    void SetUp() override {
        testing::OnBothStores::SetUp();
        if (IsSkipped()) return;
        database.emplace(dialect(), steps());
        county = write([&](db::Tx& tx) {
            return auth::create_county(tx, {{}, "999001", "青峰县", "", false}, now);
        });
        server = auth::server_caller(county);
        team = body("WG1", people::BodyKind::grid_team, "第一网格");
        bureau = body("CGJ", people::BodyKind::department, "城管局");
        leader = *write([&](db::Tx& tx) { return people::create_person(tx, server, "沈一", now); });
    }
    BodyId body(const char* code, people::BodyKind kind, const char* name) {
        return *write([&](db::Tx& tx) {
            return people::create_body(tx, server, {code, kind, name, "", {}, date_of(now)}, now);
        });
    }
    void draw_edge() {
        ASSERT_TRUE(write([&](db::Tx& tx) {
            return set_map_layer(tx, server, "boundary", edge_geojson(), now);
        }));
    }
    Result<GridId> grid_at(const char* code, geo::Rings polygon, BodyId by = {}) {
        return write([&](db::Tx& tx) {
            return create_grid(tx, server,
                               {code, std::string("网格") + code, "后屯社区", by, leader, polygon},
                               now);
        });
    }
    Result<SiteId> site_at(const char* code, Point point, BodyId manager = {}) {
        EXPECT_TRUE(write([&](db::Tx& tx) {
            return set_site_kind(tx, server, {"market", "农贸市场", "Market"}, now);
        }));
        return write([&](db::Tx& tx) {
            return create_site(tx, server, {code, "market", "老街市场", point, manager, "商户"},
                               now);
        });
    }
    Result<Located> where(Point point, std::optional<GridId> chosen = {}) {
        return read([&](db::Tx& tx) { return locate(tx, county, point, chosen); });
    }

    const Instant now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    std::optional<testing::TestDatabase> database;
    CountyId county;
    Caller server;
    BodyId team, bureau;
    PersonId leader;
};

TEST_P(PlacesStore, APointFindsItsGrid_R2_2) {
    draw_edge();
    const auto west = grid_at("W", square(0, 0, 100, 100), team);
    ASSERT_TRUE(west);
    ASSERT_TRUE(grid_at("E", square(100, 0, 50, 100)));
    const auto inside = where(at(50, 50));
    ASSERT_TRUE(inside);
    EXPECT_EQ(inside->grid, *west);
    EXPECT_EQ(inside->grid_name, "网格W");
    EXPECT_EQ(inside->grid_body, team);
    EXPECT_EQ(where(at(100, 50))->grid_name, "网格E"); // a shared border: the lowest code
    EXPECT_FALSE(where(at(180, 50))->grid);            // in the county, in no grid
    EXPECT_EQ(code_of(where(at(201, 50))), "place.outside_county");
    const auto right = at(50, 50);
    EXPECT_EQ(code_of(where({right.lat_e7, right.lon_e7})), "place.looks_swapped");
    EXPECT_EQ(code_of(where(at(50, 50), GridId{77})), "place.not_in_chosen_grid");
}

TEST_P(PlacesStore, ASliverOfOverlapAsksForAChoice_R2_2) {
    draw_edge();
    const auto west = grid_at("W", square(0, 0, 100, 0.8));
    const auto east = grid_at("E", square(99, 0, 50, 0.8)); // 11 m × 9 m: within the tolerance
    ASSERT_TRUE(west);
    ASSERT_TRUE(east);
    const auto sliver = at(99.5, 0.4);
    EXPECT_EQ(code_of(where(sliver)), "place.in_two_grids");
    EXPECT_EQ(where(sliver).refusal().params.at(0).second, "网格E、网格W");
    EXPECT_EQ(where(sliver, *west)->grid, *west);
    EXPECT_EQ(where(sliver, *east)->grid, *east);
    const auto gaps = read([&](db::Tx& tx) { return find_gaps(tx, county, now, Locale::zh); });
    const auto overlap = std::find_if(gaps.begin(), gaps.end(), [](const rules::Gap& gap) {
        return gap.kind == rules::GapKind::grids_overlap;
    });
    ASSERT_NE(overlap, gaps.end());
    EXPECT_EQ(overlap->subject_name, "网格E");
}

TEST_P(PlacesStore, RefusesBadGridsAndNamesTheOther_R1_4) {
    draw_edge();
    ASSERT_TRUE(grid_at("W", square(0, 0, 100, 100)));
    const auto over = grid_at("X", square(90, 0, 50, 100));
    EXPECT_EQ(code_of(over), "grid.overlaps");
    EXPECT_EQ(over.refusal().params.at(0).second, "网格W");
    EXPECT_EQ(code_of(grid_at("W", square(100, 0, 50, 100))), "grid.code_taken");
    EXPECT_EQ(code_of(grid_at("X", square(150, 0, 100, 100))), "grid.outside_county");
    EXPECT_EQ(code_of(grid_at("X", square(100, 0, 50, 100), {77})), "body.unknown_reference");
    geo::Rings bow = square(100, 0, 50, 100);
    std::swap(bow[0][1], bow[0][2]); // crosses itself
    EXPECT_EQ(code_of(grid_at("X", bow)), "place.polygon_broken");
    EXPECT_EQ(code_of(grid_at("X", {})), "place.polygon_broken");
    EXPECT_EQ(read([&](db::Tx& tx) { return grids(tx, county); }).size(), 1u);
}

TEST_P(PlacesStore, BadLayersLeaveTheMapAsItWas_R1_4) {
    draw_edge();
    const auto put = [&](const char* name, const char* text) {
        return code_of(
            write([&](db::Tx& tx) { return set_map_layer(tx, server, name, text, now); }));
    };
    EXPECT_EQ(put("boundary", "{}"), "map_layer.not_geojson");
    EXPECT_EQ(put("boundary", R"({"type":"FeatureCollection","features":[]})"),
              "map_layer.not_geojson");
    EXPECT_EQ(put("街道", R"({"type":"FeatureCollection","features":[]})"), "map_layer.name_wrong");
    EXPECT_EQ(put("street", R"({"type":"FeatureCollection","features":[]})"), "");
    EXPECT_EQ(code_of(where(at(201, 50))), "place.outside_county");
    const auto layers = read([&](db::Tx& tx) { return store::map_layers(tx, county); });
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].name, "boundary");
}

TEST_P(PlacesStore, ASiteKnowsItsGridAndItsManager_R2_2) {
    draw_edge();
    const auto early = site_at("S1", at(50, 50), bureau);
    ASSERT_TRUE(early);
    const auto found = [&] { return *read([&](db::Tx& tx) { return site(tx, county, *early); }); };
    EXPECT_FALSE(found().grid);
    const auto west = grid_at("W", square(0, 0, 100, 100), team);
    EXPECT_EQ(found().grid, *west); // taken in by the grid drawn later
    EXPECT_EQ(found().manager, bureau);
    EXPECT_EQ(code_of(site_at("S1", at(51, 50))), "site.code_taken");
    EXPECT_EQ(code_of(site_at("S2", at(201, 50))), "place.outside_county");
    EXPECT_EQ(site_at("S2", at(201, 50)).refusal().errors.at(0).path, "/point");
    EXPECT_EQ(code_of(site_at("S2", at(51, 50), {77})), "body.unknown_reference");
    EXPECT_EQ(code_of(write([&](db::Tx& tx) {
                  return create_site(tx, server, {"S2", "castle", "城堡", at(1, 1), {}, ""}, now);
              })),
              "site_kind.unknown");
    EXPECT_TRUE(write([&](db::Tx& tx) { return set_site_manager(tx, server, *early, team, now); }));
    EXPECT_EQ(found().manager, team);
    EXPECT_EQ(read([&](db::Tx& tx) { return site_by_code(tx, county, "S1"); })->id, *early);
}

TEST_P(PlacesStore, AnyPlaceSaysWhoAnswersForIt_R1_5) {
    draw_edge();
    ASSERT_TRUE(grid_at("W", square(0, 0, 100, 100), team));
    const auto market = site_at("S1", at(50, 50), bureau);
    EXPECT_TRUE(write([&](db::Tx& tx) {
        const auto post = people::create_post(
            tx, server, {bureau, "局长", "", "0000-8812011", people::PostRole::head, 1}, now);
        return people::appoint(tx, server, *post, leader, date_of(now), now);
    }));
    const auto answer = read([&](db::Tx& tx) { return find_responsibility(tx, county, *market); });
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->grid->name, "网格W");
    ASSERT_EQ(answer->chain.size(), 5u);
    EXPECT_EQ(answer->chain[1].person_name, "沈一");
    EXPECT_EQ(answer->chain[1].post_title, "局长");
    EXPECT_EQ(answer->chain[2].person_name, ""); // the grid has no head yet
    EXPECT_EQ(answer->chain[4].role, "site_manager");
    EXPECT_EQ(answer->chain[4].person_name, "沈一");
    const auto bare =
        read([&](db::Tx& tx) { return find_responsibility(tx, county, at(150, 50)); });
    EXPECT_FALSE(bare->grid);
    EXPECT_EQ(bare->chain.size(), 1u);
    EXPECT_EQ(code_of(read([&](db::Tx& tx) { return find_responsibility(tx, county, SiteId{7}); })),
              "site.unknown");
}

TEST_P(PlacesStore, TheHeirAnswersForWhatABodyOwned_R1_5) {
    draw_edge();
    ASSERT_TRUE(grid_at("W", square(0, 0, 100, 100), team));
    const auto market = site_at("S1", at(50, 50), bureau);
    const auto heir = body("ZFJ", people::BodyKind::department, "综合执法局");
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return people::succeed_body(tx, server, bureau, heir, date_of(now), now);
    }));
    const auto answer = read([&](db::Tx& tx) { return find_responsibility(tx, county, *market); });
    EXPECT_EQ(answer->chain.back().body_name, "综合执法局");
}

TEST_P(PlacesStore, TheIndexFollowsTheDatabase_R2_2) {
    draw_edge();
    EXPECT_FALSE(where(at(50, 50))->grid);
    // A change that is taken back must not leave its grid in the index.
    const auto taken_back = write([&](db::Tx& tx) -> Result<void> {
        const auto id = create_grid(
            tx, server, {"W", "网格W", "后屯社区", team, leader, square(0, 0, 100, 100)}, now);
        EXPECT_EQ(locate(tx, county, at(50, 50))->grid, *id);
        return Refusal{"test.taken_back"};
    });
    EXPECT_FALSE(taken_back);
    EXPECT_FALSE(where(at(50, 50))->grid);
    ASSERT_TRUE(grid_at("W", square(0, 0, 100, 100), team));
    std::vector<std::thread> askers;
    std::atomic<int> found = 0;
    for (int i = 0; i < 4; ++i)
        askers.emplace_back([&] {
            for (int n = 0; n < 50; ++n)
                if (where(at(50, 50))->grid_name == "网格W") ++found;
        });
    for (auto& asker : askers)
        asker.join();
    EXPECT_EQ(found, 200);
}

TEST_P(PlacesStore, TheGapListIsDrawnFromTheRecord_R1_4) {
    draw_edge();
    ASSERT_TRUE(grid_at("W", square(0, 0, 100, 100), team));
    ASSERT_TRUE(site_at("S1", at(150, 50)));
    (*database)->links().set(UnownedKinds{[](db::Tx&, CountyId, Instant, Locale) {
        return std::vector<UnownedKind>{{"other", "其他问题"}};
    }});
    std::string kinds;
    for (const auto& gap : read([&](db::Tx& tx) { return find_gaps(tx, county, now, Locale::zh); }))
        (kinds += name_of(gap.kind)) += " ";
    EXPECT_EQ(kinds, "grid_without_leader grid_without_head grid_without_worker uncovered_ground "
                     "site_without_grid site_without_manager kind_without_owner ");
}

RUN_ON_BOTH_STORES(PlacesStore);

} // namespace
} // namespace weicheng::places

// The paths of places: a map is drawn by API, asked, and refused what is wrong.
#include "modules/places/places.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"
#include "platform/module.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/database.h"

namespace weicheng::places {
namespace {

using testing::Call;

class PlacesHttp : public ::testing::Test {
  protected:
    static std::vector<db::Migration> steps() {
        auto all = embedded_migrations("platform/auth");
        for (const auto& more : {facts::migrations(), embedded_migrations("modules/people"),
                                 embedded_migrations("modules/places")})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    void SetUp() override {
        county = database->write([&](db::Tx& tx) {
            return auth::create_county(tx, {{}, "999001", "青峰县", "", false}, now);
        });
        server = auth::server_caller(county);
        call.emplace(make_module({}).endpoints, *database, server, now);
        stranger.emplace(make_module({}).endpoints, *database, Caller{}, now);
        bureau = database->write([&](db::Tx& tx) {
            return *people::create_body(
                tx, server, {"CGJ", people::BodyKind::department, "城管局", "", {}, date_of(now)},
                now);
        });
        const auto kind =
            send("set_site_kind", R"({"code":"market","name_zh":"农贸市场","name_en":"Market"})");
        ASSERT_NE(kind.find("农贸市场"), std::string::npos) << kind;
    }
    std::string send(const char* operation, const std::string& body, http::Pairs path = {}) const {
        return call->text(operation, {std::move(path), {}, body});
    }
    void draw_edge() const {
        EXPECT_EQ(send("set_map_layer",
                       R"({"geojson":{"type":"FeatureCollection","features":[{"type":"Feature",)"
                       R"("properties":{},"geometry":{"type":"Polygon","coordinates":[[[118,35],)"
                       R"([118.02,35],[118.02,35.01],[118,35.01],[118,35]]]}}]}})",
                       {{"name", "boundary"}}),
                  "");
    }
    std::string create_grid(const std::string& code, const std::string& polygon) const {
        return send("create_grid", R"({"code":")" + code + R"(","name":"网格)" + code +
                                       R"(","community":"后屯社区","polygon":)" + polygon + "}");
    }
    static constexpr const char* west =
        "[[[118,35],[118.01,35],[118.01,35.01],[118,35.01],[118,35]]]";

    const Instant now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    testing::TestDatabase database{db::Dialect::sqlite, steps()};
    CountyId county;
    Caller server;
    BodyId bureau;
    std::optional<testing::Endpoints> call, stranger;
};

TEST_F(PlacesHttp, AStrangerChecksAPlace_R2_2) {
    draw_edge();
    ASSERT_NE(create_grid("W", west).find(R"("polygon":[[[118,35],[118.01,35])"),
              std::string::npos);
    const auto check = [&](const char* lon, const char* lat, Locale locale = Locale::zh) {
        return stranger->text("get_place_check",
                              {{}, {{"lon", lon}, {"lat", lat}}, {}, {}, locale});
    };
    const auto inside = check("118.005", "35.005");
    EXPECT_NE(inside.find(R"("inside":true,"grid":{"id":")"), std::string::npos) << inside;
    EXPECT_NE(inside.find(R"("problem":null,"words":"在“网格W”内。")"), std::string::npos)
        << inside;
    EXPECT_NE(check("118.015", "35.005").find(R"("grid":null,"grids":[],"problem":null)"),
              std::string::npos);
    EXPECT_NE(check("118.1", "35.005").find(R"("inside":false)"), std::string::npos);
    EXPECT_NE(check("118.1", "35.005").find("place.outside_county"), std::string::npos);
    EXPECT_NE(check("35.005", "118.005").find("place.looks_swapped"), std::string::npos);
    EXPECT_EQ(check("35.005", "218.005"), "request.fields_wrong ?lat");
    EXPECT_EQ(check("far", "35"), "request.fields_wrong ?lon");
    EXPECT_NE(check("118.1", "35.005", Locale::en).find("outside the county"), std::string::npos);
}

TEST_F(PlacesHttp, RefusesBadGridsWithThePath_R1_4) {
    draw_edge();
    create_grid("W", west);
    EXPECT_EQ(create_grid("X", west), "grid.overlaps /polygon");
    EXPECT_EQ(create_grid("X", "[[[118,35],[118.01,35,3],[318,35]]]"),
              "request.fields_wrong /polygon/0/1 /polygon/0/2");
    EXPECT_EQ(create_grid("X", "[]"), "request.fields_wrong /polygon");
    EXPECT_EQ(create_grid("X", "[[[118.01,35],[118.02,35.01],[118.02,35],[118.01,35.01]]]"),
              "place.polygon_broken /polygon");
    EXPECT_EQ(create_grid("X", "[[[118.01,35],[118.03,35],[118.03,35.01],[118.01,35.01]]]"),
              "grid.outside_county /polygon");
    EXPECT_EQ(send("set_grid_leader", R"({"leader_person_id":"42"})", {{"id", "42"}}),
              "grid.unknown");
    EXPECT_EQ(send("set_map_layer", R"({"geojson":{"type":"Point"}})", {{"name", "river"}}),
              "map_layer.not_geojson /geojson");
}

TEST_F(PlacesHttp, SitesAreListedByPagesAndAnswered_R1_5) {
    draw_edge();
    create_grid("W", west);
    const auto add = [&](const char* code, const char* lon) {
        return send("create_site", std::string(R"({"code":")") + code +
                                       R"(","kind":"market","name":"老街市场","point":{"lon":)" +
                                       lon + R"(,"lat":35.005},"manager_body_id":")" +
                                       std::to_string(bureau.value) + "\"}");
    };
    const auto first = add("S1", "118.005");
    EXPECT_NE(first.find(R"("kind_name":"农贸市场","name":"老街市场","point":{"lon":118.005)"),
              std::string::npos)
        << first;
    EXPECT_NE(first.find(R"("grid_name":"网格W")"), std::string::npos) << first;
    EXPECT_NE(first.find(R"("manager_name":"城管局","beneficiary":null)"), std::string::npos);
    add("S2", "118.006");
    add("S3", "118.015"); // in no grid
    EXPECT_EQ(add("S4", "118.1"), "place.outside_county /point");
    EXPECT_EQ(add("S1", "118.005"), "site.code_taken /code");
    EXPECT_EQ(send("create_site", R"({"code":"S4","kind":"market","name":"老街市场",)"
                                  R"("point":{"lon":35.005,"lat":118.005}})"),
              "place.looks_swapped /point");

    const auto page = call->text("list_sites", {{}, {{"limit", "2"}}});
    EXPECT_NE(page.find(R"("next_cursor":"S2","total":3})"), std::string::npos) << page;
    const auto rest = call->text("list_sites", {{}, {{"limit", "2"}, {"cursor", "S2"}}});
    EXPECT_NE(rest.find(R"("code":"S3")"), std::string::npos) << rest;
    EXPECT_NE(rest.find(R"("next_cursor":null)"), std::string::npos) << rest;
    EXPECT_NE(call->text("list_sites", {{}, {{"q", "S3"}}}).find(R"("total":1})"),
              std::string::npos);
    EXPECT_NE(call->text("list_sites", {{}, {{"kind", "park"}}}).find(R"("total":0})"),
              std::string::npos);
    const auto english = call->text("list_sites", {{}, {{"q", "S3"}}, {}, {}, Locale::en});
    EXPECT_NE(english.find(R"("kind_name":"Market")"), std::string::npos) << english;

    const auto who =
        call->text("get_responsibility", {{}, {{"lon", "118.005"}, {"lat", "35.005"}}});
    EXPECT_NE(who.find(R"("site":null,"chain":[{"level":1,"role":"headquarters_head")"),
              std::string::npos)
        << who;
    EXPECT_EQ(call->text("get_responsibility", {{}, {{"lon", "118.005"}}}), "place.point_missing");
    const auto gaps = call->text("list_responsibility_gaps");
    EXPECT_NE(gaps.find(R"("gap":"uncovered_ground","subject_kind":"county")"), std::string::npos);
    EXPECT_NE(gaps.find(R"("subject_name":"青峰县")"), std::string::npos) << gaps;
}

TEST_F(PlacesHttp, TheBaseMapIsAskedForOnlyWhenItChanged_R1_4) {
    draw_edge();
    const auto first = (*stranger)("list_map_layers");
    ASSERT_TRUE(first);
    EXPECT_NE(first->body.find(R"("extent":[118,35,118.02,35.01])"), std::string::npos)
        << first->body;
    const auto etag = first->headers.at(0).second;
    const auto again = (*stranger)("list_map_layers", {{}, {}, {}, {{"if-none-match", etag}}});
    EXPECT_EQ(again->status, 304);
    EXPECT_EQ(again->body, "");
    draw_edge();
    EXPECT_EQ((*stranger)("list_map_layers", {{}, {}, {}, {{"if-none-match", etag}}})->status, 200);
}

} // namespace
} // namespace weicheng::places

#include "modules/places/store/geojson.h"
#include "modules/places/store/polygon_text.h"

#include <gtest/gtest.h>

namespace weicheng::places::store {
namespace {

std::string collection(const std::string& geometry) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
           R"({"code":"G1","name":"第一网格","community":"后屯社区"},"geometry":)" +
           geometry + "}]}";
}

TEST(GeoJson, ReadsPolygonsWithHolesAndTheirNames_R1_4) {
    const auto outlines = outlines_of(collection(
        R"({"type":"MultiPolygon","coordinates":[[[[118,35],[118.1,35],[118,35.1],[118,35]],)"
        R"([[118.01,35.01],[118.02,35.01],[118.01,35.02],[118.01,35.01]]],)"
        R"([[[119,36],[119.1,36],[119,36.1]]]]})"));
    ASSERT_TRUE(outlines);
    ASSERT_EQ(outlines->size(), 2u);
    EXPECT_EQ((*outlines)[0].code, "G1");
    EXPECT_EQ((*outlines)[0].community, "后屯社区");
    EXPECT_EQ((*outlines)[0].polygon.size(), 2u);
    EXPECT_EQ((*outlines)[0].polygon[1][1], Point::from_degrees(118.02, 35.01));
}

TEST(GeoJson, KeepsPolygonsExactly_R1_4) {
    const geo::Rings rings{{{1180346531, 355604901}, {-1, 0}, {5, -900000000}}, {{1, 2}}};
    EXPECT_EQ(polygon_from(text_of(rings)), rings);
}

TEST(GeoJson, FindsTheBoxAroundEverything_R1_4) {
    const auto box =
        extent_of(collection(R"({"type":"LineString","coordinates":[[118,36],[119,35.5]]})"));
    ASSERT_TRUE(box);
    ASSERT_TRUE(*box);
    EXPECT_EQ((*box)->least, Point::from_degrees(118, 35.5));
    EXPECT_EQ((*box)->most, Point::from_degrees(119, 36));
    const auto empty = extent_of(R"({"type":"FeatureCollection","features":[]})");
    ASSERT_TRUE(empty);
    EXPECT_FALSE(*empty);
}

TEST(GeoJson, RefusesWhatIsNone_R1_4) {
    const std::pair<std::string, std::string> cases[] = {
        {"{", "json.malformed"},
        {"[]", "map_layer.not_geojson"},
        {R"({"type":"Feature","features":[]})", "map_layer.not_geojson"},
        {R"({"type":"FeatureCollection"})", "map_layer.not_geojson"},
        {R"({"type":"FeatureCollection","features":[1]})", "map_layer.not_geojson"},
        {collection(R"({"type":"Point","coordinates":[118,"35"]})"), "map_layer.not_geojson"},
        {collection(R"({"type":"Point","coordinates":[118,135]})"), "map_layer.not_geojson"},
        {collection(R"({"type":"Point","coordinates":7})"), "map_layer.not_geojson"},
        {collection(R"({"type":"Point"})"), "map_layer.not_geojson"},
    };
    for (const auto& [text, code] : cases) {
        const auto box = extent_of(text);
        ASSERT_FALSE(box) << text;
        EXPECT_EQ(box.refusal().code, code) << text;
    }
}

} // namespace
} // namespace weicheng::places::store

#include "platform/geo/geo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <thread>

namespace weicheng::geo {
namespace {

Point at(double lon, double lat) {
    return Point::from_degrees(lon, lat);
}

Rings box(double west, double south, double east, double north) {
    return {{at(west, south), at(east, south), at(east, north), at(west, north)}};
}

/// A star-shaped ring around a centre: never crosses itself.
std::vector<Point> blob(std::mt19937& random, double lon, double lat, double size, int corners) {
    std::uniform_real_distribution<double> reach(0.4 * size, size);
    std::vector<Point> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners, r = reach(random);
        ring.push_back(at(lon + r * std::cos(angle), lat + r * std::sin(angle)));
    }
    return ring;
}

/// The plain check: count the edges that a ray to the east crosses, over all rings.
bool crossed_oddly(const Rings& area, Point p) {
    bool inside = false;
    for (const auto& ring : area)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const double y = p.lat(), yi = ring[i].lat(), yj = ring[j].lat();
            if ((yi > y) == (yj > y)) continue;
            const double x = ring[j].lon() + (y - yj) / (yi - yj) * (ring[i].lon() - ring[j].lon());
            if (p.lon() < x) inside = !inside;
        }
    return inside;
}

/// Degrees from a point to the nearest edge; points nearer than a rounding are left out.
double to_edge(const Rings& area, Point p) {
    double least = 1e9;
    for (const auto& ring : area)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const double ax = ring[j].lon(), ay = ring[j].lat();
            const double bx = ring[i].lon() - ax, by = ring[i].lat() - ay;
            const double along = std::clamp(
                ((p.lon() - ax) * bx + (p.lat() - ay) * by) / (bx * bx + by * by), 0.0, 1.0);
            least =
                std::min(least, std::hypot(p.lon() - ax - along * bx, p.lat() - ay - along * by));
        }
    return least;
}

struct Town {
    std::vector<Rings> areas;
    std::vector<Point> places;
};

Town random_town() {
    std::mt19937 random(20261122);
    Town town;
    std::uniform_real_distribution<double> lon(118.0, 118.3), lat(34.0, 34.2);
    for (int i = 0; i < 60; ++i) {
        const double x = lon(random), y = lat(random);
        Rings area{blob(random, x, y, 0.03, 40)};
        if (i % 3 == 0) area.push_back(blob(random, x, y, 0.008, 12));
        town.areas.push_back(std::move(area));
    }
    for (int i = 0; i < 20000; ++i)
        town.places.push_back(at(lon(random), lat(random)));
    return town;
}

// R1.4: a place finds the grid that answers for it.
TEST(AreaIndex, AgreesWithPlainRayCrossingOnRandomPlaces_R1_4) {
    const Town town = random_town();
    const AreaIndex index(town.areas);
    int held = 0;
    for (const Point place : town.places) {
        std::vector<std::size_t> expected;
        bool near_edge = false;
        for (std::size_t i = 0; i < town.areas.size(); ++i) {
            near_edge = near_edge || to_edge(town.areas[i], place) < 1e-9;
            if (crossed_oddly(town.areas[i], place)) expected.push_back(i);
        }
        if (near_edge) continue;
        ASSERT_EQ(index.holding(place), expected) << place.lon() << "," << place.lat();
        held += expected.empty() ? 0 : 1;
    }
    EXPECT_GT(held, 5000);
}

TEST(AreaIndex, GivesSharedBordersToTheLowestIndexTouched) {
    const AreaIndex index({box(118.1, 34, 118.2, 34.1), box(118.0, 34, 118.1, 34.1)});
    EXPECT_EQ(index.holding(at(118.1, 34.05)), (std::vector<std::size_t>{0}));
    EXPECT_EQ(index.holding(at(118.05, 34.05)), (std::vector<std::size_t>{1}));
    EXPECT_EQ(index.holding(at(118.0, 34.0)), (std::vector<std::size_t>{1}));
    EXPECT_TRUE(index.holding(at(118.3, 34.05)).empty());
}

TEST(AreaIndex, PrefersAnInteriorToABorder) {
    const AreaIndex index({box(118.0, 34, 118.1, 34.1), box(118.05, 34, 118.2, 34.1)});
    EXPECT_EQ(index.holding(at(118.1, 34.05)), (std::vector<std::size_t>{1}));
    EXPECT_EQ(index.holding(at(118.07, 34.05)), (std::vector<std::size_t>{0, 1}));
}

TEST(AreaIndex, LeavesHolesOutAndTakesNoAreasAtAll) {
    Rings ring = box(118, 34, 118.3, 34.3);
    ring.push_back(box(118.1, 34.1, 118.2, 34.2).front());
    EXPECT_TRUE(AreaIndex({ring}).holding(at(118.15, 34.15)).empty());
    EXPECT_EQ(AreaIndex({ring}).holding(at(118.05, 34.15)).size(), 1U);
    EXPECT_TRUE(AreaIndex({}).holding(at(118, 34)).empty());
    EXPECT_TRUE(
        AreaIndex({Rings{}, Rings{{at(118, 34), at(118, 35)}}}).holding(at(118, 34)).empty());
}

TEST(AreaIndex, AnswersManyThreadsAlike) {
    const Town town = random_town();
    const AreaIndex index(town.areas);
    std::vector<std::vector<std::vector<std::size_t>>> answers(4);
    std::vector<std::thread> threads;
    for (auto& answer : answers)
        threads.emplace_back([&] {
            for (const Point place : town.places)
                answer.push_back(index.holding(place));
        });
    for (auto& thread : threads)
        thread.join();
    for (const auto& answer : answers)
        EXPECT_TRUE(answer == answers.front());
}

struct FaultCase {
    const char* name;
    Rings area;
    const char* en;
    const char* zh;
};
class AreaFault : public testing::TestWithParam<FaultCase> {};

TEST_P(AreaFault, IsToldInWords) {
    EXPECT_EQ(fault_of(GetParam().area, Locale::en).value_or("sound"), GetParam().en);
    EXPECT_EQ(fault_of(GetParam().area, Locale::zh).value_or("sound"), GetParam().zh);
}

INSTANTIATE_TEST_SUITE_P(
    Geo, AreaFault,
    testing::Values(FaultCase{"Sound", box(118, 34, 119, 35), "sound", "sound"},
                    FaultCase{"BowTie",
                              {{at(118, 34), at(119, 35), at(119, 34), at(118, 35)}},
                              "the outline crosses itself near 118.500000,34.500000",
                              "边界线自己交叉，位置在 118.500000,34.500000 附近"},
                    FaultCase{
                        "HoleOutside",
                        {box(118, 34, 118.2, 34.2).front(), box(119, 35, 119.1, 35.1).front()},
                        "a hole lies outside the area near 119.000000,35.000000",
                        "内洞在区域之外，位置在 119.000000,35.000000 附近"},
                    FaultCase{"TwoPlaces",
                              {{at(118, 34), at(119, 34), at(118, 34)}},
                              "a ring has fewer than three different places",
                              "边界线的不同点少于三个"},
                    FaultCase{"Nothing", {}, "there is no outline", "没有边界线"},
                    FaultCase{"Swapped",
                              {{at(34, 118), at(35, 118), at(35, 119)}},
                              "34.000000,118.000000 is not on the earth (longitude comes first)",
                              "坐标 34.000000,118.000000 不在地球上（应为经度、纬度）"}),
    [](const auto& param) { return param.param.name; });

TEST(Geo, MeasuresAsTheEarthDoes) {
    // One degree of latitude on the mean sphere is 111 195 m.
    EXPECT_NEAR(distance_m(at(118, 34), at(118, 35)), 111195, 1);
    EXPECT_NEAR(distance_m(at(118, 34), at(118, 34)), 0, 1e-9);
    EXPECT_NEAR(distance_m(at(179.9, 0), at(-179.9, 0)), 0.2 * 111195, 1);
    // R² · Δλ · (sin φ₂ − sin φ₁)
    const double degree = std::numbers::pi / 180, r = 6371008.8;
    const double exact = r * r * 0.01 * degree * (std::sin(34.01 * degree) - std::sin(34 * degree));
    EXPECT_NEAR(area_m2(box(118, 34, 118.01, 34.01)), exact, exact * 1e-6);
    Rings holed = box(118, 34, 118.01, 34.01);
    holed.push_back(holed.front());
    EXPECT_NEAR(area_m2(holed), 0, 1e-6);
}

// R1.4: gaps and overlaps of grids are found, not guessed.
TEST(Geo, FindsOverlapsOfMoreThanTheLeast_R1_4) {
    const std::vector<Rings> areas{box(118, 34, 118.1, 34.1), box(118.09, 34, 118.2, 34.1),
                                   box(118.2, 34, 118.3, 34.1), Rings{}};
    const auto found = overlaps(areas, 100);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].first, 0U);
    EXPECT_EQ(found[0].second, 1U);
    EXPECT_NEAR(found[0].square_metres, area_m2(box(118.09, 34, 118.1, 34.1)), 100);
    EXPECT_TRUE(overlaps(areas, 1e9).empty());
}

TEST(Geo, FindsGroundThatNobodyCovers_R1_4) {
    const Rings county = box(118, 34, 118.2, 34.1);
    EXPECT_NEAR(uncovered_m2(county, {box(118, 34, 118.1, 34.1), box(118.1, 34, 118.2, 34.1)}), 0,
                1);
    const double half = area_m2(box(118.1, 34, 118.2, 34.1));
    EXPECT_NEAR(uncovered_m2(county, {box(117.9, 34, 118.1, 34.1)}), half, half * 1e-6);
    EXPECT_NEAR(uncovered_m2(county, {}), area_m2(county), 1);
}

TEST(Geo, MendsACrossedOutlineInsteadOfFailing) {
    const Rings bow{{at(118, 34), at(119, 35), at(119, 34), at(118, 35)}};
    EXPECT_EQ(AreaIndex({bow}).holding(at(118.1, 34.5)).size(), 1U);
    EXPECT_GT(uncovered_m2(box(118, 34, 119, 35), {bow}), 0);
}

} // namespace
} // namespace weicheng::geo

#include "bench/raw/limits.h"
#include "bench/raw/sqlite.h"
#include "platform/geo/geo.h"

#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

namespace weicheng::bench {

namespace {

constexpr int across = 25, down = 20, corners = 200; // 500 areas
constexpr double pi = 3.14159265358979323846;

/// A wavy ring of 200 corners in each square of a net, so that about four points in five are held.
std::vector<geo::Rings> areas() {
    std::vector<geo::Rings> made;
    for (int i = 0; i < across * down; ++i) {
        const double lon = i % across, lat = i / across;
        std::vector<Point> ring;
        for (int corner = 0; corner <= corners; ++corner) {
            const double turn = 2 * pi * (corner % corners) / corners;
            const double radius = 0.5 + 0.02 * std::sin(turn * 9 + i);
            ring.push_back(
                {std::llround((118 + (lon + 0.5 + radius * std::cos(turn)) / 100) * 1e7),
                 std::llround((34 + (lat + 0.5 + radius * std::sin(turn)) / 100) * 1e7)});
        }
        made.push_back({ring});
    }
    return made;
}

} // namespace

double locations_a_second() {
    const geo::AreaIndex index(areas());
    std::mt19937_64 dice(7);
    std::uniform_int_distribution<std::int64_t> east(0, across * 100'000), north(0, down * 100'000);
    std::size_t held = 0;
    const auto rate = rate_of([&] {
        for (int i = 0; i < 1000; ++i)
            held += index.holding({1'180'000'000 + east(dice), 340'000'000 + north(dice)}).size();
    });
    if (held == 0) throw std::runtime_error("no point was held");
    return rate * 1000;
}

void print_areas() {
    for (const auto& area : areas()) {
        std::printf("SRID=4326;POLYGON((");
        for (std::size_t i = 0; i < area.front().size(); ++i)
            std::printf("%s%.7f %.7f", i ? "," : "",
                        static_cast<double>(area.front()[i].lon_e7) / 1e7,
                        static_cast<double>(area.front()[i].lat_e7) / 1e7);
        std::printf("))\n");
    }
}

} // namespace weicheng::bench

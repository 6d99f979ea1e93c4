// A place on the earth, WGS84/CGCS2000, in 1e-7 degree (about one centimetre). Any file may use it.
#pragma once

#include <cmath>
#include <cstdint>

namespace weicheng {

struct Point {
    std::int64_t lon_e7 = 0; // -1'800'000'000 .. 1'800'000'000
    std::int64_t lat_e7 = 0; // -900'000'000 .. 900'000'000

    static Point from_degrees(double lon, double lat) {
        return {std::llround(lon * 1e7), std::llround(lat * 1e7)};
    }
    double lon() const { return static_cast<double>(lon_e7) / 1e7; }
    double lat() const { return static_cast<double>(lat_e7) / 1e7; }
    bool operator==(const Point&) const = default;
};

} // namespace weicheng

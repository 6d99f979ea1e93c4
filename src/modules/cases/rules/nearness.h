// Squares of the map, so that what is near can be found by equality: a point's neighbours within
// 250 m lie in its own square or the eight around it.
#pragma once

#include "foundation/point.h"

#include <array>
#include <cstdint>

namespace weicheng::cases {

/// The side of a square, in ten-millionths of a degree: 445 m north–south and, as far north as
/// China reaches (53°), 267 m east–west.
inline constexpr std::int64_t square_e7 = 40'000;

/// The number of the square that holds the point.
constexpr std::int64_t square_of(const Point& point) {
    const auto floored = [](std::int64_t value) {
        return value >= 0 ? value / square_e7 : -((-value + square_e7 - 1) / square_e7);
    };
    return floored(point.lon_e7) * 1'000'000 + floored(point.lat_e7);
}

/// The square of the point and the eight around it.
constexpr std::array<std::int64_t, 9> squares_around(const Point& point) {
    const auto middle = square_of(point);
    std::array<std::int64_t, 9> all{};
    std::size_t next = 0;
    for (const std::int64_t east : {-1, 0, 1})
        for (const std::int64_t north : {-1, 0, 1})
            all[next++] = middle + east * 1'000'000 + north;
    return all;
}

} // namespace weicheng::cases

// Areas and points: which areas hold a point, do areas overlap, what is uncovered. GEOS stays
// behind it.
#pragma once

#include "foundation/point.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace weicheng::geo {

/// Rings of an area: the first is the outline, the others are holes. Closed or open rings are
/// taken.
using Rings = std::vector<std::vector<Point>>;

/// Why a polygon cannot be used ("self-intersection near 118.1,35.5"), or nothing.
std::optional<std::string> fault_of(const Rings& area);
/// Square metres, on the sphere.
double area_m2(const Rings& area);
double distance_m(Point a, Point b);

/// Finds areas by point. Immutable; safe to share between threads.
class AreaIndex {
  public:
    explicit AreaIndex(const std::vector<Rings>& areas);
    ~AreaIndex();
    /// Indices of the areas whose interior holds the point; a point on shared borders belongs to
    /// the lowest index touched.
    std::vector<std::size_t> holding(Point point) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

struct Overlap {
    std::size_t first = 0, second = 0;
    double square_metres = 0;
};
/// Pairs that overlap by more than `least_m2`.
std::vector<Overlap> overlaps(const std::vector<Rings>& areas, double least_m2);
/// Square metres of `outline` that no area covers.
double uncovered_m2(const Rings& outline, const std::vector<Rings>& areas);

} // namespace weicheng::geo

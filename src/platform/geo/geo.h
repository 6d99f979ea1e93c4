// Areas and points: which areas hold a point, do areas overlap, what is uncovered. GEOS stays
// behind it. Any module may call it; everything here may be called from any thread.
#pragma once

#include "foundation/caller.h"
#include "foundation/point.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weicheng::geo {

/// Rings of an area: the first is the outline, the others are holes. Closed or open rings are
/// taken.
using Rings = std::vector<std::vector<Point>>;

/// Why a polygon cannot be used ("the outline crosses itself near 118.100000,35.500000"), or
/// nothing. For whoever draws or imports the area.
std::optional<std::string> fault_of(const Rings& area, Locale locale = Locale::en);
/// Square metres on the sphere of the earth's mean radius (6 371 008.8 m), holes taken off.
double area_m2(const Rings& area);
/// Metres along the great circle of the same sphere (haversine).
double distance_m(Point a, Point b);

/// Finds areas by point. Immutable; safe to share between threads.
class AreaIndex {
  public:
    /// Areas with a fault are mended as far as GEOS can; an area that is nothing but a line or a
    /// point holds nothing.
    explicit AreaIndex(const std::vector<Rings>& areas);
    ~AreaIndex();
    AreaIndex(AreaIndex&&) noexcept;
    AreaIndex& operator=(AreaIndex&&) noexcept;

    /// Indices of the areas whose interior holds the point, ascending. More than one means that the
    /// areas overlap there. A point in no interior but on borders belongs to the lowest index
    /// touched, so that shared borders have exactly one owner.
    std::vector<std::size_t> holding(Point point) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

struct Overlap {
    std::size_t first = 0, second = 0; // first < second
    double square_metres = 0;
};
/// Pairs that overlap by more than `least_m2`, in ascending order.
std::vector<Overlap> overlaps(const std::vector<Rings>& areas, double least_m2);
/// Square metres of `outline` that no area covers.
double uncovered_m2(const Rings& outline, const std::vector<Rings>& areas);

} // namespace weicheng::geo

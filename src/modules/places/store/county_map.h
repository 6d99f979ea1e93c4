// The county's edge and grids as an index in memory, one snapshot per revision; made again when the
// revision in the database changes. Safe to use from any thread.
#pragma once

#include "modules/places/rules/place_rules.h"

#include <memory>
#include <mutex>

namespace weicheng::places::store {

class CountyMap {
  public:
    CountyMap(std::vector<Grid> grids, std::vector<geo::Rings> edge);

    rules::Sighting sight(Point point) const;
    const std::vector<Grid>& grids() const { return grids_; } // by code, with polygons
    const std::vector<geo::Rings>& edge() const { return edge_; }

    /// Grids that overlap `polygon` by more than `least_m2`.
    std::vector<std::string> overlapped_by(const geo::Rings& polygon, double least_m2) const;
    /// Square metres of `polygon` beyond the county's edge; 0 while the edge is not known.
    double outside_m2(const geo::Rings& polygon) const;

    struct Coverage {
        std::vector<geo::Overlap> overlaps; // of grids, by index
        double uncovered_m2 = 0;
    };
    /// Worked out at the first call.
    const Coverage& coverage() const;

  private:
    bool inside(Point point) const;

    std::vector<Grid> grids_;
    std::vector<geo::Rings> edge_;
    geo::AreaIndex grid_index_;
    geo::AreaIndex edge_index_;
    mutable std::once_flag coverage_once_;
    mutable Coverage coverage_;
};

std::shared_ptr<const CountyMap> county_map(db::Tx& tx, CountyId county);

} // namespace weicheng::places::store

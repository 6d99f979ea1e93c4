#include "modules/places/store/county_map.h"

#include "modules/places/store/places_store.h"
#include "platform/db/snapshot_cache.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>

namespace weicheng::places::store {

static std::vector<geo::Rings> polygons_of(const std::vector<Grid>& grids) {
    std::vector<geo::Rings> polygons;
    for (const auto& grid : grids)
        polygons.push_back(grid.polygon);
    return polygons;
}

CountyMap::CountyMap(std::vector<Grid> grids, std::vector<geo::Rings> edge)
    : grids_(std::move(grids)), edge_(std::move(edge)), grid_index_(polygons_of(grids_)),
      edge_index_(edge_) {}

bool CountyMap::inside(Point point) const {
    return !edge_index_.holding(point).empty();
}

rules::Sighting CountyMap::sight(Point point) const {
    rules::Sighting sighting;
    for (const auto index : grid_index_.holding(point)) {
        const auto& grid = grids_[index];
        sighting.grids.push_back({grid.id, grid.name, grid.body});
    }
    // A grid may stick out of the edge by a sliver: what lies in a grid is inside. Before the edge
    // is known every place on earth is.
    const bool on_earth = std::abs(point.lat_e7) <= 900'000'000;
    sighting.inside = !sighting.grids.empty() || (edge_.empty() && on_earth) || inside(point);
    if (!sighting.inside) {
        const Point swapped{point.lat_e7, point.lon_e7};
        sighting.swapped_inside = inside(swapped);
    }
    return sighting;
}

namespace {

struct Box {
    Point least{1'800'000'000, 900'000'000};
    Point most{-1'800'000'000, -900'000'000};

    explicit Box(const geo::Rings& polygon) {
        for (const auto& ring : polygon)
            for (const auto& point : ring) {
                least.lon_e7 = std::min(least.lon_e7, point.lon_e7);
                least.lat_e7 = std::min(least.lat_e7, point.lat_e7);
                most.lon_e7 = std::max(most.lon_e7, point.lon_e7);
                most.lat_e7 = std::max(most.lat_e7, point.lat_e7);
            }
    }
    bool meets(const Box& other) const {
        return least.lon_e7 <= other.most.lon_e7 && other.least.lon_e7 <= most.lon_e7 &&
               least.lat_e7 <= other.most.lat_e7 && other.least.lat_e7 <= most.lat_e7;
    }
};

} // namespace

std::vector<std::string> CountyMap::overlapped_by(const geo::Rings& polygon,
                                                  double least_m2) const {
    const Box box(polygon);
    std::vector<std::string> names;
    for (const auto& grid : grids_)
        if (box.meets(Box(grid.polygon)) &&
            !geo::overlaps({polygon, grid.polygon}, least_m2).empty())
            names.push_back(grid.name);
    return names;
}

double CountyMap::outside_m2(const geo::Rings& polygon) const {
    return edge_.empty() ? 0 : geo::uncovered_m2(polygon, edge_);
}

const CountyMap::Coverage& CountyMap::coverage() const {
    std::call_once(coverage_once_, [this] {
        const auto polygons = polygons_of(grids_);
        coverage_.overlaps = geo::overlaps(polygons, rules::reported_overlap_m2);
        for (const auto& part : edge_)
            coverage_.uncovered_m2 += geo::uncovered_m2(part, polygons);
    });
    return coverage_;
}

static std::vector<geo::Rings> edge_of(db::Tx& tx, CountyId county) {
    std::vector<geo::Rings> edge;
    const auto boundary = map_layer(tx, county, "boundary");
    if (!boundary) return edge;
    const auto outlines = outlines_of(*boundary);
    check(bool(outlines), "the kept boundary can be read");
    for (const auto& outline : *outlines)
        edge.push_back(outline.polygon);
    return edge;
}

namespace {
struct KeptMaps : db::SnapshotCache<std::int64_t, CountyMap> {};
} // namespace

std::shared_ptr<const CountyMap> county_map(db::Tx& tx, CountyId county) {
    return tx.links().memory<KeptMaps>().get(county, revision(tx, county), [&] {
        return std::make_shared<const CountyMap>(grids(tx, county), edge_of(tx, county));
    });
}

} // namespace weicheng::places::store

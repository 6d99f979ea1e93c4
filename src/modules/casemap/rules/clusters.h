// Cases of a map box gathered into clusters of about a finger's width. Pure.
#pragma once

#include "modules/cases/cases.h"

#include <unordered_map>

namespace weicheng::casemap {

struct MapBox {
    Point least, most; // both inside
    bool holds(Point point) const {
        return point.lon_e7 >= least.lon_e7 && point.lon_e7 <= most.lon_e7 &&
               point.lat_e7 >= least.lat_e7 && point.lat_e7 <= most.lat_e7;
    }
};

struct Cluster {
    Point middle; // of one case: its place
    std::int64_t count = 0;
    cases::Light worst = cases::Light::none;
    Point least, most;
    cases::CaseId one; // when count is 1
};

/// More would not be drawn any faster than it could be read.
inline constexpr std::size_t most_clusters = 1500;

class Clusters {
  public:
    /// Squares of 48 pixels of a web map at that zoom (0..22), where the box lies. They do not move
    /// with the box, so that a map can be dragged without its clusters jumping.
    /// At the nearest zoom each case stands for itself, so that what lies on one spot can be
    /// listed.
    Clusters(const MapBox& box, int zoom);

    void add(Point point, cases::Light light, cases::CaseId id) {
        auto& sum = sums_[apart_ ? id.value : key_of(point)];
        ++sum.count;
        sum.lon += point.lon_e7;
        sum.lat += point.lat_e7;
        if (sum.count == 1) {
            sum.least = sum.most = point;
            sum.one = id;
            sum.worst = light;
        } else {
            widen(sum, point, light);
        }
    }
    /// From west to east, then south to north; neighbours are put together until there are not too
    /// many.
    std::vector<Cluster> made() const;

  private:
    struct Sum {
        std::int64_t count = 0, lon = 0, lat = 0;
        cases::Light worst = cases::Light::none;
        Point least, most;
        cases::CaseId one;
    };
    std::int64_t key_of(Point point) const;
    static void widen(Sum& sum, Point point, cases::Light light);
    static void join(Sum& sum, const Sum& other);

    std::int64_t lon_side_, lat_side_; // of a square, in ten-millionths of a degree
    bool apart_;
    std::unordered_map<std::int64_t, Sum> sums_;
};

/// How much a light asks for attention; deep red most.
int urgency_of(cases::Light light);

} // namespace weicheng::casemap

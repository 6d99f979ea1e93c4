#include "modules/casemap/rules/clusters.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace weicheng::casemap {

/// Of the whole turn of the earth at zoom 0, where 256 pixels show 360 degrees.
static constexpr std::int64_t side_at_zoom_0 = 3'600'000'000 / 256 * 48;
static constexpr std::int64_t keys_per_column = 4'000'000'000;
static constexpr int nearest_zoom = 22;

int urgency_of(cases::Light light) {
    switch (light) {
    case cases::Light::deep_red: return 6;
    case cases::Light::red: return 5;
    case cases::Light::amber: return 4;
    case cases::Light::green: return 3;
    case cases::Light::hollow: return 2;
    case cases::Light::grey: return 1;
    case cases::Light::none: return 0;
    }
    throw Bug("an unknown light");
}

static std::int64_t floored(std::int64_t value, std::int64_t side) {
    const auto whole = value / side;
    return value % side < 0 ? whole - 1 : whole;
}

Clusters::Clusters(const MapBox& box, int zoom)
    : lon_side_(std::max<std::int64_t>(side_at_zoom_0 >> zoom, 1)), apart_(zoom >= nearest_zoom) {
    // A whole degree of latitude: the squares stand still while the map is dragged about a county.
    const auto middle = std::round((box.least.lat() + box.most.lat()) / 2);
    const auto narrow = std::cos(std::clamp(middle, -85.0, 85.0) * std::numbers::pi / 180);
    lat_side_ = std::max<std::int64_t>(std::llround(static_cast<double>(lon_side_) * narrow), 1);
}

std::int64_t Clusters::key_of(Point point) const {
    return floored(point.lon_e7, lon_side_) * keys_per_column + floored(point.lat_e7, lat_side_);
}

void Clusters::widen(Sum& sum, Point point, cases::Light light) {
    sum.least = {std::min(sum.least.lon_e7, point.lon_e7),
                 std::min(sum.least.lat_e7, point.lat_e7)};
    sum.most = {std::max(sum.most.lon_e7, point.lon_e7), std::max(sum.most.lat_e7, point.lat_e7)};
    if (urgency_of(light) > urgency_of(sum.worst)) sum.worst = light;
}

void Clusters::join(Sum& sum, const Sum& other) {
    if (sum.count == 0) {
        sum = other;
        return;
    }
    sum.count += other.count;
    sum.lon += other.lon;
    sum.lat += other.lat;
    widen(sum, other.least, other.worst);
    widen(sum, other.most, other.worst);
}

std::vector<Cluster> Clusters::made() const {
    std::unordered_map<std::int64_t, Sum> joined;
    const auto* sums = &sums_;
    for (std::int64_t wider = 2; sums->size() > most_clusters; wider *= 2) {
        joined.clear();
        sums = &joined;
        for (const auto& [key, sum] : sums_) {
            const Point middle{sum.lon / sum.count, sum.lat / sum.count};
            join(joined[floored(middle.lon_e7, lon_side_ * wider) * keys_per_column +
                        floored(middle.lat_e7, lat_side_ * wider)],
                 sum);
        }
    }
    std::vector<Cluster> made;
    made.reserve(sums->size());
    for (const auto& [key, sum] : *sums)
        made.push_back({{sum.lon / sum.count, sum.lat / sum.count},
                        sum.count,
                        sum.worst,
                        sum.least,
                        sum.most,
                        sum.count == 1 ? sum.one : cases::CaseId{}});
    std::sort(made.begin(), made.end(), [](const Cluster& a, const Cluster& b) {
        return std::pair{a.middle.lon_e7, a.middle.lat_e7} <
               std::pair{b.middle.lon_e7, b.middle.lat_e7};
    });
    return made;
}

} // namespace weicheng::casemap

#include "modules/places/store/polygon_text.h"

#include "platform/http/json.h"

namespace weicheng::places::store {

using StoredRings = std::vector<std::vector<std::vector<std::int64_t>>>;

std::string text_of(const geo::Rings& polygon) {
    StoredRings stored;
    for (const auto& ring : polygon) {
        auto& points = stored.emplace_back();
        for (const auto& point : ring)
            points.push_back({point.lon_e7, point.lat_e7});
    }
    return http::to_json(stored);
}

geo::Rings polygon_from(std::string_view text) {
    const auto stored = http::from_json<StoredRings>(text);
    check(bool(stored), "a stored polygon can be read");
    geo::Rings polygon;
    for (const auto& points : *stored) {
        auto& ring = polygon.emplace_back();
        for (const auto& pair : points) {
            check(pair.size() == 2, "a stored point is a pair");
            ring.push_back({pair[0], pair[1]});
        }
    }
    return polygon;
}

} // namespace weicheng::places::store

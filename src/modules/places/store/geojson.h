// Reads polygons and extents from GeoJSON. `outlines_of` of the door lives here too.
#pragma once

#include "modules/places/places.h"

namespace weicheng::places::store {

struct Extent {
    Point least;
    Point most;
};
/// The box around every coordinate of a FeatureCollection; nothing when it has none. Refusal
/// map_layer.not_geojson when the text is no FeatureCollection with sound coordinates.
Result<std::optional<Extent>> extent_of(std::string_view geojson);

} // namespace weicheng::places::store

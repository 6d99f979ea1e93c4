// Polygons as they are kept: JSON text of rings in 1e-7 degree. Used inside store/ only.
#pragma once

#include "platform/geo/geo.h"

#include <string>
#include <string_view>

namespace weicheng::places::store {

std::string text_of(const geo::Rings& polygon);
geo::Rings polygon_from(std::string_view text);

} // namespace weicheng::places::store

// RAII over the reentrant C API of GEOS. Inside platform/geo only.
#pragma once

#include "platform/geo/geo.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <memory>

namespace weicheng::geo {

/// This thread's context. A context must not be shared between threads; geometries may.
GEOSContextHandle_t context();

struct GeometryEnd {
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, GeometryEnd>;

struct PreparedEnd {
    void operator()(const GEOSPreparedGeometry* prepared) const {
        GEOSPreparedGeom_destroy_r(context(), prepared);
    }
};
using Prepared = std::unique_ptr<const GEOSPreparedGeometry, PreparedEnd>;

struct TreeEnd {
    void operator()(GEOSSTRtree* tree) const { GEOSSTRtree_destroy_r(context(), tree); }
};
using Tree = std::unique_ptr<GEOSSTRtree, TreeEnd>;

/// Takes what GEOS returned; null is a failure of GEOS itself and throws.
Geometry own(GEOSGeometry* geometry);
Geometry point_geometry(Point point);
/// A polygon, not yet looked at; an empty one when the outline has fewer than three places.
Geometry polygon_of(const Rings& area);
/// As polygon_of, mended where it is not valid.
Geometry sound_polygon_of(const Rings& area);
/// The rings of every polygon in a geometry; lines and points are left out.
std::vector<Rings> polygons_in(const GEOSGeometry* geometry);

} // namespace weicheng::geo

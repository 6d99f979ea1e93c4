#include "platform/geo/geos.h"

#include "foundation/check.h"

namespace weicheng::geo {

namespace {
class Context {
  public:
    Context() : handle_(GEOS_init_r()) {}
    ~Context() { GEOS_finish_r(handle_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    GEOSContextHandle_t handle() const { return handle_; }

  private:
    GEOSContextHandle_t handle_;
};

/// A linear ring; closes it when the drawing left it open.
Geometry ring_of(const std::vector<Point>& places) {
    const bool closed = places.size() > 1 && places.front() == places.back();
    const std::size_t count = places.size() + (closed ? 0 : 1);
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context(), static_cast<unsigned>(count), 2);
    check(sequence != nullptr, "GEOS gives a sequence");
    for (std::size_t i = 0; i < count; ++i) {
        const Point& place = places[i % places.size()];
        GEOSCoordSeq_setXY_r(context(), sequence, static_cast<unsigned>(i), place.lon(),
                             place.lat());
    }
    return own(GEOSGeom_createLinearRing_r(context(), sequence));
}

std::size_t different_places(const std::vector<Point>& ring) {
    const bool closed = ring.size() > 1 && ring.front() == ring.back();
    return ring.size() - (closed ? 1 : 0);
}

std::vector<Point> places_of(const GEOSGeometry* ring) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context(), ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context(), sequence, &count);
    std::vector<Point> places(count);
    for (unsigned i = 0; i < count; ++i) {
        double lon = 0, lat = 0;
        GEOSCoordSeq_getXY_r(context(), sequence, i, &lon, &lat);
        places[i] = Point::from_degrees(lon, lat);
    }
    return places;
}

Rings rings_of(const GEOSGeometry* polygon) {
    Rings rings{places_of(GEOSGetExteriorRing_r(context(), polygon))};
    const int holes = GEOSGetNumInteriorRings_r(context(), polygon);
    for (int i = 0; i < holes; ++i)
        rings.push_back(places_of(GEOSGetInteriorRingN_r(context(), polygon, i)));
    return rings;
}
} // namespace

GEOSContextHandle_t context() {
    thread_local const Context here;
    return here.handle();
}

Geometry own(GEOSGeometry* geometry) {
    check(geometry != nullptr, "GEOS gives a geometry");
    return Geometry(geometry);
}

Geometry point_geometry(Point point) {
    return own(GEOSGeom_createPointFromXY_r(context(), point.lon(), point.lat()));
}

Geometry polygon_of(const Rings& area) {
    if (area.empty() || different_places(area.front()) < 3)
        return own(GEOSGeom_createEmptyPolygon_r(context()));
    std::vector<Geometry> holes;
    for (std::size_t i = 1; i < area.size(); ++i)
        if (different_places(area[i]) >= 3) holes.push_back(ring_of(area[i]));
    Geometry outline = ring_of(area.front());
    std::vector<GEOSGeometry*> given; // GEOS takes them over, whatever comes of it
    for (auto& hole : holes)
        given.push_back(hole.release());
    return own(GEOSGeom_createPolygon_r(context(), outline.release(), given.data(),
                                        static_cast<unsigned>(given.size())));
}

Geometry sound_polygon_of(const Rings& area) {
    Geometry polygon = polygon_of(area);
    if (GEOSisValid_r(context(), polygon.get()) == 1) return polygon;
    return own(GEOSMakeValid_r(context(), polygon.get()));
}

std::vector<Rings> polygons_in(const GEOSGeometry* geometry) {
    const int kind = GEOSGeomTypeId_r(context(), geometry);
    std::vector<Rings> found;
    if (kind == GEOS_POLYGON) {
        if (GEOSisEmpty_r(context(), geometry) == 0) found.push_back(rings_of(geometry));
    } else if (kind == GEOS_MULTIPOLYGON || kind == GEOS_GEOMETRYCOLLECTION) {
        const int count = GEOSGetNumGeometries_r(context(), geometry);
        for (int i = 0; i < count; ++i)
            for (auto& rings : polygons_in(GEOSGetGeometryN_r(context(), geometry, i)))
                found.push_back(std::move(rings));
    }
    return found;
}

} // namespace weicheng::geo

#include "platform/geo/geos.h"

#include <algorithm>
#include <utility>

namespace weicheng::geo {

struct AreaIndex::State {
    std::vector<Geometry> areas;
    std::vector<Prepared> prepared;
    std::vector<std::size_t> numbers; // the tree's items point at these
    Tree tree;

    template <class See>
    void candidates(const GEOSGeometry* place, See see) const {
        GEOSSTRtree_query_r(
            context(), tree.get(), place,
            [](void* item, void* seen) {
                (*static_cast<See*>(seen))(*static_cast<std::size_t*>(item));
            },
            &see);
    }
};

/// GEOS builds the inner indices of a prepared geometry and of a tree on first use. A first use
/// here, by one thread, leaves nothing to build for the many that follow.
static void warm(const GEOSPreparedGeometry* prepared, const GEOSGeometry* area) {
    const Geometry inside = own(GEOSPointOnSurface_r(context(), area));
    if (GEOSisEmpty_r(context(), inside.get()) == 1) return;
    GEOSPreparedContains_r(context(), prepared, inside.get());
    GEOSPreparedIntersects_r(context(), prepared, inside.get());
}

AreaIndex::AreaIndex(const std::vector<Rings>& areas) : state_(std::make_unique<State>()) {
    state_->tree.reset(GEOSSTRtree_create_r(context(), 10));
    state_->numbers.resize(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        state_->numbers[i] = i;
        auto& area = state_->areas.emplace_back(sound_polygon_of(areas[i]));
        auto& prepared = state_->prepared.emplace_back(GEOSPrepare_r(context(), area.get()));
        if (GEOSisEmpty_r(context(), area.get()) == 1) continue;
        warm(prepared.get(), area.get());
        GEOSSTRtree_insert_r(context(), state_->tree.get(), area.get(), &state_->numbers[i]);
    }
    const Geometry anywhere = point_geometry({});
    state_->candidates(anywhere.get(), [](std::size_t) {});
}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;

std::vector<std::size_t> AreaIndex::holding(Point point) const {
    const Geometry place = point_geometry(point);
    std::vector<std::size_t> inside, touched;
    state_->candidates(place.get(), [&](std::size_t i) {
        const auto* area = state_->prepared[i].get();
        if (GEOSPreparedContains_r(context(), area, place.get()) == 1)
            inside.push_back(i);
        else if (GEOSPreparedIntersects_r(context(), area, place.get()) == 1)
            touched.push_back(i);
    });
    if (inside.empty() && !touched.empty())
        return {*std::min_element(touched.begin(), touched.end())};
    std::sort(inside.begin(), inside.end());
    return inside;
}

std::vector<Overlap> overlaps(const std::vector<Rings>& areas, double least_m2) {
    std::vector<Geometry> sound;
    for (const auto& area : areas)
        sound.push_back(sound_polygon_of(area));
    std::vector<std::size_t> numbers(areas.size());
    const Tree tree(GEOSSTRtree_create_r(context(), 10));
    for (std::size_t i = 0; i < areas.size(); ++i) {
        numbers[i] = i;
        if (GEOSisEmpty_r(context(), sound[i].get()) == 0)
            GEOSSTRtree_insert_r(context(), tree.get(), sound[i].get(), &numbers[i]);
    }
    std::vector<Overlap> found;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (GEOSisEmpty_r(context(), sound[i].get()) == 1) continue;
        std::vector<std::size_t> near;
        GEOSSTRtree_query_r(
            context(), tree.get(), sound[i].get(),
            [](void* item, void* seen) {
                static_cast<std::vector<std::size_t>*>(seen)->push_back(
                    *static_cast<std::size_t*>(item));
            },
            &near);
        std::sort(near.begin(), near.end());
        for (const auto j : near) {
            if (j <= i) continue;
            const Geometry both =
                own(GEOSIntersection_r(context(), sound[i].get(), sound[j].get()));
            double shared = 0;
            for (const auto& part : polygons_in(both.get()))
                shared += area_m2(part);
            if (shared > least_m2) found.push_back({i, j, shared});
        }
    }
    return found;
}

double uncovered_m2(const Rings& outline, const std::vector<Rings>& areas) {
    std::vector<GEOSGeometry*> given;
    for (const auto& area : areas)
        given.push_back(sound_polygon_of(area).release());
    const Geometry all = own(GEOSGeom_createCollection_r(
        context(), GEOS_GEOMETRYCOLLECTION, given.data(), static_cast<unsigned>(given.size())));
    const Geometry covered = own(GEOSUnaryUnion_r(context(), all.get()));
    const Geometry county = sound_polygon_of(outline);
    const Geometry rest = own(GEOSDifference_r(context(), county.get(), covered.get()));
    double bare = 0;
    for (const auto& part : polygons_in(rest.get()))
        bare += area_m2(part);
    return bare;
}

} // namespace weicheng::geo

// What the map of cases asks and is told. Used inside http/ only.
#pragma once

#include "modules/cases/cases.h"
#include "platform/http/endpoint.h"

namespace weicheng::casemap {

/// What a map has of the ledger's filter.
struct MapFilter : cases::CaseFilter {};
SHAPE(MapFilter,
    (state, at_most(14), "Several with commas; none: all."),
    (light, at_most(7), "Several with commas; none: all."),
    (kind, at_most(40)),
    (source, at_most(cases::most_sources), "Several with commas; none: all."),
    grid_id,
    (body_id, "Block, line or handling body."));

struct MapQuery : MapFilter {
    std::vector<double> bbox;
    int zoom = 0;
};
SHAPE_ON(MapFilter, MapQuery,
    (bbox, between(4, 4), "The box of the map: minlon,minlat,maxlon,maxlat."),
    (zoom, between(0, 22)));

struct MapKind {
    std::string code;
    std::string name;
    std::string icon;
};
SHAPE(MapKind, code, name, icon);

struct CaseOnMap {
    cases::CaseId id;
    std::string number;
    MapKind kind;
    cases::State state = cases::State::reported;
    std::string summary;
};
SHAPE(CaseOnMap, id, number, kind, state, summary);

struct CaseMapItem {
    Point point;
    std::int64_t count = 0;
    cases::Light light = cases::Light::none;
    std::optional<std::vector<double>> extent;
    std::optional<CaseOnMap> case_;
};
SHAPE(CaseMapItem,
    (point, "Of a cluster: the middle of its cases."),
    (count, "Cases of the cluster; 1 for a single case."),
    (light, "Of a cluster: the most urgent."),
    (extent, "Of a cluster: minlon, minlat, maxlon, maxlat."),
    (case_, "Null for a cluster."));

struct CaseMapReply {
    std::int64_t total = 0;
    std::int64_t as_of_seq = 0;
    std::vector<CaseMapItem> items;
};
SHAPE(CaseMapReply,
    (total, "Cases in the box."),
    (as_of_seq, "The newest fact it knows."),
    (items, "Clusters of about 48 pixels, and single cases."));

} // namespace weicheng::casemap

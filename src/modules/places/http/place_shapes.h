// What travels on the paths of places. Used inside http/ only.
#pragma once

#include "modules/places/places.h"
#include "modules/places/rules/gaps.h"
#include "platform/http/endpoint.h"

namespace weicheng::places {

SHAPE(SiteKind, (code, between(1, 40)), (name_zh, between(1, 60)), (name_en, between(1, 60)));

// ---- answers ----

using NamedBody = http::Named<BodyId>;
using NamedGrid = http::Named<GridId>;

struct GridReply {
    GridId id;
    std::string code;
    std::string name;
    std::string community;
    std::optional<std::string> leader_name;
    std::optional<std::string> leader_title;
    BodyId body_id;
    std::optional<std::string> head_name;
    int worker_count = 0;
    std::vector<NamedBody> member_bodies;
    http::Json polygon; // [[[lon,lat],...],...]
};
SHAPE(GridReply, id, code, name, community,
    (leader_name, "The county leader who answers for it."),
    leader_title,
    (body_id, "The grid's team."),
    head_name, worker_count,
    (member_bodies, "Units that help in the grid."),
    (polygon, "Rings of [lon, lat], the first the outline."));

struct SiteReply {
    SiteId id;
    std::string code;
    std::string kind;
    std::string kind_name;
    std::string name;
    Point point;
    GridId grid_id;
    std::optional<std::string> grid_name;
    BodyId manager_body_id;
    std::optional<std::string> manager_name;
    std::optional<std::string> beneficiary;
};
SHAPE(SiteReply, id, code,
    (kind, "The kind of site, by its code."),
    kind_name, name, point, grid_id, grid_name,
    (manager_body_id, "Who manages it answers for it."),
    manager_name,
    (beneficiary, "Who profits from it, in words."));

struct MapLayer {
    std::string name;
    http::Json geojson; // a FeatureCollection
};
SHAPE(MapLayer, name, (geojson, "A GeoJSON FeatureCollection, WGS84."));

struct MapLayers {
    std::vector<MapLayer> layers;
    std::vector<double> extent; // west, south, east, north
};
SHAPE(MapLayers,
    (layers, "From the ground up."),
    (extent, "West, south, east, north in degrees."));

struct ResponsibilityLink {
    int level = 0;
    std::string role;
    std::optional<std::string> body_name;
    std::optional<std::string> person_name;
    std::optional<std::string> post_title;
    std::optional<std::string> phone;
};
SHAPE(ResponsibilityLink,
    (level, "1 is the county's top."),
    (role, "headquarters_head, county_leader, grid_head, grid_worker or site_manager."),
    body_name,
    (person_name, "Null: nobody is named."),
    post_title, phone);

struct ResponsibilityReply {
    std::optional<NamedGrid> grid;
    std::optional<SiteReply> site;
    std::vector<ResponsibilityLink> chain;
};
SHAPE(ResponsibilityReply, grid, site, chain);

struct ResponsibilityGap {
    rules::GapKind gap;
    std::string subject_kind;
    std::string subject_id;
    std::string subject_name;
    std::string detail;
};
SHAPE(ResponsibilityGap, gap, subject_kind, subject_id, subject_name, detail);

struct PlaceCheckReply {
    bool inside = false;
    std::optional<NamedGrid> grid;
    std::vector<NamedGrid> grids;
    std::optional<std::string> problem;
    std::string words;
};
SHAPE(PlaceCheckReply, inside, grid,
    (grids, "All that hold the point; more than one is a problem."),
    (problem, "A code of the refusals, or null."),
    (words, "What a person is told, in the reader's language."));

// ---- questions and wishes ----

/// Latitudes up to 180 are taken, so that an exchanged pair is told as such.
struct PointQuery {
    double lon = 0;
    double lat = 0;
};
SHAPE(PointQuery, (lon, between(-180, 180)), (lat, between(-180, 180)));

struct ResponsibilityQuery {
    std::optional<double> lon;
    std::optional<double> lat;
    std::optional<SiteId> site_id;
};
SHAPE(ResponsibilityQuery,
    (lon, between(-180, 180), "With lat, or site_id instead."),
    (lat, between(-180, 180)),
    site_id);

struct SiteQuery {
    std::optional<std::string> kind;
    std::optional<GridId> grid_id;
    std::optional<std::string> q;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
SHAPE(SiteQuery,
    (kind, at_most(40), "The kind of site, by its code."),
    grid_id,
    (q, at_most(40), "A piece of the name or of the code."),
    (limit, between(1, largest_page)),
    (cursor, at_most(80)));

struct LayerPath {
    std::string name;
};
SHAPE(LayerPath, (name, between(1, 40)));

struct NewGridInput {
    std::string code;
    std::string name;
    std::string community;
    std::optional<BodyId> body_id;
    std::optional<PersonId> leader_person_id;
    std::vector<std::vector<std::vector<double>>> polygon;
};
SHAPE(NewGridInput,
    (code, between(1, 40), "Unique in the county."),
    (name, between(1, 60)),
    (community, between(1, 60)),
    (body_id, "The grid's team."),
    (leader_person_id, "The county leader."),
    (polygon, between(1, 100), "Rings of [lon, lat], the first the outline, the others holes."));

struct GridLeader {
    std::optional<PersonId> leader_person_id;
};
SHAPE(GridLeader, leader_person_id);

struct NewSiteInput {
    std::string code;
    std::string kind;
    std::string name;
    Point point;
    std::optional<BodyId> manager_body_id;
    std::optional<std::string> beneficiary;
};
SHAPE(NewSiteInput,
    (code, between(1, 40), "Unique in the county."),
    (kind, between(1, 40), "The kind of site, by its code."),
    (name, between(1, 60)),
    point, manager_body_id,
    (beneficiary, at_most(60)));

struct SiteManager {
    std::optional<BodyId> manager_body_id;
};
SHAPE(SiteManager, manager_body_id);

struct NewMapLayer {
    http::Json geojson;
};
SHAPE(NewMapLayer, (geojson, "A GeoJSON FeatureCollection, WGS84."));

} // namespace weicheng::places

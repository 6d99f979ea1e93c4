// What travels on the paths of places. Used inside http/ only.
#pragma once

#include "modules/places/places.h"
#include "modules/places/rules/gaps.h"
#include "platform/http/endpoint.h"

namespace weicheng::places {

// ---- answers ----

template <class Noun>
struct Named {
    Id<Noun> id;
    std::string name;
};
using NamedBody = Named<weicheng::Body>;
using NamedGrid = Named<Grid>;

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
struct GridList {
    std::vector<GridReply> items;
};

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

struct LayerReply {
    std::string name;
    http::Json geojson; // a FeatureCollection
};
struct MapReply {
    std::vector<LayerReply> layers;
    std::vector<double> extent; // west, south, east, north
};

struct LinkReply {
    int level = 0;
    std::string role;
    std::optional<std::string> body_name;
    std::optional<std::string> person_name;
    std::optional<std::string> post_title;
    std::optional<std::string> phone;
};
struct ResponsibilityReply {
    std::optional<NamedGrid> grid;
    std::optional<SiteReply> site;
    std::vector<LinkReply> chain;
};

struct GapReply {
    rules::GapKind gap;
    std::string subject_kind;
    std::string subject_id;
    std::string subject_name;
    std::string detail;
};
struct GapList {
    std::vector<GapReply> items;
};

struct PlaceCheckReply {
    bool inside = false;
    std::optional<NamedGrid> grid;
    std::vector<NamedGrid> grids;
    std::optional<std::string> problem;
    std::string words;
};

// ---- questions and wishes ----

/// Latitudes up to 180 are taken, so that an exchanged pair is told as such.
struct PointQuery {
    double lon = 0;
    double lat = 0;
};
struct ResponsibilityQuery {
    std::optional<double> lon;
    std::optional<double> lat;
    std::optional<SiteId> site_id;
};
struct SiteQuery {
    std::optional<std::string> kind;
    std::optional<GridId> grid_id;
    std::optional<std::string> q;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
struct GridPath {
    GridId id;
};
struct SitePath {
    SiteId id;
};
struct LayerPath {
    std::string name;
};
struct GridWish {
    std::string code;
    std::string name;
    std::string community;
    std::optional<BodyId> body_id;
    std::optional<PersonId> leader_person_id;
    std::vector<std::vector<std::vector<double>>> polygon;
};
struct LeaderWish {
    std::optional<PersonId> leader_person_id;
};
struct SiteWish {
    std::string code;
    std::string kind;
    std::string name;
    Point point;
    std::optional<BodyId> manager_body_id;
    std::optional<std::string> beneficiary;
};
struct ManagerWish {
    std::optional<BodyId> manager_body_id;
};
struct LayerWish {
    http::Json geojson;
};
struct SiteKindList {
    std::vector<SiteKind> items;
};

} // namespace weicheng::places

namespace weicheng::http {

template <>
struct Shape<places::NamedBody> {
    static constexpr std::string_view name = "NamedBody";
    static constexpr auto fields =
        std::tuple{field("id", &places::NamedBody::id), field("name", &places::NamedBody::name)};
};
template <>
struct Shape<places::NamedGrid> {
    static constexpr std::string_view name = "NamedGrid";
    static constexpr auto fields =
        std::tuple{field("id", &places::NamedGrid::id), field("name", &places::NamedGrid::name)};
};
template <>
struct Shape<places::GridReply> {
    using T = places::GridReply;
    static constexpr std::string_view name = "Grid";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("code", &T::code),
                   field("name", &T::name),
                   field("community", &T::community),
                   field("leader_name", &T::leader_name, "The county leader who answers for it."),
                   field("leader_title", &T::leader_title),
                   field("body_id", &T::body_id, "The grid's team."),
                   field("head_name", &T::head_name),
                   field("worker_count", &T::worker_count),
                   field("member_bodies", &T::member_bodies, "Units that help in the grid."),
                   field("polygon", &T::polygon, "Rings of [lon, lat], the first the outline.")};
};
template <>
struct Shape<places::GridList> {
    static constexpr std::string_view name = "GridList";
    static constexpr auto fields = std::tuple{field("items", &places::GridList::items)};
};
template <>
struct Shape<places::SiteReply> {
    using T = places::SiteReply;
    static constexpr std::string_view name = "Site";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("code", &T::code),
                   field("kind", &T::kind),
                   field("kind_name", &T::kind_name),
                   field("name", &T::name),
                   field("point", &T::point),
                   field("grid_id", &T::grid_id),
                   field("grid_name", &T::grid_name),
                   field("manager_body_id", &T::manager_body_id, "Who manages it answers for it."),
                   field("manager_name", &T::manager_name),
                   field("beneficiary", &T::beneficiary, "Who profits from it, in words.")};
};
template <>
struct Shape<places::LayerReply> {
    using T = places::LayerReply;
    static constexpr std::string_view name = "MapLayer";
    static constexpr auto fields =
        std::tuple{field("name", &T::name),
                   field("geojson", &T::geojson, "A GeoJSON FeatureCollection, WGS84.")};
};
template <>
struct Shape<places::MapReply> {
    using T = places::MapReply;
    static constexpr std::string_view name = "MapLayers";
    static constexpr auto fields =
        std::tuple{field("layers", &T::layers, "From the ground up."),
                   field("extent", &T::extent, "West, south, east, north in degrees.")};
};
template <>
struct Shape<places::LinkReply> {
    using T = places::LinkReply;
    static constexpr std::string_view name = "ResponsibilityLink";
    static constexpr auto fields = std::tuple{
        field("level", &T::level, "1 is the county's top."),
        field("role", &T::role,
              "headquarters_head, county_leader, grid_head, grid_worker or site_manager."),
        field("body_name", &T::body_name),
        field("person_name", &T::person_name, "Null: nobody is named."),
        field("post_title", &T::post_title),
        field("phone", &T::phone)};
};
template <>
struct Shape<places::ResponsibilityReply> {
    using T = places::ResponsibilityReply;
    static constexpr std::string_view name = "Responsibility";
    static constexpr auto fields =
        std::tuple{field("grid", &T::grid), field("site", &T::site), field("chain", &T::chain)};
};
template <>
struct Shape<places::GapReply> {
    using T = places::GapReply;
    static constexpr std::string_view name = "ResponsibilityGap";
    static constexpr auto fields =
        std::tuple{field("gap", &T::gap), field("subject_kind", &T::subject_kind),
                   field("subject_id", &T::subject_id), field("subject_name", &T::subject_name),
                   field("detail", &T::detail)};
};
template <>
struct Shape<places::GapList> {
    static constexpr std::string_view name = "ResponsibilityGapList";
    static constexpr auto fields = std::tuple{field("items", &places::GapList::items)};
};
template <>
struct Shape<places::PlaceCheckReply> {
    using T = places::PlaceCheckReply;
    static constexpr std::string_view name = "PlaceCheck";
    static constexpr auto fields = std::tuple{
        field("inside", &T::inside), field("grid", &T::grid),
        field("grids", &T::grids, "All that hold the point; more than one is a problem."),
        field("problem", &T::problem, "A code of the refusals, or null."),
        field("words", &T::words)};
};

template <>
struct Shape<places::PointQuery> {
    using T = places::PointQuery;
    static constexpr std::string_view name = "PointQuery";
    static constexpr auto fields = std::tuple{field("lon", &T::lon, between(-180, 180)),
                                              field("lat", &T::lat, between(-180, 180))};
};
template <>
struct Shape<places::ResponsibilityQuery> {
    using T = places::ResponsibilityQuery;
    static constexpr std::string_view name = "ResponsibilityQuery";
    static constexpr auto fields =
        std::tuple{field("lon", &T::lon, between(-180, 180), "With lat, or site_id instead."),
                   field("lat", &T::lat, between(-180, 180)), field("site_id", &T::site_id)};
};
template <>
struct Shape<places::SiteQuery> {
    using T = places::SiteQuery;
    static constexpr std::string_view name = "SiteQuery";
    static constexpr auto fields =
        std::tuple{field("kind", &T::kind, at_most(40)), field("grid_id", &T::grid_id),
                   field("q", &T::q, at_most(40), "A piece of the name or of the code."),
                   field("limit", &T::limit, between(1, largest_page)),
                   field("cursor", &T::cursor, at_most(80))};
};
template <>
struct Shape<places::GridPath> {
    static constexpr std::string_view name = "GridPath";
    static constexpr auto fields = std::tuple{field("id", &places::GridPath::id)};
};
template <>
struct Shape<places::SitePath> {
    static constexpr std::string_view name = "SitePath";
    static constexpr auto fields = std::tuple{field("id", &places::SitePath::id)};
};
template <>
struct Shape<places::LayerPath> {
    static constexpr std::string_view name = "LayerPath";
    static constexpr auto fields =
        std::tuple{field("name", &places::LayerPath::name, between(1, 40))};
};
template <>
struct Shape<places::GridWish> {
    using T = places::GridWish;
    static constexpr std::string_view name = "NewGrid";
    static constexpr auto fields =
        std::tuple{field("code", &T::code, between(1, 40), "Unique in the county."),
                   field("name", &T::name, between(1, 60)),
                   field("community", &T::community, between(1, 60)),
                   field("body_id", &T::body_id, "The grid's team."),
                   field("leader_person_id", &T::leader_person_id, "The county leader."),
                   field("polygon", &T::polygon, between(1, 100),
                         "Rings of [lon, lat], the first the outline, the others holes.")};
};
template <>
struct Shape<places::LeaderWish> {
    static constexpr std::string_view name = "GridLeader";
    static constexpr auto fields =
        std::tuple{field("leader_person_id", &places::LeaderWish::leader_person_id)};
};
template <>
struct Shape<places::SiteWish> {
    using T = places::SiteWish;
    static constexpr std::string_view name = "NewSite";
    static constexpr auto fields =
        std::tuple{field("code", &T::code, between(1, 40), "Unique in the county."),
                   field("kind", &T::kind, between(1, 40)),
                   field("name", &T::name, between(1, 60)),
                   field("point", &T::point),
                   field("manager_body_id", &T::manager_body_id),
                   field("beneficiary", &T::beneficiary, at_most(60))};
};
template <>
struct Shape<places::ManagerWish> {
    static constexpr std::string_view name = "SiteManager";
    static constexpr auto fields =
        std::tuple{field("manager_body_id", &places::ManagerWish::manager_body_id)};
};
template <>
struct Shape<places::LayerWish> {
    static constexpr std::string_view name = "NewMapLayer";
    static constexpr auto fields = std::tuple{
        field("geojson", &places::LayerWish::geojson, "A GeoJSON FeatureCollection, WGS84.")};
};
template <>
struct Shape<places::SiteKind> {
    using T = places::SiteKind;
    static constexpr std::string_view name = "SiteKind";
    static constexpr auto fields = std::tuple{field("code", &T::code, between(1, 40)),
                                              field("name_zh", &T::name_zh, between(1, 60)),
                                              field("name_en", &T::name_en, between(1, 60))};
};
template <>
struct Shape<places::SiteKindList> {
    static constexpr std::string_view name = "SiteKindList";
    static constexpr auto fields = std::tuple{field("items", &places::SiteKindList::items)};
};

} // namespace weicheng::http

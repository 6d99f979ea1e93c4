// What the map of cases asks and is told. Used inside http/ only.
#pragma once

#include "modules/cases/cases.h"
#include "platform/http/endpoint.h"

namespace weicheng::casemap {

struct MapQuery {
    std::vector<double> bbox;
    int zoom = 0;
    std::vector<cases::State> state;
    std::vector<cases::Light> light;
    std::optional<std::string> kind;
    std::vector<cases::Source> source;
    std::optional<places::GridId> grid_id;
    std::optional<BodyId> body_id;
};
struct MapKind {
    std::string code;
    std::string name;
    std::string icon;
};
struct MapCaseReply {
    cases::CaseId id;
    std::string number;
    MapKind kind;
    cases::State state = cases::State::reported;
    std::string summary;
};
struct MapItem {
    Point point;
    std::int64_t count = 0;
    cases::Light light = cases::Light::none;
    std::optional<std::vector<double>> extent;
    std::optional<MapCaseReply> one;
};
struct MapReply {
    std::int64_t total = 0;
    std::int64_t as_of_seq = 0;
    std::vector<MapItem> items;
};

} // namespace weicheng::casemap

namespace weicheng::http {

template <>
struct Shape<casemap::MapQuery> {
    using T = casemap::MapQuery;
    static constexpr std::string_view name = "CaseMapQuery";
    static constexpr auto fields =
        std::tuple{field("bbox", &T::bbox, between(4, 4), "minlon,minlat,maxlon,maxlat"),
                   field("zoom", &T::zoom, between(0, 22)),
                   field("state", &T::state, at_most(14), "Several with commas; none: all."),
                   field("light", &T::light, at_most(7), "Several with commas; none: all."),
                   field("kind", &T::kind, at_most(40)),
                   field("source", &T::source, at_most(8), "Several with commas; none: all."),
                   field("grid_id", &T::grid_id),
                   field("body_id", &T::body_id, "Block, line or handling body.")};
};
template <>
struct Shape<casemap::MapKind> {
    using T = casemap::MapKind;
    static constexpr std::string_view name = "KindOnMap";
    static constexpr auto fields =
        std::tuple{field("code", &T::code), field("name", &T::name), field("icon", &T::icon)};
};
template <>
struct Shape<casemap::MapCaseReply> {
    using T = casemap::MapCaseReply;
    static constexpr std::string_view name = "CaseOnMap";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("number", &T::number), field("kind", &T::kind),
                   field("state", &T::state), field("summary", &T::summary)};
};
template <>
struct Shape<casemap::MapItem> {
    using T = casemap::MapItem;
    static constexpr std::string_view name = "CaseMapItem";
    static constexpr auto fields = std::tuple{
        field("point", &T::point, "Of a cluster: the middle of its cases."),
        field("count", &T::count), field("light", &T::light, "Of a cluster: the most urgent."),
        field("extent", &T::extent, "Of a cluster: minlon, minlat, maxlon, maxlat."),
        field("case", &T::one, "Null for a cluster.")};
};
template <>
struct Shape<casemap::MapReply> {
    using T = casemap::MapReply;
    static constexpr std::string_view name = "CaseMap";
    static constexpr auto fields =
        std::tuple{field("total", &T::total, "Cases in the box."),
                   field("as_of_seq", &T::as_of_seq, "The newest fact it knows."),
                   field("items", &T::items, "Clusters of about 48 pixels, and single cases.")};
};

} // namespace weicheng::http

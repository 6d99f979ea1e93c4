// What the map of cases asks and is told. Used inside http/ only.
#pragma once

#include "modules/cases/http/case_shapes.h"

namespace weicheng::cases {

struct MapQuery {
    std::vector<double> bbox;
    int zoom = 0;
    std::vector<State> state;
    std::vector<Light> light;
    std::optional<std::string> kind;
    std::vector<Source> source;
    std::optional<places::GridId> grid_id;
    std::optional<BodyId> body_id;
};
struct MapCaseReply {
    CaseId id;
    std::string number;
    KindReply kind;
    State state = State::reported;
    std::string summary;
};
struct MapItem {
    Point point;
    std::int64_t count = 0;
    Light light = Light::none;
    std::optional<std::vector<double>> extent;
    std::optional<MapCaseReply> one;
};
struct MapReply {
    std::int64_t total = 0;
    std::int64_t as_of_seq = 0;
    std::vector<MapItem> items;
};

} // namespace weicheng::cases

namespace weicheng::http {

template <>
struct Shape<cases::MapQuery> {
    using T = cases::MapQuery;
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
struct Shape<cases::MapCaseReply> {
    using T = cases::MapCaseReply;
    static constexpr std::string_view name = "CaseOnMap";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("number", &T::number), field("kind", &T::kind),
                   field("state", &T::state), field("summary", &T::summary)};
};
template <>
struct Shape<cases::MapItem> {
    using T = cases::MapItem;
    static constexpr std::string_view name = "CaseMapItem";
    static constexpr auto fields = std::tuple{
        field("point", &T::point, "Of a cluster: the middle of its cases."),
        field("count", &T::count), field("light", &T::light, "Of a cluster: the most urgent."),
        field("extent", &T::extent, "Of a cluster: minlon, minlat, maxlon, maxlat."),
        field("case", &T::one, "Null for a cluster.")};
};
template <>
struct Shape<cases::MapReply> {
    using T = cases::MapReply;
    static constexpr std::string_view name = "CaseMap";
    static constexpr auto fields =
        std::tuple{field("total", &T::total, "Cases in the box."),
                   field("as_of_seq", &T::as_of_seq, "The newest fact it knows."),
                   field("items", &T::items, "Clusters of about 48 pixels, and single cases.")};
};

} // namespace weicheng::http

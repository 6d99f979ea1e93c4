#include "modules/places/store/geojson.h"

#include "platform/http/json.h"

#include <algorithm>

namespace weicheng::places {

namespace {

using http::Node;

struct NotGeoJson {
    std::string why;
};

Node member(const Node& node, std::string_view name) {
    if (node.kind() != Node::Kind::object) throw NotGeoJson{"an object is missing"};
    const auto found = node.member(name);
    if (!found) throw NotGeoJson{"the member \"" + std::string(name) + "\" is missing"};
    return *found;
}

std::string_view text(const Node& node) {
    if (node.kind() != Node::Kind::text) throw NotGeoJson{"a text is missing"};
    return node.text();
}

/// Calls take(node) for each item of a list.
template <class Take>
void each_item(const Node& list, Take take) {
    if (list.kind() != Node::Kind::list) throw NotGeoJson{"a list is missing"};
    for (std::size_t i = 0; i < list.size(); ++i)
        take(list.at(i));
}

bool is_number(const Node& node) {
    return node.kind() == Node::Kind::integer || node.kind() == Node::Kind::number;
}

Point point_of(const Node& pair) {
    if (pair.kind() != Node::Kind::list || pair.size() < 2 || !is_number(pair.at(0)) ||
        !is_number(pair.at(1)))
        throw NotGeoJson{"a coordinate is no pair of numbers"};
    const double lon = pair.at(0).number(), lat = pair.at(1).number();
    if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90))
        throw NotGeoJson{"a coordinate is not in degrees"};
    return Point::from_degrees(lon, lat);
}

geo::Rings rings_of(const Node& coordinates) {
    geo::Rings rings;
    each_item(coordinates, [&](const Node& ring) {
        auto& points = rings.emplace_back();
        each_item(ring, [&](const Node& pair) { points.push_back(point_of(pair)); });
    });
    return rings;
}

std::string property(const Node& feature, std::string_view name) {
    const auto properties = feature.member("properties");
    if (!properties || properties->kind() != Node::Kind::object) return "";
    const auto value = properties->member(name);
    return value && value->kind() == Node::Kind::text ? std::string(value->text()) : "";
}

void add_outlines(const Node& feature, std::vector<Outline>& outlines) {
    const auto geometry = member(feature, "geometry");
    if (geometry.kind() == Node::Kind::null) return;
    const auto type = text(member(geometry, "type"));
    const auto add = [&](const Node& coordinates) {
        outlines.push_back({property(feature, "code"), property(feature, "name"),
                            property(feature, "community"), rings_of(coordinates)});
    };
    if (type == "Polygon") add(member(geometry, "coordinates"));
    if (type == "MultiPolygon") each_item(member(geometry, "coordinates"), add);
}

/// Widens the box by every pair in nested lists of coordinates.
void widen(const Node& node, std::optional<store::Extent>& box) {
    if (node.kind() != Node::Kind::list) throw NotGeoJson{"a list of coordinates is missing"};
    if (node.size() == 0) return;
    if (node.at(0).kind() == Node::Kind::list)
        return each_item(node, [&](const Node& inner) { widen(inner, box); });
    const auto point = point_of(node);
    if (!box) box = store::Extent{point, point};
    box->least.lon_e7 = std::min(box->least.lon_e7, point.lon_e7);
    box->least.lat_e7 = std::min(box->least.lat_e7, point.lat_e7);
    box->most.lon_e7 = std::max(box->most.lon_e7, point.lon_e7);
    box->most.lat_e7 = std::max(box->most.lat_e7, point.lat_e7);
}

void widen_by_feature(const Node& feature, std::optional<store::Extent>& box) {
    if (text(member(feature, "type")) != "Feature") throw NotGeoJson{"an item is no Feature"};
    const auto geometry = member(feature, "geometry");
    if (geometry.kind() != Node::Kind::null) widen(member(geometry, "coordinates"), box);
}

/// Runs `read(features)` on the list of features of a FeatureCollection.
template <class Read>
Result<void> read_features(std::string_view geojson, Read read) {
    const auto document = http::Document::parse(geojson);
    if (!document) return document.refusal();
    try {
        const auto root = document->root();
        if (text(member(root, "type")) != "FeatureCollection")
            throw NotGeoJson{"the type is not FeatureCollection"};
        each_item(member(root, "features"), read);
    } catch (const NotGeoJson& fault) {
        return refuse_at("/geojson", "map_layer.not_geojson", {{"fault", fault.why}});
    }
    return {};
}

} // namespace

Result<std::vector<Outline>> outlines_of(std::string_view geojson) {
    std::vector<Outline> outlines;
    const auto done =
        read_features(geojson, [&](const Node& feature) { add_outlines(feature, outlines); });
    if (!done) return done.refusal();
    return outlines;
}

namespace store {

Result<std::optional<Extent>> extent_of(std::string_view geojson) {
    std::optional<Extent> box;
    const auto done =
        read_features(geojson, [&](const Node& feature) { widen_by_feature(feature, box); });
    if (!done) return done.refusal();
    return box;
}

} // namespace store
} // namespace weicheng::places

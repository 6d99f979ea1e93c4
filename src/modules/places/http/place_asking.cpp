#include "modules/places/actions/find_gaps.h"
#include "modules/places/http/place_http.h"
#include "modules/places/http/place_words.h"
#include "modules/places/store/county_map.h"
#include "modules/places/store/geojson.h"
#include "modules/places/store/places_store.h"
#include "platform/auth/auth.h"

#include <algorithm>

namespace weicheng::places {

using http::Context;
using http::Nothing;

/// Open pages have no signed-in caller: they belong to the home county.
static CountyId county_of(const Context& context, db::Tx& tx) {
    if (context.caller.county) return context.caller.county;
    const auto home = auth::home_county(tx);
    return home ? home->id : CountyId{};
}

static std::optional<std::string> text_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

static Result<Answer> answer_to(const Context& context, db::Tx& tx,
                                const ResponsibilityQuery& query) {
    const auto county = context.caller.county;
    if (query.site_id) return find_responsibility(tx, county, *query.site_id);
    if (query.lon && query.lat)
        return find_responsibility(tx, county, Point::from_degrees(*query.lon, *query.lat));
    return Refusal{"place.point_missing"};
}

static Result<ResponsibilityReply> get_responsibility(const Context& context, db::Tx& tx,
                                                      const ResponsibilityQuery& query) {
    const auto answer = answer_to(context, tx, query);
    if (!answer) return answer.refusal();
    ResponsibilityReply reply;
    if (answer->grid) reply.grid = NamedGrid{answer->grid->id, answer->grid->name};
    if (answer->site)
        reply.site =
            site_replies(tx, context.caller.county, {*answer->site}, context.locale).front();
    for (const auto& link : answer->chain)
        reply.chain.push_back({link.level, link.role, text_or_none(link.body_name),
                               text_or_none(link.person_name), text_or_none(link.post_title),
                               text_or_none(link.phone)});
    return reply;
}

static Result<http::List<ResponsibilityGap>> get_gaps(const Context& context, const Nothing&,
                                                      const Nothing&) {
    return context.database.read([&](db::Tx& tx) {
        http::List<ResponsibilityGap> list;
        for (const auto& gap : find_gaps(tx, context.caller.county, context.now, context.locale)) {
            auto name = gap.subject_name;
            if (gap.kind == rules::GapKind::uncovered_ground)
                if (const auto county = auth::county(tx, context.caller.county))
                    name = county->name;
            list.items.push_back({gap.kind, gap.subject_kind, gap.subject_id, std::move(name),
                                  detail_of(gap, context.locale)});
        }
        return Result<http::List<ResponsibilityGap>>{std::move(list)};
    });
}

static Result<PlaceCheckReply> get_place_check(const Context& context, db::Tx& tx,
                                               const PointQuery& query) {
    const auto map = store::county_map(tx, county_of(context, tx));
    const auto sighting = map->sight(Point::from_degrees(query.lon, query.lat));
    const auto judged = rules::judge_place(sighting, std::nullopt);
    PlaceCheckReply reply;
    reply.inside = sighting.inside;
    for (const auto& grid : sighting.grids)
        reply.grids.push_back({grid.id, grid.name});
    if (judged && judged->id) reply.grid = NamedGrid{judged->id, judged->name};
    if (!judged) reply.problem = judged.refusal().code;
    reply.words = judged ? inside_words(judged->name, context.locale)
                         : sentence_of(judged.refusal(), context.locale);
    return reply;
}

/// The box around the county's edge; without one, around all that is drawn.
static std::vector<double> extent_of(const std::vector<store::Layer>& layers) {
    std::optional<store::Extent> whole;
    for (const auto& layer : layers) {
        const auto box = store::extent_of(layer.geojson);
        if (!box || !*box) continue;
        if (layer.name == "boundary") {
            whole = **box;
            break;
        }
        if (!whole) whole = **box;
        whole->least.lon_e7 = std::min(whole->least.lon_e7, (*box)->least.lon_e7);
        whole->least.lat_e7 = std::min(whole->least.lat_e7, (*box)->least.lat_e7);
        whole->most.lon_e7 = std::max(whole->most.lon_e7, (*box)->most.lon_e7);
        whole->most.lat_e7 = std::max(whole->most.lat_e7, (*box)->most.lat_e7);
    }
    if (!whole) return {73, 18, 135, 54}; // nothing is drawn yet: the country
    return {whole->least.lon(), whole->least.lat(), whole->most.lon(), whole->most.lat()};
}

/// The base map changes once in a season and weighs some hundred kilobytes: whoever has it asks
/// only whether it is still the same.
static Result<http::RawReply> get_map_layers(const Context& context, const Nothing&,
                                             const Nothing&) {
    return context.database.read([&](db::Tx& tx) {
        const auto county = county_of(context, tx);
        const auto etag = "\"" + std::to_string(store::revision(tx, county)) + "\"";
        http::RawReply reply;
        reply.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}};
        if (context.request.header("if-none-match") == etag) {
            reply.status = 304;
            reply.content_type.clear();
            return Result<http::RawReply>{std::move(reply)};
        }
        MapLayers map;
        const auto layers = store::map_layers(tx, county);
        map.extent = extent_of(layers);
        for (const auto& layer : layers)
            map.layers.push_back({layer.name, {layer.geojson}});
        reply.body = http::to_json(map);
        return Result<http::RawReply>{std::move(reply)};
    });
}

static http::Spec asking(std::string path, std::string operation_id, std::string words,
                         http::Door door, std::string row) {
    return {.method = http::Method::get,
            .path = std::move(path),
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = door,
            .row = std::move(row)};
}

std::vector<http::Endpoint> asking_endpoints() {
    using http::Door;
    auto layers = http::slow<Nothing, Nothing, http::RawReply>(
        asking("/api/v1/map-layers", "list_map_layers", "The county's own base map.", Door::open,
               "R1.4"),
        &get_map_layers);
    layers.reply_schema = http::named_schema<MapLayers>(http::Direction::answered, layers.schemas);
    return {
        std::move(layers),
        http::read<ResponsibilityQuery, ResponsibilityReply>(
            asking("/api/v1/responsibility", "get_responsibility",
                   "Who answers for a place, from the top leader down.", Door::signed_in, "R1.5"),
            &get_responsibility),
        http::slow<Nothing, Nothing, http::List<ResponsibilityGap>>(
            asking("/api/v1/responsibility-gaps", "list_responsibility_gaps",
                   "Places and duties without an owner.", Door::signed_in, "R1.4"),
            &get_gaps),
        http::read<PointQuery, PlaceCheckReply>(
            asking("/api/v1/place-check", "get_place_check",
                   "Whether a point lies in the county, and in which grid.", Door::open, "R2.2"),
            &get_place_check),
    };
}

} // namespace weicheng::places

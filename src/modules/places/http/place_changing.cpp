#include "modules/places/http/place_http.h"

#include <algorithm>

namespace weicheng::places {

using http::Context;
using http::Nothing;

/// [[[lon,lat],...],...] in degrees; every point that is none is an error with its path.
static Result<geo::Rings> rings_of(const NewGridInput& input) {
    http::Errors errors;
    geo::Rings rings;
    for (std::size_t i = 0; i < input.polygon.size(); ++i) {
        auto& ring = rings.emplace_back();
        for (std::size_t j = 0; j < input.polygon[i].size(); ++j) {
            const auto& pair = input.polygon[i][j];
            const bool sound = pair.size() == 2 && pair[0] >= -180 && pair[0] <= 180 &&
                               pair[1] >= -90 && pair[1] <= 90;
            if (sound)
                ring.push_back(Point::from_degrees(pair[0], pair[1]));
            else
                errors.add("/polygon/" + std::to_string(i) + "/" + std::to_string(j),
                           "place.ring_wrong");
        }
    }
    if (errors.any()) return errors.refusal();
    return rings;
}

static GridReply reply_of(db::Tx& tx, CountyId county, GridId id) {
    auto replies = grid_replies(tx, county);
    const auto found = std::find_if(replies.begin(), replies.end(),
                                    [&](const GridReply& reply) { return reply.id == id; });
    check(found != replies.end(), "a grid just changed is there");
    return std::move(*found);
}

static SiteReply reply_of(const Context& context, db::Tx& tx, SiteId id) {
    const auto county = context.caller.county;
    return site_replies(tx, county, {*site(tx, county, id)}, context.locale).front();
}

static Result<GridReply> post_grid(const Context& context, db::Tx& tx, const Nothing&,
                                   const NewGridInput& input) {
    auto rings = rings_of(input);
    if (!rings) return rings.refusal();
    const auto id =
        create_grid(tx, context.caller,
                    {input.code, input.name, input.community, input.body_id.value_or(BodyId{}),
                     input.leader_person_id.value_or(PersonId{}), std::move(*rings)},
                    context.now);
    if (!id) return id.refusal();
    return reply_of(tx, context.caller.county, *id);
}

static Result<GridReply> put_leader(const Context& context, db::Tx& tx,
                                    const http::ById<GridId>& path, const GridLeader& input) {
    const auto done = set_grid_leader(tx, context.caller, path.id,
                                      input.leader_person_id.value_or(PersonId{}), context.now);
    if (!done) return done.refusal();
    return reply_of(tx, context.caller.county, path.id);
}

static Result<SiteReply> post_site(const Context& context, db::Tx& tx, const Nothing&,
                                   const NewSiteInput& input) {
    const auto id =
        create_site(tx, context.caller,
                    {input.code, input.kind, input.name, input.point,
                     input.manager_body_id.value_or(BodyId{}), input.beneficiary.value_or("")},
                    context.now);
    if (!id) return id.refusal();
    return reply_of(context, tx, *id);
}

static Result<SiteReply> put_manager(const Context& context, db::Tx& tx,
                                     const http::ById<SiteId>& path, const SiteManager& input) {
    const auto done = set_site_manager(tx, context.caller, path.id,
                                       input.manager_body_id.value_or(BodyId{}), context.now);
    if (!done) return done.refusal();
    return reply_of(context, tx, path.id);
}

static Result<SiteKind> post_site_kind(const Context& context, db::Tx& tx, const Nothing&,
                                       const SiteKind& kind) {
    const auto done = set_site_kind(tx, context.caller, kind, context.now);
    if (!done) return done.refusal();
    return kind;
}

static Result<Nothing> put_map_layer(const Context& context, db::Tx& tx, const LayerPath& path,
                                     const NewMapLayer& input) {
    const auto done = set_map_layer(tx, context.caller, path.name, input.geojson.text, context.now);
    if (!done) return done.refusal();
    return Nothing{};
}

static http::Spec changing(http::Method method, std::string path, std::string operation_id,
                           std::string words) {
    const bool creates = method == http::Method::post;
    return {.method = method,
            .path = std::move(path),
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = http::Door::power,
            .power = "places.edit",
            .success = creates ? 201 : 200,
            .keyed = creates,
            .row = "R1.4"};
}

std::vector<http::Endpoint> changing_endpoints() {
    using http::Method;
    auto grid_endpoint = http::write<Nothing, NewGridInput, GridReply>(
        changing(Method::post, "/api/v1/grids", "create_grid", "Add a grid with its polygon."),
        &post_grid);
    grid_endpoint.content_limit = 512 * 1024;
    auto layer_endpoint = http::write<LayerPath, NewMapLayer, Nothing>(
        changing(Method::put, "/api/v1/map-layers/{name}", "set_map_layer",
                 "Set a layer of the base map; the layer boundary is the county's edge."),
        &put_map_layer);
    layer_endpoint.content_limit = 4 * 1024 * 1024;
    return {
        std::move(grid_endpoint),
        http::write<http::ById<GridId>, GridLeader, GridReply>(
            changing(Method::put, "/api/v1/grids/{id}/leader", "set_grid_leader",
                     "Name the county leader who answers for a grid."),
            &put_leader),
        http::write<Nothing, NewSiteInput, SiteReply>(
            changing(Method::post, "/api/v1/sites", "create_site", "Add a site."), &post_site),
        http::write<http::ById<SiteId>, SiteManager, SiteReply>(
            changing(Method::put, "/api/v1/sites/{id}/manager", "set_site_manager",
                     "Name the body that manages a site."),
            &put_manager),
        http::write<Nothing, SiteKind, SiteKind>(changing(Method::post, "/api/v1/site-kinds",
                                                          "set_site_kind",
                                                          "Add or rename a kind of site."),
                                                 &post_site_kind),
        std::move(layer_endpoint),
    };
}

} // namespace weicheng::places

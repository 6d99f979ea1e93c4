#include "modules/casemap/http/casemap_http.h"
#include "modules/casemap/http/map_shapes.h"
#include "modules/casemap/store/map_image.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::casemap {

using http::Context;
using http::Nothing;

static Result<MapBox> box_of(const std::vector<double>& bbox) {
    const auto wrong = refuse_at("?bbox", "case.bbox_wrong");
    if (bbox.size() != 4) return wrong;
    for (const std::size_t lon : {0U, 2U})
        if (!(bbox[lon] >= -180 && bbox[lon] <= 180) ||
            !(bbox[lon + 1] >= -90 && bbox[lon + 1] <= 90))
            return wrong;
    if (bbox[0] > bbox[2] || bbox[1] > bbox[3]) return wrong;
    return MapBox{Point::from_degrees(bbox[0], bbox[1]), Point::from_degrees(bbox[2], bbox[3])};
}

static CaseMapItem item_of(const Context& context, db::Tx& tx, const Cluster& cluster,
                           const rulebook::Rules& rules) {
    CaseMapItem item;
    item.point = cluster.middle;
    item.count = cluster.count;
    item.light = cluster.worst;
    if (cluster.count > 1) {
        item.extent = {cluster.least.lon(), cluster.least.lat(), cluster.most.lon(),
                       cluster.most.lat()};
        return item;
    }
    const auto card = map_card(tx, context.caller.county, cluster.one);
    if (!card) return item;
    const auto* kind = rules.get<cases::CaseKinds>().find(card->kind);
    const auto name = kind ? kind->name.in(context.locale) : card->kind;
    item.case_ = {card->id,
                  card->number,
                  {card->kind, name, kind ? kind->icon : ""},
                  card->state,
                  card->summary};
    return item;
}

static Result<CaseMapReply> tell_map(facts::Follower& follower, const Context& context, db::Tx& tx,
                                     const MapQuery& query) {
    const auto box = box_of(query.bbox);
    if (!box) return box.refusal();
    const auto county = context.caller.county;
    Clusters clusters(*box, query.zoom);
    CaseMapReply reply;
    const bool looked = follower.look(tx, county, [&](const facts::Image& image, std::int64_t seq) {
        static_cast<const MapImage&>(image).gather(*box, query, context.caller, context.now,
                                                   clusters);
        reply.as_of_seq = seq;
    });
    if (!looked) { // the image is still being built
        MapImage::of_box(tx, county, *box)
            ->gather(*box, query, context.caller, context.now, clusters);
        reply.as_of_seq = facts::head(tx, county);
    }
    const auto rules = rulebook::in_force(tx, county, context.now);
    for (const auto& cluster : clusters.made()) {
        reply.total += cluster.count;
        reply.items.push_back(item_of(context, tx, cluster, *rules));
    }
    return reply;
}

std::vector<http::Endpoint> map_endpoints(std::shared_ptr<facts::Follower> follower) {
    return {http::slow<MapQuery, Nothing, CaseMapReply>(
        {.method = http::Method::get,
         .path = "/api/v1/case-map",
         .operation_id = "get_case_map",
         .words = "The cases of a map's box that the caller sees, gathered into clusters.",
         .door = http::Door::signed_in,
         .row = "R2.7"},
        [follower](const Context& context, const MapQuery& query, const Nothing&) {
            return context.database.read(
                [&](db::Tx& tx) { return tell_map(*follower, context, tx, query); });
        })};
}

} // namespace weicheng::casemap

#include "modules/casemap/http/casemap_http.h"
#include "modules/casemap/http/map_shapes.h"
#include "modules/casemap/store/map_image.h"

namespace weicheng::casemap {

using http::Context;
using http::Nothing;

namespace {

struct CasesOfGrid {
    places::GridId grid_id;
    std::int64_t count = 0;
};
SHAPE(CasesOfGrid, grid_id, count);

} // namespace

/// From the map's image; by the tables while it is being built.
static Result<http::List<CasesOfGrid>> tell_grids(facts::Follower& follower, const Context& context,
                                                  db::Tx& tx, const MapFilter& wanted) {
    std::map<places::GridId, std::int64_t> counts;
    const bool looked =
        follower.look(tx, context.caller.county, [&](const facts::Image& image, std::int64_t) {
            counts =
                static_cast<const MapImage&>(image).by_grid(wanted, context.caller, context.now);
        });
    if (!looked) counts = cases::cases_by_grid(tx, context.caller, wanted, context.now);
    http::List<CasesOfGrid> list;
    for (const auto& [grid, count] : counts)
        list.items.push_back({grid, count});
    return list;
}

std::vector<http::Endpoint> grid_endpoints(std::shared_ptr<facts::Follower> follower) {
    return {http::slow<MapFilter, Nothing, http::List<CasesOfGrid>>(
        {.method = http::Method::get,
         .path = "/api/v1/case-map/grids",
         .operation_id = "list_cases_by_grid",
         .words = "How many of the cases on the map lie in each grid that has some.",
         .door = http::Door::signed_in,
         .row = "R2.7"},
        [follower](const Context& context, const MapFilter& query, const Nothing&) {
            return context.database.read(
                [&](db::Tx& tx) { return tell_grids(*follower, context, tx, query); });
        })};
}

} // namespace weicheng::casemap

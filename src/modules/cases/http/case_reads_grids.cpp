#include "modules/cases/http/case_filters.h"
#include "modules/cases/http/case_http.h"
#include "modules/cases/store/grid_counts.h"
#include "modules/cases/store/map_image.h"

namespace weicheng::cases {

using http::Context;
using http::Nothing;

namespace {

struct GridsQuery {
    std::vector<State> state;
    std::vector<Light> light;
    std::optional<std::string> kind;
    std::vector<Source> source;
    std::optional<places::GridId> grid_id;
    std::optional<BodyId> body_id;
};
struct GridCountRow {
    places::GridId grid_id;
    std::int64_t count = 0;
};
struct GridCountList {
    std::vector<GridCountRow> items;
};

} // namespace

} // namespace weicheng::cases

namespace weicheng::http {

template <>
struct Shape<cases::GridsQuery> {
    using T = cases::GridsQuery;
    static constexpr std::string_view name = "CaseGridsQuery";
    static constexpr auto fields =
        std::tuple{field("state", &T::state, at_most(14), "Several with commas; none: all."),
                   field("light", &T::light, at_most(7), "Several with commas; none: all."),
                   field("kind", &T::kind, at_most(40)),
                   field("source", &T::source, at_most(8), "Several with commas; none: all."),
                   field("grid_id", &T::grid_id),
                   field("body_id", &T::body_id, "Block, line or handling body.")};
};
template <>
struct Shape<cases::GridCountRow> {
    using T = cases::GridCountRow;
    static constexpr std::string_view name = "CasesOfGrid";
    static constexpr auto fields =
        std::tuple{field("grid_id", &T::grid_id), field("count", &T::count)};
};
template <>
struct Shape<cases::GridCountList> {
    static constexpr std::string_view name = "CasesByGrid";
    static constexpr auto fields =
        std::tuple{field("items", &cases::GridCountList::items, "Grids that have some.")};
};

} // namespace weicheng::http

namespace weicheng::cases {

/// From the map's image; by the tables while it is being built.
static Result<GridCountList> tell_grids(facts::Follower& follower, const Context& context,
                                        db::Tx& tx, const GridsQuery& query) {
    GridCountList list;
    const MapFilter wanted{query.state,
                           query.light,
                           query.kind.value_or(""),
                           query.source,
                           query.grid_id.value_or(places::GridId{}),
                           query.body_id.value_or(BodyId{})};
    const bool looked =
        follower.look(tx, context.caller.county, [&](const facts::Image& image, std::int64_t) {
            const auto& map = static_cast<const MapImage&>(image);
            for (const auto& [grid, count] : map.by_grid(wanted, context.caller, context.now))
                list.items.push_back({grid, count});
        });
    if (looked) return list;
    ListQuery asked;
    asked.state = query.state;
    asked.light = query.light;
    asked.kind = query.kind;
    asked.source = query.source;
    asked.grid_id = query.grid_id;
    asked.body_id = query.body_id;
    for (const auto& each : grid_counts(tx, context.caller, filter_of(asked), context.now))
        list.items.push_back({each.grid, each.count});
    return list;
}

std::vector<http::Endpoint> grid_endpoints(std::shared_ptr<facts::Follower> follower) {
    return {http::slow<GridsQuery, Nothing, GridCountList>(
        {.method = http::Method::get,
         .path = "/api/v1/case-map/grids",
         .operation_id = "list_cases_by_grid",
         .words = "How many of the cases on the map lie in each grid.",
         .door = http::Door::signed_in,
         .row = "R2.7"},
        [follower](const Context& context, const GridsQuery& query, const Nothing&) {
            return context.database.read(
                [&](db::Tx& tx) { return tell_grids(*follower, context, tx, query); });
        })};
}

} // namespace weicheng::cases

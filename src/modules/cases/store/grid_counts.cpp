#include "modules/cases/store/case_filter.h"

namespace weicheng::cases {

#define BY_GRID " AND c.grid_id IS NOT NULL"
#define EACH_GRID " GROUP BY c.grid_id ORDER BY c.grid_id"

static const db::Query count_grids{"cases.count_grids",
                                   "SELECT c.grid_id, COUNT(*)" FILTERED BY_GRID EACH_GRID};
static const db::Query count_own_grids{
    "cases.count_own_grids",
    "SELECT c.grid_id, COUNT(*)" FILTERED BY_GRID SEEN_BY("$51", "$52") EACH_GRID};

std::map<places::GridId, std::int64_t> cases_by_grid(db::Tx& tx, const Caller& caller,
                                                     const CaseFilter& filter, Instant now) {
    const bool all = caller.may_in_county("cases.read");
    const FilterParams ready(caller, filter, now);
    auto params = ready.params();
    if (!all) FilterParams::add_sight(params, caller);
    std::map<places::GridId, std::int64_t> counts;
    tx.each(all ? count_grids : count_own_grids, params,
            [&](const db::Row& row) { counts[row.get<places::GridId>(0)] = row.integer(1); });
    return counts;
}

} // namespace weicheng::cases

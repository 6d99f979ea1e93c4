#include "modules/cases/store/case_filter.h"

namespace weicheng::cases {

static const SightQuery count_grids{"cases.count_grids", "cases.count_own_grids",
                                    "SELECT c.grid_id, COUNT(*)" + filtered() +
                                        " AND c.grid_id IS NOT NULL",
                                    " GROUP BY c.grid_id ORDER BY c.grid_id"};

std::map<places::GridId, std::int64_t> cases_by_grid(db::Tx& tx, const Caller& caller,
                                                     const CaseFilter& filter, Instant now) {
    const FilterParams ready(caller, filter, now);
    std::map<places::GridId, std::int64_t> counts;
    tx.each(count_grids.of(ready.sight()), ready.params(),
            [&](const db::Row& row) { counts[row.get<places::GridId>(0)] = row.integer(1); });
    return counts;
}

} // namespace weicheng::cases

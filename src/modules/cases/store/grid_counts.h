// How many cases of a filter lie in each grid, for the names of the grids on the map. Used by the
// http room.
#pragma once

#include "modules/cases/store/case_list.h"

namespace weicheng::cases {

struct GridCount {
    places::GridId grid;
    std::int64_t count = 0;
};

/// Of what the caller sees, by grid; grids without such cases and cases outside all grids are left
/// out. Takes from the filter what a map has: states, lights, kind, sources, grid and body.
std::vector<GridCount> grid_counts(db::Tx& tx, const Caller& caller, const Filter& filter,
                                   Instant now);

} // namespace weicheng::cases

// The twelve figures of a day as columns, in the order of Figure. Used by the roll-ups' queries
// only.
#pragma once

#include "platform/db/table.h"

namespace weicheng::progress {

inline const std::vector<db::Sql>& figure_columns() {
    static const std::vector<db::Sql> columns{"reported", "filed",    "closed",   "in_time",
                                              "late",     "exempt",   "pending",  "reworked",
                                              "returned", "recurred", "extended", "suspended"};
    return columns;
}

/// `make(column)` of each.
template <class Make>
std::vector<db::Sql> of_each_figure(Make make) {
    std::vector<db::Sql> all;
    for (const auto& column : figure_columns())
        all.push_back(make(column));
    return all;
}

} // namespace weicheng::progress

// What is asked about some days and answered. Used inside http/ only.
#pragma once

#include "modules/progress/store/day_figures.h"
#include "platform/http/endpoint.h"

namespace weicheng::progress {

struct RatesQuery {
    Date from;
    Date to;
    RatesBy by = RatesBy::grid;
};
SHAPE(RatesQuery,
    (from, "A day of the county, inside."),
    (to, "A day of the county, inside."),
    by);

struct RatesOfCases {
    std::optional<std::string> id;
    std::optional<std::string> code;
    std::string name;
    std::int64_t reported = 0, filed = 0, closed = 0, due = 0, closed_in_time = 0, late = 0,
                 exempt = 0, reworked = 0, returned = 0, recurred = 0, extended = 0, suspended = 0;
    std::optional<std::int64_t> in_time_permille;
    std::optional<std::int64_t> rework_permille;
};
SHAPE(RatesOfCases,
    (id, "Of the grid or body; null: none, or by kind."),
    (code, "Of the kind, by kind."),
    name, reported, filed, closed,
    (due, "Struck off before the limit passed, on that day; else on the day it passed."),
    (closed_in_time, "Of those: confirmed by the unit in time."),
    (late, "Of those: the unit's clock ran out first, also where exempted."),
    (exempt, "Late ones that were exempted."),
    reworked, returned,
    (recurred, "Strike-offs that did not last."),
    extended, suspended,
    (in_time_permille, "Of due without exempt; null for none."),
    (rework_permille, "Reworks of filed; null for none."));

struct CaseRates {
    Date from;
    Date to;
    std::vector<RatesOfCases> items;
};
SHAPE(CaseRates, from, to, items);

} // namespace weicheng::progress

// The roll-ups of days: what each brought, by place and unit and by kind. Kept in the transaction
// of every change of a case; `weicheng verify` counts everything again.
#pragma once

#include "modules/progress/rules/rates.h"
#include "platform/db/db.h"

namespace weicheng::progress {

/// Persisted nowhere; names of the query.
enum class RatesBy { grid, block_body, handling_body, kind };
ENUM_NAMES(RatesBy, grid, block_body, handling_body, kind);
struct RatesLine {
    std::int64_t id = 0; // of the grid or body
    std::string kind;
    std::string name; // of the grid or body as it is called now
    Rates rates;
};
/// From and to are days of the county, both inside. What waits for a limit of `today` or later is
/// not due yet.
std::vector<RatesLine> rates_between(db::Tx& tx, CountyId county, RatesBy by, Day from, Day to,
                                     Day today);

} // namespace weicheng::progress

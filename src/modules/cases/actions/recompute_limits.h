// The limits of open cases counted by the calendar as it now stands. Queued when the calendar
// changes, done by the jobs of the clocks.
#pragma once

#include "modules/cases/cases.h"

namespace weicheng::cases {

/// Recomputes those of one case; nothing happens to one that has ended meanwhile.
void recompute_limits(db::Tx& tx, CountyId county, CaseId id, Instant now);

} // namespace weicheng::cases

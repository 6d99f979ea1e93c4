// The list of gaps of a county (R1.4). Called by http/.
#pragma once

#include "modules/places/rules/gaps.h"

namespace weicheng::places {

std::vector<rules::Gap> find_gaps(db::Tx& tx, CountyId county, Instant now, Locale locale);

} // namespace weicheng::places

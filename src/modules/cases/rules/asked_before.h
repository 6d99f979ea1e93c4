// What a case's units asked for before, as far as the rules cap it. Used inside rules/ and by the
// actions that fetch it.
#pragma once

#include "modules/cases/cases.h"

namespace weicheng::cases {

struct AskedBefore {
    int extensions = 0;    // granted in this period
    bool lateness = false; // appealed once, in whatever period
};
/// Of all requests of the case.
AskedBefore asked_before(const std::vector<Request>& requests, int period);

} // namespace weicheng::cases

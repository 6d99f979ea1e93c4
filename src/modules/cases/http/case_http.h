// The paths of the ledger. Used by module.cpp only.
#pragma once

#include "platform/module.h"

namespace weicheng::cases {

/// Lists, counts, the export, one case.
std::vector<http::Endpoint> reading_endpoints(const Services& services);
/// Kinds and reasons in force.
std::vector<http::Endpoint> rule_endpoints(const Services& services);
/// The desk of the day.
std::vector<http::Endpoint> today_endpoints(const Services& services);
/// Duplicates nearby, and spots where problems come back.
std::vector<http::Endpoint> near_endpoints(const Services& services);
/// Reports, moves, the look at a contact.
std::vector<http::Endpoint> moving_endpoints(const Services& services);

} // namespace weicheng::cases

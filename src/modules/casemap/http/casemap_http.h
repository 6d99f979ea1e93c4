// The paths of the map of cases and the words of its refusals. Used by module.cpp only.
#pragma once

#include "platform/facts/follower.h"
#include "platform/module.h"

namespace weicheng::casemap {

/// The map of cases, answered from memory where the follower has its image.
std::vector<http::Endpoint> map_endpoints(std::shared_ptr<facts::Follower> follower);
/// How many cases of the map lie in each grid.
std::vector<http::Endpoint> grid_endpoints(std::shared_ptr<facts::Follower> follower);
std::vector<RefusalWords> refusal_words();

} // namespace weicheng::casemap

// The paths of campaigns. Called by module.cpp.
#pragma once

#include "platform/http/endpoint.h"

namespace weicheng::campaigns {

std::vector<http::Endpoint> campaign_endpoints();

} // namespace weicheng::campaigns

// The endpoints of the rulebook. Used by module.cpp only.
#pragma once

#include "platform/http/endpoint.h"

namespace weicheng::rulebook {

std::vector<http::Endpoint> endpoints();

} // namespace weicheng::rulebook

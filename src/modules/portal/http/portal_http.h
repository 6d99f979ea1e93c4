// The citizen's paths. Called by module.cpp.
#pragma once

#include "platform/http/endpoint.h"
#include "platform/module.h"

namespace weicheng::portal {

std::vector<http::Endpoint> endpoints(const Services& services);

} // namespace weicheng::portal

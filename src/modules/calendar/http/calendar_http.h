// The endpoints of the calendar. Used by module.cpp only.
#pragma once

#include "platform/http/endpoint.h"

namespace weicheng::calendar {

std::vector<http::Endpoint> endpoints();

} // namespace weicheng::calendar

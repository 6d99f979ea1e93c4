// The paths by which units ask and others decide: 延期, 暂缓, 超期申诉. Used by case_moving.cpp
// only.
#pragma once

#include "platform/module.h"

namespace weicheng::cases {

std::vector<http::Endpoint> request_endpoints(const Services& services);

} // namespace weicheng::cases

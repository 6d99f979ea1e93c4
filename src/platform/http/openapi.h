// The OpenAPI 3.1 text of a list of endpoints. Used by `weicheng openapi`, /api/v1/openapi.json and
// the tests.
#pragma once

#include "platform/http/endpoint.h"

#include <string>
#include <vector>

namespace weicheng::http {

/// Sorted by path and method, indented by two spaces, ended by a line feed. Bug when two different
/// shapes share a name.
std::string openapi(const std::vector<Endpoint>& endpoints, std::string_view version);

} // namespace weicheng::http

// The program's own endpoints: is it alive, its figures, its description.
#pragma once

#include "platform/http/endpoint.h"

#include <functional>
#include <string>
#include <vector>

namespace weicheng::app {

struct SystemParts {
    std::function<std::string()> metrics;                                    // Prometheus text
    std::function<std::string()> openapi;                                    // JSON text
    std::function<Result<http::RawReply>(const http::Context&)> events = {}; // live updates
    bool open_metrics = false;
};

std::vector<http::Endpoint> system_endpoints(SystemParts parts);

} // namespace weicheng::app

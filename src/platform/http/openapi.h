// The OpenAPI 3.1 text of a list of endpoints. Used by `weicheng openapi`, /api/v1/openapi.json and
// the tests.
#pragma once

#include "platform/http/endpoint.h"

#include <map>
#include <string>
#include <vector>

namespace weicheng::http {

/// What the endpoints do not say by themselves.
struct Contract {
    std::string version;
    std::map<std::string, std::string> nouns = {};   // of Endpoint::noun: a sentence for each
    std::map<std::string, std::string> members = {}; // words for members without words of their own
};

/// Sorted by path and method, indented by two spaces, ended by a line feed. Bug when two different
/// shapes share a name, when something has no words, or when nothing needs words of the contract.
std::string openapi(const std::vector<Endpoint>& endpoints, const Contract& contract);

} // namespace weicheng::http

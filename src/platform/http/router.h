// Finds the endpoint of a method and a path. Used by the front.
#pragma once

#include "platform/http/endpoint.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace weicheng::http {

class Router {
  public:
    /// Bug when two endpoints share method and path, or an operation id.
    explicit Router(const std::vector<Endpoint>& endpoints);

    struct Found {
        const Endpoint* endpoint = nullptr;
        Pairs params = {};      // decoded
        std::string allow = {}; // the methods of a known path, when the asked one is not among them
    };
    /// `path` is decoded except for "%2F".
    Found find(std::string_view method, std::string_view raw_path) const;

  private:
    struct Step {
        std::map<std::string, std::unique_ptr<Step>, std::less<>> named;
        std::unique_ptr<Step> any; // {parameter}
        std::map<std::string, const Endpoint*, std::less<>> by_method;
    };
    Step root_;
};

} // namespace weicheng::http

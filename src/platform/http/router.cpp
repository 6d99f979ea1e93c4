#include "platform/http/router.h"

#include <set>

namespace weicheng::http {

Router::Router(const std::vector<Endpoint>& endpoints) {
    std::set<std::string> operations;
    for (const auto& endpoint : endpoints) {
        if (!operations.insert(endpoint.spec.operation_id).second)
            throw Bug("two endpoints are called " + endpoint.spec.operation_id);
        Step* step = &root_;
        for (const auto part : split(std::string_view(endpoint.spec.path).substr(1), '/')) {
            auto& next = part.starts_with('{') ? step->any : step->named[std::string(part)];
            if (!next) next = std::make_unique<Step>();
            step = next.get();
        }
        const auto method = std::string(verb_of(endpoint.spec.method));
        if (!step->by_method.emplace(method, &endpoint).second)
            throw Bug("two endpoints at " + method + " " + endpoint.spec.path);
    }
}

/// The parameter values in the order of the path.
static Pairs named_params(const std::string& path, const std::vector<std::string>& values) {
    Pairs params;
    std::size_t at = 0;
    for (const auto part : split(path, '/'))
        if (part.starts_with('{'))
            params[std::string(part.substr(1, part.size() - 2))] = values[at++];
    return params;
}

Router::Found Router::find(std::string_view method, std::string_view raw_path) const {
    const Step* step = &root_;
    std::vector<std::string> values;
    for (const auto raw : split(raw_path.substr(1), '/')) {
        const auto part = percent_decoded(raw, false);
        if (!part) return {};
        if (const auto named = step->named.find(*part); named != step->named.end()) {
            step = named->second.get();
        } else if (step->any && !part->empty()) {
            values.push_back(*part);
            step = step->any.get();
        } else {
            return {};
        }
    }
    const auto found = step->by_method.find(method);
    if (found != step->by_method.end())
        return {found->second, named_params(found->second->spec.path, values)};
    Found other;
    for (const auto& [allowed, endpoint] : step->by_method)
        other.allow += (other.allow.empty() ? "" : ", ") + allowed;
    if (step->by_method.contains("GET")) other.allow += ", HEAD";
    return other;
}

} // namespace weicheng::http

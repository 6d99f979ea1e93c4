#include "platform/module.h"
#include "modules/casemap/casemap.h"
#include "modules/casemap/http/casemap_http.h"
#include "modules/casemap/store/map_image.h"
#include "platform/auth/auth.h"

namespace weicheng::casemap {

/// Each process keeps the county's cases in memory for its map.
static std::shared_ptr<facts::Follower> follow_cases() {
    return std::make_shared<facts::Follower>(
        [](db::Tx& tx, CountyId county) { return MapImage::of_county(tx, county); },
        [](db::Tx& tx) { return auth::counties(tx); });
}

Module make_module(const Services&) {
    Module module;
    module.name = "casemap";
    module.words = "The map of cases, gathered into clusters.";
    const auto follower = follow_cases();
    for (auto make : {&map_endpoints, &grid_endpoints})
        for (auto& endpoint : make(follower))
            module.endpoints.push_back(std::move(endpoint));
    module.companions = {follower};
    module.refusals = refusal_words();
    return module;
}

} // namespace weicheng::casemap

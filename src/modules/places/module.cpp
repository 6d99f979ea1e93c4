#include "platform/module.h"
#include "modules/places/http/place_http.h"
#include "modules/places/http/place_words.h"
#include "modules/places/places.h"
#include "platform/embedded.h"

namespace weicheng::places {

Module make_module(const Services&) {
    Module module;
    module.name = "places";
    for (auto make : {&listing_endpoints, &asking_endpoints, &changing_endpoints})
        for (auto& endpoint : make())
            module.endpoints.push_back(std::move(endpoint));
    module.migrations = embedded_migrations("modules/places");
    module.powers = {
        {"places.edit", "绘制网格、登记点位和底图", "Edit grids, sites and the base map"}};
    module.refusals = refusal_words();
    return module;
}

} // namespace weicheng::places

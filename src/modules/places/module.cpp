#include "platform/module.h"
#include "modules/places/http/place_http.h"
#include "modules/places/http/place_words.h"
#include "modules/places/places.h"
#include "platform/embedded.h"

namespace weicheng::places {

Module make_module(const Services&) {
    Module module;
    module.name = "places";
    module.words = "Grids, sites, the county's own map, and whose place it is.";
    for (auto make : {&listing_endpoints, &asking_endpoints, &changing_endpoints})
        for (auto& endpoint : make())
            module.endpoints.push_back(std::move(endpoint));
    module.migrations = embedded_migrations("modules/places");
    module.powers = power_words();
    module.refusals = refusal_words();
    return module;
}

} // namespace weicheng::places

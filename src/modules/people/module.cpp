#include "platform/module.h"
#include "modules/people/http/people_http.h"
#include "modules/people/http/people_words.h"
#include "modules/people/people.h"
#include "platform/embedded.h"

namespace weicheng::people {

Module make_module(const Services&) {
    Module module;
    module.name = "people";
    module.words = "Bodies in a tree, their posts, who holds them, what they may do.";
    module.endpoints = reading_endpoints();
    for (auto& endpoint : changing_endpoints())
        module.endpoints.push_back(std::move(endpoint));
    module.migrations = embedded_migrations("modules/people");
    module.powers = power_words();
    module.refusals = refusal_words();
    return module;
}

} // namespace weicheng::people

#include "modules/portal/portal.h"

#include "modules/portal/http/portal_http.h"
#include "modules/portal/http/portal_words.h"
#include "platform/embedded.h"
#include "platform/module.h"

namespace weicheng::portal {

Module make_module(const Services& services) {
    return {.name = "portal",
            .words = "The citizen without an account: reports, follows, rates, objects.",
            .endpoints = endpoints(services),
            .migrations = embedded_migrations("modules/portal"),
            .powers = power_words(),
            .refusals = refusal_words()};
}

} // namespace weicheng::portal

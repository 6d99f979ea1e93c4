#include "modules/rulebook/rulebook.h"

#include "modules/rulebook/http/rulebook_http.h"
#include "modules/rulebook/http/rulebook_words.h"
#include "platform/embedded.h"
#include "platform/module.h"

namespace weicheng::rulebook {

Module make_module(const Services&) {
    return {.name = "rulebook",
            .words = "What the county may decide, as dated data.",
            .endpoints = endpoints(),
            .migrations = embedded_migrations("modules/rulebook"),
            .powers = power_words(),
            .refusals = refusal_words()};
}

} // namespace weicheng::rulebook

#include "modules/progress/progress.h"

#include "modules/progress/http/progress_http.h"
#include "platform/embedded.h"
#include "platform/module.h"

namespace weicheng::progress {

Module make_module(const Services&) {
    return {.name = "progress",
            .words = "What the days brought: counts and rates by grid, unit and kind.",
            .endpoints = rates_endpoints(),
            .migrations = embedded_migrations("modules/progress"),
            .refusals = refusal_words()};
}

} // namespace weicheng::progress

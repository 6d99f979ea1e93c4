#include "platform/module.h"
#include "modules/campaigns/campaigns.h"
#include "modules/campaigns/http/campaign_endpoints.h"
#include "modules/campaigns/http/campaign_words.h"
#include "platform/embedded.h"

namespace weicheng::campaigns {

Module make_module(const Services&) {
    Module module;
    module.name = "campaigns";
    module.words = "The county's drive for a title, with its countdown.";
    module.endpoints = campaign_endpoints();
    module.migrations = embedded_migrations("modules/campaigns");
    module.refusals = refusal_words();
    return module;
}

} // namespace weicheng::campaigns

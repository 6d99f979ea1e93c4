// What the county allows with campaigns. Pure.
#pragma once

#include "modules/campaigns/campaigns.h"

namespace weicheng::campaigns::rules {

/// `running` is the campaign that runs now, if any.
Result<void> judge_create(const Caller& caller, const NewCampaign& campaign,
                          const std::optional<Campaign>& running);
Result<void> judge_end(const Caller& caller, const std::optional<Campaign>& campaign);

} // namespace weicheng::campaigns::rules

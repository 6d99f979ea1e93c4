// The campaigns table. Reading is in the door (current, find); this adds the writing.
#pragma once

#include "modules/campaigns/campaigns.h"

namespace weicheng::campaigns::store {

CampaignId insert(db::Tx& tx, CountyId county, const NewCampaign& campaign);
void set_status(db::Tx& tx, CountyId county, CampaignId campaign, Status status);

} // namespace weicheng::campaigns::store

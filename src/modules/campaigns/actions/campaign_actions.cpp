#include "modules/campaigns/campaigns.h"
#include "modules/campaigns/rules/campaign_rules.h"
#include "modules/campaigns/store/campaign_store.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"

namespace weicheng::campaigns {

Result<CampaignId> create(db::Tx& tx, const Caller& caller, const NewCampaign& campaign,
                          Instant now) {
    const auto judged = rules::judge_create(caller, campaign, current(tx, caller.county));
    if (!judged) return judged.refusal();
    const auto id = store::insert(tx, caller.county, campaign);
    http::JsonObject told;
    told.add("starts_on", to_text(campaign.starts_on))
        .add("inspection_on", to_text(campaign.inspection_on));
    facts::record(tx, caller, {"campaign.begun", "campaign", id.value, now, told.text()});
    return id;
}

Result<void> end(db::Tx& tx, const Caller& caller, CampaignId campaign, Instant now) {
    const auto judged = rules::judge_end(caller, find(tx, caller.county, campaign));
    if (!judged) return judged;
    store::set_status(tx, caller.county, campaign, Status::ended);
    facts::record(tx, caller, {"campaign.ended", "campaign", campaign.value, now});
    return {};
}

} // namespace weicheng::campaigns

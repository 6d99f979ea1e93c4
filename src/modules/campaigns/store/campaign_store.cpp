#include "modules/campaigns/store/campaign_store.h"

#include "platform/db/table.h"

namespace weicheng::campaigns {

namespace {

const db::Table<Campaign> campaign_table{"campaigns",
                                         {{"county_id", db::Use::key},
                                          {"id", &Campaign::id, db::Use::key},
                                          {"name", &Campaign::name},
                                          {"title_sought", &Campaign::title_sought},
                                          {"starts_on", &Campaign::starts_on},
                                          {"inspection_on", &Campaign::inspection_on},
                                          {"status", &Campaign::status}}};
const db::Query insert_campaign{"campaigns.insert", campaign_table.insert()};

const db::Query update_status{"campaigns.update_status", R"(
UPDATE campaigns SET status = $1 WHERE county_id = $2 AND id = $3)"};

const db::Query select_running{"campaigns.select_running",
                               campaign_table.select() +
                                   " WHERE county_id = $1 AND status = 'running'"};
const db::Query select_by_id{"campaigns.select_by_id",
                             campaign_table.select() + " WHERE county_id = $1 AND id = $2"};

} // namespace

std::optional<Campaign> current(db::Tx& tx, CountyId county) {
    return tx.first(select_running, {county}, campaign_table);
}

std::optional<Campaign> find(db::Tx& tx, CountyId county, CampaignId campaign) {
    return tx.first(select_by_id, {county, campaign}, campaign_table);
}

namespace store {

CampaignId insert(db::Tx& tx, CountyId county, const NewCampaign& campaign) {
    const CampaignId id{tx.new_id()};
    const Campaign fresh{id, campaign.name, campaign.title_sought, campaign.starts_on,
                         campaign.inspection_on};
    tx.run(insert_campaign, campaign_table.values(fresh, {{"county_id", county}}));
    return id;
}

void set_status(db::Tx& tx, CountyId county, CampaignId campaign, Status status) {
    tx.run(update_status, {status, county, campaign});
}

} // namespace store
} // namespace weicheng::campaigns

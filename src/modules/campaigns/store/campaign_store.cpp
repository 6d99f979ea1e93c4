#include "modules/campaigns/store/campaign_store.h"

namespace weicheng::campaigns {

namespace {

const db::Query insert_campaign{"campaigns.insert", R"(
INSERT INTO campaigns (county_id, id, name, title_sought, starts_on, inspection_on, status)
VALUES ($1, $2, $3, $4, $5, $6, $7))"};

const db::Query update_status{"campaigns.update_status", R"(
UPDATE campaigns SET status = $1 WHERE county_id = $2 AND id = $3)"};

const db::Query select_running{"campaigns.select_running", R"(
SELECT id, name, title_sought, starts_on, inspection_on, status
FROM campaigns WHERE county_id = $1 AND status = 'running')"};

const db::Query select_by_id{"campaigns.select_by_id", R"(
SELECT id, name, title_sought, starts_on, inspection_on, status
FROM campaigns WHERE county_id = $1 AND id = $2)"};

Date stored_date(const db::Row& row, int column) {
    const auto day = date_from_text(row.text(column));
    check(day.has_value(), "a stored date can be read");
    return *day;
}

Campaign campaign_of(const db::Row& row) {
    const auto status = from_name<Status>(row.text(5));
    check(status.has_value(), "a stored campaign status is known");
    return {row.get<CampaignId>(0), row.get<std::string>(1), row.get<std::string>(2),
            stored_date(row, 3),    stored_date(row, 4),     *status};
}

} // namespace

std::optional<Campaign> current(db::Tx& tx, CountyId county) {
    return tx.first(select_running, {county}, campaign_of);
}

std::optional<Campaign> find(db::Tx& tx, CountyId county, CampaignId campaign) {
    return tx.first(select_by_id, {county, campaign}, campaign_of);
}

namespace store {

CampaignId insert(db::Tx& tx, CountyId county, const NewCampaign& campaign) {
    const CampaignId id{tx.new_id()};
    tx.run(insert_campaign,
           {county, id, campaign.name, campaign.title_sought, to_text(campaign.starts_on),
            to_text(campaign.inspection_on), name_of(Status::running)});
    return id;
}

void set_status(db::Tx& tx, CountyId county, CampaignId campaign, Status status) {
    tx.run(update_status, {name_of(status), county, campaign});
}

} // namespace store
} // namespace weicheng::campaigns

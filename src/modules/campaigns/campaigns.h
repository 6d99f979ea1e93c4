// Campaigns: the county's drive for one title, from its start to the day of the inspection.
// Modules that keep records of a campaign use this door; bodies, grids and rules outlive it.
#pragma once

#include "foundation/caller.h"
#include "foundation/enum_names.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/db/db.h"

#include <optional>
#include <string>

namespace weicheng {
struct Module;
struct Services;
} // namespace weicheng

namespace weicheng::campaigns {

using CampaignId = Id<struct Campaign>;

/// Persisted by name.
enum class Status { running, ended };
ENUM_NAMES(Status, running, ended);

struct Campaign {
    CampaignId id;
    std::string name;         // 创建国家卫生县城
    std::string title_sought; // 国家卫生县城
    Date starts_on;
    Date inspection_on; // the day the county prepares for
    Status status = Status::running;
};

struct NewCampaign {
    std::string name;         // 1..80 characters
    std::string title_sought; // 1..80 characters
    Date starts_on;
    Date inspection_on; // after starts_on
};

/// Begins a campaign. Refusals: campaign.already_running (a county runs one at a time),
/// campaign.dates_reversed.
Result<CampaignId> create(db::Tx& tx, const Caller& caller, const NewCampaign& campaign,
                          Instant now);
/// Ends it; its records stay. Refusals: campaign.unknown, campaign.already_ended.
Result<void> end(db::Tx& tx, const Caller& caller, CampaignId campaign, Instant now);

/// The campaign that runs, if any.
std::optional<Campaign> current(db::Tx& tx, CountyId county);
std::optional<Campaign> find(db::Tx& tx, CountyId county, CampaignId campaign);

/// County days from today to the inspection; 0 on the day itself, negative when it is past.
int days_left(const Campaign& campaign, Instant now);

Module make_module(const Services& services);

} // namespace weicheng::campaigns

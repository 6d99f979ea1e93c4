#include "modules/campaigns/rules/campaign_rules.h"

#include "foundation/text.h"

namespace weicheng::campaigns {

int days_left(const Campaign& campaign, Instant now) {
    using namespace std::chrono;
    const auto gap = sys_days{campaign.inspection_on} - sys_days{date_of(now)};
    return static_cast<int>(gap.count());
}

namespace rules {

static Result<void> judge_power(const Caller& caller) {
    if (caller.may_in_county("rulebook.edit")) return {};
    return Refusal{"auth.power_missing", {{"power", "rulebook.edit"}}};
}

static bool is_short_text(const std::string& text) {
    return is_clean_utf8(text) && !trimmed(text).empty() && count_code_points(text) <= 80;
}

Result<void> judge_create(const Caller& caller, const NewCampaign& campaign,
                          const std::optional<Campaign>& running) {
    if (auto power = judge_power(caller); !power) return power;
    if (!is_short_text(campaign.name)) return refuse_at("/name", "campaign.name_wrong");
    if (!is_short_text(campaign.title_sought))
        return refuse_at("/title_sought", "campaign.name_wrong");
    if (!(campaign.starts_on < campaign.inspection_on))
        return refuse_at("/inspection_on", "campaign.dates_reversed",
                         {{"starts_on", to_text(campaign.starts_on)},
                          {"inspection_on", to_text(campaign.inspection_on)}});
    if (running) return Refusal{"campaign.already_running", {{"name", running->name}}};
    return {};
}

Result<void> judge_end(const Caller& caller, const std::optional<Campaign>& campaign) {
    if (auto power = judge_power(caller); !power) return power;
    if (!campaign) return Refusal{"campaign.unknown"};
    if (campaign->status == Status::ended)
        return Refusal{"campaign.already_ended", {{"name", campaign->name}}};
    return {};
}

} // namespace rules
} // namespace weicheng::campaigns

#include "modules/campaigns/http/campaign_endpoints.h"

#include "modules/campaigns/campaigns.h"

namespace weicheng::campaigns {

SHAPE(NewCampaign,
    (name, between(1, 80)),
    (title_sought, between(1, 80)),
    starts_on, inspection_on);

struct CampaignReply {
    CampaignId id;
    std::string name;
    std::string title_sought;
    Date starts_on;
    Date inspection_on;
    Status status = Status::running;
    int days_left = 0;
};
SHAPE(CampaignReply, id, name, title_sought, starts_on,
    (inspection_on, "The day the county prepares for."),
    (status, "One drive is running at the most."),
    (days_left, "County days to the inspection."));

using http::Context;
using http::Nothing;

static CampaignReply reply_of(const Campaign& campaign, Instant now) {
    return {campaign.id,
            campaign.name,
            campaign.title_sought,
            campaign.starts_on,
            campaign.inspection_on,
            campaign.status,
            days_left(campaign, now)};
}

static Result<CampaignReply> get_current(const Context& context, db::Tx& tx, const Nothing&) {
    const auto running = current(tx, context.caller.county);
    if (!running) return Refusal{"campaign.none_running"};
    return reply_of(*running, context.now);
}

static Result<CampaignReply> post_campaign(const Context& context, db::Tx& tx, const Nothing&,
                                           const NewCampaign& input) {
    const auto id = create(tx, context.caller, input, context.now);
    if (!id) return id.refusal();
    return reply_of(*find(tx, context.caller.county, *id), context.now);
}

static Result<CampaignReply> post_ending(const Context& context, db::Tx& tx,
                                         const http::ById<CampaignId>& path, const Nothing&) {
    const auto ended = end(tx, context.caller, path.id, context.now);
    if (!ended) return ended.refusal();
    return reply_of(*find(tx, context.caller.county, path.id), context.now);
}

std::vector<http::Endpoint> campaign_endpoints() {
    using http::Door;
    using http::Method;
    return {
        http::read<Nothing, CampaignReply>({.method = Method::get,
                                            .path = "/api/v1/campaigns/current",
                                            .operation_id = "get_current_campaign",
                                            .words = "The campaign that runs, with its countdown.",
                                            .door = Door::signed_in,
                                            .row = "R3.4"},
                                           &get_current),
        http::write<Nothing, NewCampaign, CampaignReply>(
            {.method = Method::post,
             .path = "/api/v1/campaigns",
             .operation_id = "create_campaign",
             .words = "Begin a campaign; a county runs one at a time.",
             .door = Door::power,
             .power = "rulebook.edit",
             .success = 201,
             .keyed = true,
             .row = "R3.4"},
            &post_campaign),
        http::write<http::ById<CampaignId>, Nothing, CampaignReply>(
            {.method = Method::post,
             .path = "/api/v1/campaigns/{id}/endings",
             .operation_id = "end_campaign",
             .words = "End a campaign; its records stay.",
             .door = Door::power,
             .power = "rulebook.edit",
             .success = 201,
             .keyed = true,
             .row = "R3.4"},
            &post_ending),
    };
}

} // namespace weicheng::campaigns

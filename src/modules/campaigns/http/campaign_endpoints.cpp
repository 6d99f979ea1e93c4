#include "modules/campaigns/http/campaign_endpoints.h"

#include "modules/campaigns/campaigns.h"

namespace weicheng::campaigns {

struct CampaignReply {
    CampaignId id;
    std::string name;
    std::string title_sought;
    Date starts_on;
    Date inspection_on;
    Status status = Status::running;
    int days_left = 0;
};

struct CampaignPath {
    CampaignId id;
};

} // namespace weicheng::campaigns

namespace weicheng::http {

template <>
struct Shape<campaigns::CampaignReply> {
    using T = campaigns::CampaignReply;
    static constexpr std::string_view name = "Campaign";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("name", &T::name),
                   field("title_sought", &T::title_sought),
                   field("starts_on", &T::starts_on),
                   field("inspection_on", &T::inspection_on, "The day the county prepares for."),
                   field("status", &T::status),
                   field("days_left", &T::days_left, "County days to the inspection.")};
};

template <>
struct Shape<campaigns::NewCampaign> {
    using T = campaigns::NewCampaign;
    static constexpr std::string_view name = "NewCampaign";
    static constexpr auto fields =
        std::tuple{field("name", &T::name, between(1, 80)),
                   field("title_sought", &T::title_sought, between(1, 80)),
                   field("starts_on", &T::starts_on), field("inspection_on", &T::inspection_on)};
};

template <>
struct Shape<campaigns::CampaignPath> {
    static constexpr std::string_view name = "CampaignPath";
    static constexpr auto fields = std::tuple{field("id", &campaigns::CampaignPath::id)};
};

} // namespace weicheng::http

namespace weicheng::campaigns {

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
                                           const NewCampaign& body) {
    const auto id = create(tx, context.caller, body, context.now);
    if (!id) return id.refusal();
    return reply_of(*find(tx, context.caller.county, *id), context.now);
}

static Result<CampaignReply> post_ending(const Context& context, db::Tx& tx,
                                         const CampaignPath& path, const Nothing&) {
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
                                            .operation_id = "current_campaign",
                                            .words = "The campaign that runs, with its countdown.",
                                            .door = Door::signed_in,
                                            .row = "R3.4"},
                                           &get_current),
        http::write<Nothing, NewCampaign, CampaignReply>(
            {.method = Method::post,
             .path = "/api/v1/campaigns",
             .operation_id = "begin_campaign",
             .words = "Begin a campaign; a county runs one at a time.",
             .door = Door::power,
             .power = "rulebook.edit",
             .success = 201,
             .keyed = true,
             .row = "R3.4"},
            &post_campaign),
        http::write<CampaignPath, Nothing, CampaignReply>(
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

#include "modules/campaigns/campaigns.h"
#include "modules/campaigns/rules/campaign_rules.h"
#include "platform/auth/auth.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/module.h"
#include "tests/support/database.h"

namespace weicheng::campaigns {
namespace {

Date date(const char* text) {
    return date_from_text(text).value();
}

NewCampaign drive() {
    return {"创建国家卫生县城", "国家卫生县城", date("2026-04-01"), date("2026-12-20")};
}

TEST(CampaignRules, CountsCountyDaysToTheInspection_R3_4) {
    const struct {
        const char* now;
        int days;
    } cases[] = {
        {"2026-12-10T01:00:00Z", 10},
        {"2026-12-19T15:59:00Z", 1}, // 23:59 in the county
        {"2026-12-19T16:00:00Z", 0}, // the county's midnight
        {"2026-12-21T16:00:00Z", -2},
    };
    Campaign campaign;
    campaign.inspection_on = date("2026-12-20");
    for (const auto& c : cases)
        EXPECT_EQ(days_left(campaign, instant_from_rfc3339(c.now).value()), c.days) << c.now;
}

TEST(CampaignRules, RefusesWhatMakesNoSense_R3_4) {
    const Caller server = auth::server_caller({1});
    Caller nobody;
    nobody.county = {1};
    EXPECT_EQ(rules::judge_create(nobody, drive(), std::nullopt).refusal().code,
              "auth.power_missing");
    auto input = drive();
    std::swap(input.starts_on, input.inspection_on);
    EXPECT_EQ(rules::judge_create(server, input, std::nullopt).refusal().code,
              "campaign.dates_reversed");
    input = drive();
    input.name = " ";
    EXPECT_EQ(rules::judge_create(server, input, std::nullopt).refusal().code,
              "campaign.name_wrong");
    EXPECT_TRUE(rules::judge_create(server, drive(), std::nullopt));
    EXPECT_EQ(rules::judge_end(server, std::nullopt).refusal().code, "campaign.unknown");
}

class CampaignStore : public testing::OnBothStores {};

TEST_P(CampaignStore, OneCampaignRunsAtATime_R3_4) {
    std::vector<db::Migration> steps = embedded_migrations("platform/auth");
    for (auto& step : facts::migrations())
        steps.push_back(step);
    for (auto& step : embedded_migrations("modules/campaigns"))
        steps.push_back(step);
    testing::TestDatabase database(dialect(), steps);
    const auto now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    const auto county = database->write([&](db::Tx& tx) {
        return auth::create_county(tx, {{}, "999001", "青峰县", "", false}, now);
    });
    const auto server = auth::server_caller(county);
    const auto begin = [&] {
        return database->write([&](db::Tx& tx) { return create(tx, server, drive(), now); });
    };

    EXPECT_FALSE(database->read([&](db::Tx& tx) { return current(tx, county); }));
    const auto first = begin();
    ASSERT_TRUE(first);
    EXPECT_EQ(begin().refusal().code, "campaign.already_running");
    const auto running = database->read([&](db::Tx& tx) { return current(tx, county); });
    ASSERT_TRUE(running);
    EXPECT_EQ(running->id, *first);
    EXPECT_EQ(running->inspection_on, date("2026-12-20"));

    EXPECT_TRUE(database->write([&](db::Tx& tx) { return end(tx, server, *first, now); }));
    EXPECT_EQ(
        database->write([&](db::Tx& tx) { return end(tx, server, *first, now); }).refusal().code,
        "campaign.already_ended");
    EXPECT_TRUE(begin());
    const auto history = database->read(
        [&](db::Tx& tx) { return facts::of_subject(tx, county, "campaign", first->value); });
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].fact.kind, "campaign.begun");
    EXPECT_EQ(history[1].fact.kind, "campaign.ended");
}

RUN_ON_BOTH_STORES(CampaignStore);

} // namespace
} // namespace weicheng::campaigns

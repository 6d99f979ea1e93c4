// The rulebook on both stores: versions, what is in force when, and what is refused. R2.5.
#include "app/modules.h"
#include "modules/rulebook/store/rule_store.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "tests/support/database.h"
#include "tests/support/small_county.h"

namespace weicheng::rulebook {
namespace {

class RulebookStore : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        const auto modules = app::all_modules({});
        store.emplace(dialect(), app::all_migrations(modules));
        app::join_modules(modules, **store);
        town = testing::build_small_county(**store, now);
        editor = testing::caller_of(**store, town, "office", now);
    }
    Result<std::int64_t> make(const Caller& by, const char* schema, Instant from,
                              const std::string& body) {
        return (**store).write(
            [&](db::Tx& tx) { return publish(tx, by, schema, from, "试", body, now); });
    }
    std::shared_ptr<const Rules> rules_at(Instant when) {
        return (**store).read([&](db::Tx& tx) { return in_force(tx, town.id, when); });
    }
    static std::string lights(int floor) {
        return R"({"amber_share_percent":20,"amber_floor_minutes":)" + std::to_string(floor) +
               R"(,"deep_red_percent":100})";
    }
    static std::string told(const Result<std::int64_t>& result) {
        if (result) return "";
        std::string words = result.refusal().code;
        for (const auto& error : result.refusal().errors)
            words += " " + error.path + " " + error.code;
        return words;
    }

    const Instant now = instant_from_rfc3339("2026-11-16T01:00:00Z").value();
    std::optional<testing::TestDatabase> store;
    testing::SmallCounty town;
    Caller editor;
};

TEST_P(RulebookStore, ANewCountyHasRulesOfEverySchema_R2_5) {
    const auto rules = rules_at(now);
    EXPECT_GE(rules->case_kinds.kinds.size(), 40u);
    EXPECT_NE(rules->kinds_version, 0);
    EXPECT_EQ(rules->numbers.case_number, "AJ{yyyy}{mm}{dd}-{nnnn}");
    for (const char* schema : schemas)
        EXPECT_FALSE(
            (**store).read([&](db::Tx& tx) { return versions(tx, town.id, schema); }).empty())
            << schema;
}

TEST_P(RulebookStore, AVersionHoldsFromItsDayOn_R2_5) {
    const auto tomorrow = now + std::chrono::hours{24};
    ASSERT_EQ(told(make(editor, "lights", tomorrow, lights(99))), "");
    EXPECT_EQ(rules_at(now)->lights.amber_floor_minutes, 60);
    EXPECT_EQ(rules_at(tomorrow - std::chrono::milliseconds{1})->lights.amber_floor_minutes, 60);
    EXPECT_EQ(rules_at(tomorrow)->lights.amber_floor_minutes, 99);
    ASSERT_EQ(told(make(editor, "lights", tomorrow, lights(77))), ""); // the higher number wins
    EXPECT_EQ(rules_at(tomorrow)->lights.amber_floor_minutes, 77);
    ASSERT_EQ(told(make(editor, "lights", now, lights(55))), ""); // made later, valid earlier
    EXPECT_EQ(rules_at(tomorrow)->lights.amber_floor_minutes, 77);
    EXPECT_EQ(rules_at(now)->lights.amber_floor_minutes, 55);
    const auto all = (**store).read([&](db::Tx& tx) { return versions(tx, town.id, "lights"); });
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all.front().version, 4); // newest first
    EXPECT_EQ(all.front().made_by_name, "试office");
    EXPECT_EQ(all.back().made_by_name, ""); // the program itself
}

struct RefusedVersion {
    const char* schema;
    std::string body;
    const char* told; // expected
};

TEST_P(RulebookStore, RefusesWhatDoesNotFitAndKeepsNothing_R2_5) {
    const RefusedVersion rows[] = {
        {"weather", "{}", "rulebook.schema_unknown"},
        {"lights", R"({"amber_share_percent":20})",
         "request.fields_wrong /amber_floor_minutes field.missing /deep_red_percent field.missing"},
        {"lights", R"({"amber_share_percent":101,"amber_floor_minutes":1,"deep_red_percent":100})",
         "request.fields_wrong /amber_share_percent field.too_large"},
        {"routing",
         R"({"routes":[{"kind":"dragons","grid":"*","line_body":"","handled_by":"block"}]})",
         "request.fields_wrong /routes/0/kind rulebook.kind_unknown"},
        {"routing",
         R"({"routes":[{"kind":"*","grid":"*","line_body":"GHOST","handled_by":"line"}]})",
         "request.fields_wrong /routes/0/line_body rulebook.body_unknown"},
        {"evidence",
         R"({"near_same_bits":3,"far_from_place_m":100,"seconds_before_limit":120,)"
         R"("unchanged_percent":60,"other_view_percent":60,"status":"approved"})",
         "request.fields_wrong /other_view_percent rulebook.views_overlap"},
        {"numbers", R"({"case_number":"AJ{nnnn}"})",
         "request.fields_wrong /case_number rulebook.number_without_date"},
    };
    for (const auto& row : rows) {
        const auto before = testing::contents_of(**store);
        EXPECT_EQ(told(make(editor, row.schema, now, row.body)), row.told) << row.schema;
        EXPECT_EQ(testing::difference(before, testing::contents_of(**store)), "") << row.schema;
    }
    const auto leader = testing::caller_of(**store, town, "leader", now);
    EXPECT_EQ(told(make(leader, "lights", now, lights(1))), "auth.power_missing");
}

TEST_P(RulebookStore, ACountyFoundedEarlierHasTheProgramsOwnWhereItDecidedNothing_R2_5) {
    (**store).write([&](db::Tx& tx) {
        db::run_script(tx, "DELETE FROM rule_versions WHERE schema_name IN ('requests', "
                           "'evidence');");
    });
    EXPECT_EQ(rules_at(now)->requests.extensions_max, 1);
    EXPECT_EQ(rules_at(now)->evidence.near_same_bits, 4);
    const auto early_lists = R"({"return_to_desk":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("send_back":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("rework":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("closure_refusal":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("objection":[{"code":"a","name":{"zh":"甲","en":"a"}}]})";
    ASSERT_EQ(told(make(editor, "reasons", now, early_lists)), "");
    const auto reasons = rules_at(now)->reasons;
    EXPECT_EQ(reasons.rework.size(), 1u);
    EXPECT_GE(reasons.decline.size(), 4u);
    EXPECT_GE(reasons.suspension.size(), 4u);
    (**store).write([&](db::Tx& tx) { // as that version was kept before the lists existed
        db::run_script(tx, std::string("UPDATE rule_versions SET body = '") + early_lists +
                               "' WHERE schema_name = 'reasons' AND version = 2;");
        // another moment in force, for the snapshot of the versions is kept by their ids
        EXPECT_TRUE(publish(tx, editor, "lights", now, "", lights(61), now));
    });
    EXPECT_GE(rules_at(now)->reasons.dispute.size(), 4u);
}

TEST_P(RulebookStore, WhatIsTakenBackNeverComesIntoForce_R2_5) {
    const auto taken_back = (**store).write([&](db::Tx& tx) -> Result<void> {
        const auto made = publish(tx, editor, "lights", now, "", lights(11), now);
        EXPECT_TRUE(made);
        EXPECT_EQ(in_force(tx, town.id, now)->lights.amber_floor_minutes, 11);
        return Refusal{"test.taken_back"};
    });
    EXPECT_FALSE(taken_back);
    EXPECT_EQ(rules_at(now)->lights.amber_floor_minutes, 60);
}

RUN_ON_BOTH_STORES(RulebookStore);

} // namespace
} // namespace weicheng::rulebook

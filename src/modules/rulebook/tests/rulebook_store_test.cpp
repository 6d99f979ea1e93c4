// The rulebook on both stores: versions, what is in force when, and what is refused. R2.5.
#include "app/modules.h"
#include "modules/cases/cases.h"
#include "modules/rulebook/store/rule_store.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "platform/embedded.h"
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
        app::join_modules(**store, modules);
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
    /// A document whose type only its own module knows.
    std::string printed(const char* schema, Instant when) {
        const auto* found = (**store).links().get<Schemas>().find(schema);
        return found->print(rules_at(when)->document(found->type));
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
    EXPECT_GE(rules->get<cases::CaseKinds>().kinds.size(), 40u);
    EXPECT_NE(rules->version_of<cases::CaseKinds>(), 0);
    EXPECT_EQ(rules->get<cases::NumberFormats>().case_number, "AJ{yyyy}{mm}{dd}-{nnnn}");
    for (const auto& schema : (**store).links().get<Schemas>().all())
        EXPECT_FALSE(
            (**store).read([&](db::Tx& tx) { return versions(tx, town.id, schema.name); }).empty())
            << schema.name;
}

TEST_P(RulebookStore, AVersionHoldsFromItsDayOn_R2_5) {
    const auto tomorrow = now + std::chrono::hours{24};
    ASSERT_EQ(told(make(editor, "lights", tomorrow, lights(99))), "");
    EXPECT_EQ(rules_at(now)->get<cases::LightRules>().amber_floor_minutes, 60);
    EXPECT_EQ(rules_at(tomorrow - std::chrono::milliseconds{1})
                  ->get<cases::LightRules>()
                  .amber_floor_minutes,
              60);
    EXPECT_EQ(rules_at(tomorrow)->get<cases::LightRules>().amber_floor_minutes, 99);
    ASSERT_EQ(told(make(editor, "lights", tomorrow, lights(77))), ""); // the higher number wins
    EXPECT_EQ(rules_at(tomorrow)->get<cases::LightRules>().amber_floor_minutes, 77);
    ASSERT_EQ(told(make(editor, "lights", now, lights(55))), ""); // made later, valid earlier
    EXPECT_EQ(rules_at(tomorrow)->get<cases::LightRules>().amber_floor_minutes, 77);
    EXPECT_EQ(rules_at(now)->get<cases::LightRules>().amber_floor_minutes, 55);
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
    EXPECT_EQ(rules_at(now)->get<cases::RequestRules>().extensions_max, 1);
    EXPECT_NE(printed("evidence", now).find(R"("near_same_bits":4)"), std::string::npos);
    const auto early_lists = R"({"return_to_desk":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("send_back":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("rework":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("closure_refusal":[{"code":"a","name":{"zh":"甲","en":"a"}}],)"
                             R"("objection":[{"code":"a","name":{"zh":"甲","en":"a"}}]})";
    ASSERT_EQ(told(make(editor, "reasons", now, early_lists)), "");
    const auto reasons = rules_at(now)->get<cases::ReasonLists>();
    EXPECT_EQ(reasons.of("rework").size(), 1u);
    EXPECT_GE(reasons.of("decline").size(), 4u);
    EXPECT_GE(reasons.of("suspension").size(), 4u);
    (**store).write([&](db::Tx& tx) { // as that version was kept before the lists existed
        db::run_script(tx, std::string("UPDATE rule_versions SET body = '") + early_lists +
                               "' WHERE schema_name = 'reasons' AND version = 2;");
        // another moment in force, for the snapshot of the versions is kept by their ids
        EXPECT_TRUE(publish(tx, editor, "lights", now, "", lights(61), now));
    });
    EXPECT_GE(rules_at(now)->get<cases::ReasonLists>().of("dispute").size(), 4u);
}

TEST_P(RulebookStore, WhatIsTakenBackNeverComesIntoForce_R2_5) {
    const auto taken_back = (**store).write([&](db::Tx& tx) -> Result<void> {
        const auto made = publish(tx, editor, "lights", now, "", lights(11), now);
        EXPECT_TRUE(made);
        EXPECT_EQ(in_force(tx, town.id, now)->get<cases::LightRules>().amber_floor_minutes, 11);
        return Refusal{"test.taken_back"};
    });
    EXPECT_FALSE(taken_back);
    EXPECT_EQ(rules_at(now)->get<cases::LightRules>().amber_floor_minutes, 60);
}

/// The house's schemas as another program would have them: one ships something else.
void ship(db::Database& database, const std::string& name, const std::string& from,
          const std::string& to) {
    auto schemas = database.links().get<Schemas>().all();
    for (auto& schema : schemas)
        if (schema.name == name) {
            const auto place = schema.shipped.find(from);
            ASSERT_NE(place, std::string::npos) << from;
            schema.shipped.replace(place, from.size(), to);
        }
    database.links().set(Schemas(std::move(schemas)));
}

TEST_P(RulebookStore, AnUpgradeReachesWhatTheCountyHasNotEditedAndNothingElse_R2_5) {
    const auto upgrade = [&](Instant when) {
        return (**store).write([&](db::Tx& tx) { return take_shipped(tx, town.id, when); });
    };
    const auto count = [&](const char* schema) {
        return (**store).read([&](db::Tx& tx) { return versions(tx, town.id, schema); }).size();
    };
    // The county: its own amber floor; one word of its own for a kind, with a figure confirmed for
    // another; its own list of reasons for one step; nothing of its own about requests.
    ASSERT_EQ(told(make(editor, "lights", now, lights(99))), "");
    auto kinds = rules_at(now)->get<cases::CaseKinds>();
    kinds.kinds[0].name.zh = "垃圾外露";
    kinds.kinds[1].conditions[0].status = Approval::approved;
    const auto kept_limit = kinds.kinds[1].conditions[0].limit;
    const auto* schema = (**store).links().get<Schemas>().find("case_kinds");
    ASSERT_EQ(told(make(editor, "case_kinds", now,
                        schema->print(std::make_shared<const cases::CaseKinds>(kinds)))),
              "");
    auto reasons = rules_at(now)->get<cases::ReasonLists>();
    reasons["decline"] = {{"not_here", {"不在本县", "Not in this county"}}};
    ASSERT_EQ(told(make(editor, "reasons", now,
                        (**store).links().get<Schemas>().find("reasons")->print(
                            std::make_shared<const cases::ReasonLists>(reasons)))),
              "");
    EXPECT_TRUE(upgrade(now).empty()); // the same program: nothing happens
    EXPECT_EQ(count("lights"), 2u);

    const auto later = now + std::chrono::hours{24 * 30};
    ship(**store, "lights", R"("deep_red_percent":100)", R"("deep_red_percent":150)");
    ship(**store, "lights", R"("amber_floor_minutes":60)", R"("amber_floor_minutes":45)");
    ship(**store, "case_kinds", R"("name":{"zh":"暴露垃圾")", R"("name":{"zh":"裸露垃圾")");
    ship(**store, "case_kinds", R"("icon":"garbage")", R"("icon":"bin")");
    ship(**store, "reasons", R"("rework":[)",
         R"("rework":[{"code":"new_here","name":{"zh":"新理由","en":"New reason"}},)");
    ship(**store, "reasons", R"("decline":[)",
         R"("decline":[{"code":"newer","name":{"zh":"又一条","en":"Another"}},)");
    ship(**store, "requests", R"("extensions_max":1)", R"("extensions_max":2)");
    EXPECT_TRUE(upgrade(later).empty());

    const auto rules = rules_at(later);
    EXPECT_EQ(rules->get<cases::LightRules>().amber_floor_minutes, 99);     // the county's
    EXPECT_EQ(rules->get<cases::LightRules>().deep_red_percent, 150);       // the program's
    EXPECT_EQ(rules->get<cases::CaseKinds>().kinds[0].name.zh, "垃圾外露"); // the county's
    EXPECT_EQ(rules->get<cases::CaseKinds>().kinds[0].icon, "bin");         // the program's
    EXPECT_EQ(rules->get<cases::CaseKinds>().kinds[1].conditions[0].limit, kept_limit);
    EXPECT_EQ(rules->get<cases::ReasonLists>().of("rework").front().code, "new_here");
    EXPECT_EQ(rules->get<cases::ReasonLists>().of("decline").size(), 2u);
    EXPECT_EQ(rules->get<cases::ReasonLists>().of("decline").front().code, "not_here");
    EXPECT_EQ(rules->get<cases::RequestRules>().extensions_max, 2);
    EXPECT_EQ(rules_at(now)->get<cases::RequestRules>().extensions_max, 1); // not backwards
    EXPECT_EQ(count("lights"), 3u);
    EXPECT_EQ(count("numbers"), 1u);     // what was not shipped anew has no new version
    EXPECT_TRUE(upgrade(later).empty()); // and again is nothing
    EXPECT_EQ(count("lights"), 3u);
}

TEST_P(RulebookStore, AnUpgradeAlsoReachesWhatComesIntoForceLater_R2_5) {
    const auto day = std::chrono::hours{24};
    ASSERT_EQ(told(make(editor, "lights", now + day * 9, lights(77))), "");
    ship(**store, "lights", R"("deep_red_percent":100)", R"("deep_red_percent":150)");
    (**store).write([&](db::Tx& tx) { return take_shipped(tx, town.id, now + day), true; });
    const auto soon = rules_at(now + day)->get<cases::LightRules>();
    EXPECT_EQ(soon.amber_floor_minutes, 60);
    EXPECT_EQ(soon.deep_red_percent, 150);
    const auto then = rules_at(now + day * 9)->get<cases::LightRules>();
    EXPECT_EQ(then.amber_floor_minutes, 77);
    EXPECT_EQ(then.deep_red_percent, 150);
}

TEST_P(RulebookStore, AShipmentThatWouldBreakARuleStaysOut_R2_5) {
    ASSERT_EQ(told(make(editor, "evidence", now,
                        R"({"near_same_bits":3,"far_from_place_m":100,"seconds_before_limit":120,)"
                        R"("unchanged_percent":50,"other_view_percent":35,)"
                        R"("status":"pending_approval"})")),
              "");
    ship(**store, "evidence", R"("other_view_percent":35)", R"("other_view_percent":60)");
    EXPECT_EQ((**store).write([&](db::Tx& tx) { return take_shipped(tx, town.id, now); }),
              (std::vector<std::string>{"evidence"}));
    EXPECT_NE(printed("evidence", now).find(R"("other_view_percent":35)"), std::string::npos);
}

TEST_P(RulebookStore, WhatACountyHadBeforeThereWereLayersIsReadAndLaidOver_R2_5) {
    // As an earlier program kept it: whole documents, no trace of what was shipped.
    ASSERT_EQ(told(make(editor, "lights", now, lights(99))), "");
    (**store).write([&](db::Tx& tx) {
        db::run_script(tx, "ALTER TABLE rule_versions DROP COLUMN shipped;");
        for (const auto& migration : embedded_migrations("modules/rulebook"))
            if (migration.name.ends_with("rule-layers")) db::run_script(tx, migration.sql);
    });
    ship(**store, "lights", R"("deep_red_percent":100)", R"("deep_red_percent":150)");
    EXPECT_TRUE(
        (**store).write([&](db::Tx& tx) { return take_shipped(tx, town.id, now); }).empty());
    EXPECT_EQ(rules_at(now)->get<cases::LightRules>().amber_floor_minutes, 99);
    EXPECT_EQ(rules_at(now)->get<cases::LightRules>().deep_red_percent, 150);
}

RUN_ON_BOTH_STORES(RulebookStore);

} // namespace
} // namespace weicheng::rulebook

#include "modules/cases/rules/rule_judges.h"
#include "modules/cases/store/rule_shapes.h"

#include "platform/embedded.h"

#include <gtest/gtest.h>

namespace weicheng::cases {
namespace {

CaseKind kind(const char* code, const char* class_code) {
    return {
        .code = code,
        .class_code = class_code,
        .name = {"名", "name"},
        .icon = "garbage",
        .conditions = {
            {"usual", {"一般", "usual"}, {4, calendar::TimeUnit::work_hours}, {"清净", "clean"}}}};
}

TEST(Routing, TakesTheClosestRoute_R2_2) {
    const Routing routing{{{"*", "*", "any", Handler::block},
                           {"class:street", "*", "street-line", Handler::line},
                           {"stall", "*", "stall-line", Handler::line},
                           {"stall", "QF-01", "stall-in-grid-1", Handler::block},
                           {"*", "QF-02", "any-in-grid-2", Handler::block}}};
    struct RouteRow {
        const char* kind;
        const char* class_code;
        const char* grid;
        const char* line;
    };
    const RouteRow rows[] = {
        {"stall", "street", "QF-01", "stall-in-grid-1"},
        {"stall", "street", "QF-02", "stall-line"},
        {"parking", "street", "QF-02", "street-line"},
        {"garbage", "appearance", "QF-02", "any-in-grid-2"},
        {"garbage", "appearance", "QF-03", "any"},
        {"garbage", "appearance", "", "any"},
    };
    for (const auto& row : rows) {
        const auto* route = routing.find(kind(row.kind, row.class_code), row.grid);
        ASSERT_NE(route, nullptr);
        EXPECT_EQ(route->line_body, row.line) << row.kind << " in " << row.grid;
    }
}

TEST(Routing, LeavesWhatNoRuleCoversToTheDispatchDesk_R2_2) {
    const Routing routing{{{"stall", "*", "a", Handler::line}}};
    EXPECT_EQ(routing.find(kind("garbage", "appearance"), "QF-01"), nullptr);
}

TEST(CaseKinds, FallBackToTheUsualCondition_R2_5) {
    const auto garbage = kind("garbage", "appearance");
    EXPECT_EQ(find_condition(garbage, "")->code, "usual");
    EXPECT_EQ(find_condition(garbage, "usual")->code, "usual");
    EXPECT_EQ(find_condition(garbage, "other"), nullptr);
}

bool has(const Wrong& wrong, const char* path, const char* code) {
    for (const auto& each : wrong)
        if (each.path == path && each.code == code) return true;
    return false;
}

ReportSources sources() {
    return {{{"citizen", {"群众", "Citizen"}}, {"hotline", {"热线", "Hotline"}, true}}};
}

TEST(JudgeKinds, NamesEachWrongField_R2_5) {
    CaseKinds kinds{{{"appearance", {"市容", "appearance"}}},
                    {kind("garbage", "appearance"), kind("garbage", "appearance"),
                     kind("stall", "nowhere"), kind("bad code", "appearance")}};
    kinds.kinds[2].conditions.clear();
    kinds.kinds[3].evidence_after_min = 0;
    const auto wrong = judge(kinds, sources());
    EXPECT_TRUE(has(wrong, "/kinds/1/code", "rulebook.code_twice"));
    EXPECT_TRUE(has(wrong, "/kinds/2/class_code", "rulebook.class_unknown"));
    EXPECT_TRUE(has(wrong, "/kinds/2/conditions", "rulebook.kind_without_condition"));
    EXPECT_TRUE(has(wrong, "/kinds/3/code", "rulebook.code_malformed"));
    EXPECT_TRUE(has(wrong, "/kinds/3/evidence_after_min", "rulebook.evidence_out_of_range"));
    EXPECT_EQ(wrong.size(), 5u);
}

TEST(JudgeKinds, HoldsTheFiguresOfVerificationAndNearness_R2_4) {
    CaseKinds kinds{{{"appearance", {"市容", "appearance"}}}, {kind("garbage", "appearance")}};
    auto& one = kinds.kinds[0];
    one.verify_sources = {"citizen", "rumour", "hotline", "citizen"};
    one.recheck_percent = 101;
    one.duplicates = {401, 3};
    one.recurrence = {250, 3651};
    const auto wrong = judge(kinds, sources());
    EXPECT_TRUE(has(wrong, "/kinds/0/verify_sources/1", "rulebook.source_unknown"));
    EXPECT_TRUE(has(wrong, "/kinds/0/verify_sources/3", "rulebook.code_twice"));
    EXPECT_TRUE(has(wrong, "/kinds/0/recheck_percent", "rulebook.percent_out_of_range"));
    EXPECT_TRUE(has(wrong, "/kinds/0/duplicates/radius_m", "rulebook.figure_out_of_range"));
    EXPECT_TRUE(has(wrong, "/kinds/0/recurrence/days", "rulebook.figure_out_of_range"));
    EXPECT_EQ(wrong.size(), 5u);
}

TEST(JudgeSources, KeepTheOneOfTheCitizensPage_R2_1) {
    EXPECT_TRUE(judge(sources()).empty());
    auto without = sources();
    without.sources.erase(without.sources.begin());
    EXPECT_TRUE(has(judge(without), "/sources", "rulebook.source_missing"));
    without.sources[0].name.en.clear();
    EXPECT_TRUE(has(judge(without), "/sources/0/name/en", "field.missing"));
}

TEST(JudgeRequests, HoldsItsFigures_R2_1) {
    EXPECT_TRUE(judge(RequestRules{}).empty());
    RequestRules requests{10, {0, calendar::TimeUnit::work_days}, 0, {}, -1};
    const auto wrong = judge(requests);
    EXPECT_TRUE(has(wrong, "/extensions_max", "rulebook.figure_out_of_range"));
    EXPECT_TRUE(has(wrong, "/extension_longest/amount", "rulebook.limit_out_of_range"));
    EXPECT_TRUE(has(wrong, "/suspension_days_max", "rulebook.figure_out_of_range"));
    EXPECT_TRUE(has(wrong, "/lateness_within/amount", "rulebook.limit_out_of_range"));
    EXPECT_TRUE(has(wrong, "/returns_max", "rulebook.figure_out_of_range"));
}

TEST(JudgeRouting, WantsKnownKindsAndBodies_R2_2) {
    const CaseKinds kinds{{{"appearance", {"市容", "appearance"}}},
                          {kind("garbage", "appearance")}};
    const Routing routing{{{"garbage", "*", "cg", Handler::line},
                           {"class:appearance", "*", "", Handler::block},
                           {"class:nowhere", "*", "", Handler::block},
                           {"garbage", "*", "ghost", Handler::line},
                           {"*", "*", "", Handler::line}}};
    const auto wrong = judge(routing, kinds, [](std::string_view code) { return code == "cg"; });
    EXPECT_TRUE(has(wrong, "/routes/2/kind", "rulebook.kind_unknown"));
    EXPECT_TRUE(has(wrong, "/routes/3/line_body", "rulebook.body_unknown"));
    EXPECT_TRUE(has(wrong, "/routes/4/line_body", "rulebook.route_without_line"));
    EXPECT_EQ(wrong.size(), 3u);
}

TEST(JudgeNumbers, WantsADateAndASerial_R2_1) {
    EXPECT_TRUE(judge(NumberFormats{"AJ{yyyy}{mm}{dd}-{nnnn}"}).empty());
    EXPECT_TRUE(judge(NumberFormats{"{n}/{dd}.{mm}.{yyyy}"}).empty());
    for (const char* bad :
         {"AJ{nnnn}", "AJ{yyyy}{mm}-{nnnn}", "AJ{yyyy}{mm}{dd}", "{yyyy}{mm}{dd}{nx}"})
        EXPECT_EQ(judge(NumberFormats{bad}).size(), 1u) << bad;
}

template <class T>
T built_in(const char* schema) {
    const auto text =
        embedded_file(Embedded::source, "modules/cases/data/" + std::string(schema) + ".json");
    return http::from_json<T>(text.value()).value();
}

TEST(BuiltInRules, FitTheirOwnRulesAndWaitForTheCounty_R2_5) {
    const auto kinds = built_in<CaseKinds>("case_kinds");
    EXPECT_TRUE(judge(kinds, built_in<ReportSources>("sources")).empty());
    EXPECT_TRUE(judge(built_in<ReportSources>("sources")).empty());
    EXPECT_GE(kinds.kinds.size(), 40u);
    for (const auto& each : kinds.kinds)
        EXPECT_EQ(each.status, Approval::pending_approval) << each.code;
    EXPECT_TRUE(judge(built_in<StageLimits>("limits")).empty());
    EXPECT_TRUE(judge(built_in<LightRules>("lights")).empty());
    EXPECT_TRUE(judge(built_in<ReasonLists>("reasons")).empty());
    EXPECT_TRUE(judge(built_in<NumberFormats>("numbers")).empty());
    EXPECT_TRUE(judge(built_in<PortalRules>("portal")).empty());
    EXPECT_TRUE(judge(built_in<RequestRules>("requests")).empty());
    EXPECT_EQ(built_in<RequestRules>("requests").status, Approval::pending_approval);
}

TEST(OlderRules, AreStillReadAndTheRestIsTheDefault_R2_5) {
    const auto limits = http::from_json<StageLimits>(
        R"({"filing":{"amount":2,"unit":"work_hours"},"dispatch":{"amount":2,"unit":"work_hours"},)"
        R"("sign":{"amount":2,"unit":"work_hours"},"confirm":{"amount":4,"unit":"work_hours"},)"
        R"("check":{"amount":1,"unit":"work_days"},"close":{"amount":1,"unit":"work_days"}})");
    ASSERT_TRUE(limits);
    EXPECT_EQ(limits->verify, (calendar::Limit{4, calendar::TimeUnit::work_hours}));
    EXPECT_EQ(limits->recheck, (calendar::Limit{3, calendar::TimeUnit::work_days}));
    EXPECT_FALSE(http::from_json<StageLimits>(R"({"filing":{"amount":2,"unit":"work_hours"}})"));
    const auto one = http::from_json<CaseKind>(
        R"({"code":"k","class_code":"c","name":{"zh":"名","en":"n"},"icon":"i","citizen":true,)"
        R"("files_itself":false,"evidence_before_min":1,"evidence_after_min":1,"closes":"office",)"
        R"("status":"approved","source":"","conditions":[]})");
    ASSERT_TRUE(one);
    EXPECT_TRUE(one->verify_sources.empty());
    EXPECT_EQ(one->recheck_percent, 0);
    EXPECT_EQ(one->duplicates, (Nearness{50, 3}));
    EXPECT_EQ(one->recurrence, (Nearness{50, 90}));
}

} // namespace
} // namespace weicheng::cases

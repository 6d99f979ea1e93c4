#include "modules/evidence/rules/evidence_rules.h"
#include "modules/evidence/store/evidence_schema.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace weicheng::evidence {
namespace {

TEST(JudgeEvidence, AsksThatTheTwoViewsDoNotOverlap_R2_1) {
    EXPECT_TRUE(judge(EvidenceRules{}).empty());
    EvidenceRules rules;
    rules.unchanged_percent = rules.other_view_percent = 60;
    const auto wrong = judge(rules);
    EXPECT_TRUE(std::any_of(wrong.begin(), wrong.end(), [](const FieldError& each) {
        return each.path == "/other_view_percent" && each.code == "rulebook.views_overlap";
    }));
    rules = {17, 9, 3601, 49, 101};
    EXPECT_EQ(judge(rules).size(), 6u);
}

TEST(BuiltInEvidenceRules, FitTheirOwnRulesAndWaitForTheCounty_R2_5) {
    const auto schema = evidence_schema();
    const auto read = schema.read(schema.shipped);
    ASSERT_TRUE(read);
    const auto& rules = *static_cast<const EvidenceRules*>(read->get());
    EXPECT_TRUE(judge(rules).empty());
    EXPECT_EQ(rules.status, rulebook::Approval::pending_approval);
}

} // namespace
} // namespace weicheng::evidence

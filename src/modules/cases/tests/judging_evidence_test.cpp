// Who judges what proves the work of a case. R2.1.
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;

struct Reader {
    const char* name;
    std::vector<Grant> grants;
    std::vector<BodyId> member_of;
    AccountId account;
    bool judges;
};
class EvidenceJudges : public ::testing::TestWithParam<Reader> {};

TEST_P(EvidenceJudges, MayOrMayNot_R2_1) {
    Case one;
    one.county = county;
    one.block_body = grid_team;
    one.handling_body = grid_team;
    one.doers = {{AccountId{7}, PersonId{7}}};
    Caller caller;
    caller.county = county;
    caller.account = GetParam().account;
    caller.person = PersonId{GetParam().account.value};
    caller.grants = GetParam().grants;
    caller.bodies = GetParam().member_of;
    EXPECT_EQ(may_judge_evidence(one, caller), GetParam().judges);
}

const Scope whole_county{};
INSTANTIATE_TEST_SUITE_P(
    Evidence, EvidenceJudges,
    ::testing::Values(
        Reader{"ACheckerOfTheCounty",
               {{"cases.check", whole_county}},
               {inspectors},
               AccountId{1},
               true},
        Reader{"WhoStrikesOff", {{"cases.close", whole_county}}, {office_body}, AccountId{2}, true},
        Reader{
            "WhoChecksAgain", {{"cases.recheck", whole_county}}, {inspectors}, AccountId{3}, true},
        Reader{"WhoOnlyReads", {{"cases.read", whole_county}}, {office_body}, AccountId{4}, false},
        Reader{"TheDoer", {{"cases.check", whole_county}}, {inspectors}, AccountId{7}, false},
        Reader{
            "TheDoersColleague", {{"cases.check", whole_county}}, {grid_team}, AccountId{8}, false},
        Reader{"AStranger", {}, {}, AccountId{}, false}),
    [](const auto& param) { return param.param.name; });

} // namespace
} // namespace weicheng::cases

// Who hears live of a case is who may see it: nobody else, and all of them. R1.1, R2.1.
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/audience.h"
#include "platform/facts/facts.h"
#include "tests/support/case_world.h"

namespace weicheng::cases {
namespace {

class CaseAudience : public OnTheLedger {};
RUN_ON_BOTH_STORES(CaseAudience);

TEST_P(CaseAudience, IsWhoMaySeeTheCase_R1_1) {
    const auto worker = as("worker");
    const Case all[] = {
        *report(worker, a_report("exposed_garbage", at(50, 50))),
        *report(worker, a_report("exposed_garbage", at(120, 50))), // the other grid, his own report
        *report(worker, a_report("road_unclean", at(50, 60))),
        *report(citizen(), a_report("rubble", at(120, 60), "citizen")),
    };
    std::vector<Caller> callers{citizen()};
    for (const auto& [login, account] : town.accounts)
        callers.push_back(as(login));
    auto dismissed = as("office");
    dismissed.grants.clear();
    callers.push_back(dismissed);
    int sees = 0, does_not = 0;
    for (const auto& one : all) {
        const auto audience =
            database().read([&](db::Tx& tx) { return audience_of(tx, town.id, one.id); });
        for (const auto& caller : callers) {
            EXPECT_EQ(audience.holds(caller), may_see(one, caller))
                << one.number << " and " << caller.name;
            ++(may_see(one, caller) ? sees : does_not);
        }
    }
    EXPECT_GT(sees, 8);
    EXPECT_GT(does_not, 8);
}

TEST_P(CaseAudience, AFactNamesTheBodiesThatNoLongerSeeTheCase_R2_2) {
    const auto left = [&](const Case& one) {
        const auto facts = database().read(
            [&](db::Tx& tx) { return facts::of_subject(tx, town.id, "case", one.id.value); });
        return audience_left(facts.back().fact);
    };
    const auto reassign = [&](const Case& one, BodyId to) {
        return *move(as("office"), one,
                     {.action = Action::reassign, .reason = "wrong_unit", .body = to});
    };
    auto one = *report(as("worker"), a_report("exposed_garbage", at(50, 50)));
    const auto east = as("east"), west = as("west");
    EXPECT_FALSE(left(one).holds(east));
    one = reassign(one, town.east_team);
    EXPECT_FALSE(left(one).holds(west)) << "its block still sees it";
    one = reassign(one, town.west_team);
    EXPECT_TRUE(left(one).holds(east));
    EXPECT_FALSE(left(one).holds(west));
    EXPECT_FALSE(may_see(one, east));
}

TEST_P(CaseAudience, OfACaseThatIsNotThereIsNobody) {
    const auto office = as("office");
    database().read(
        [&](db::Tx& tx) { EXPECT_FALSE(audience_of(tx, town.id, CaseId{1}).holds(office)); });
}

} // namespace
} // namespace weicheng::cases

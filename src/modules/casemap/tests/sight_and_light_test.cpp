// One rule of sight and one light: what the lists read by SQL, the map's image, the live updates
// and the rules say of made cases is the same, for whoever looks, whenever. R1.1, R2.7.
#include "modules/casemap/store/map_image.h"
#include "modules/people/people.h"
#include "platform/db/dialect.h"
#include "tests/support/case_world.h"

#include <random>
#include <tuple>

namespace weicheng::casemap {
namespace {

using namespace cases;

using Lights = std::map<CaseId, Light>; // of the cases that someone sees

class SightAndLight : public OnTheLedger {
  protected:
    int pick(std::size_t most) {
        return std::uniform_int_distribution<int>(0, static_cast<int>(most) - 1)(random);
    }
    /// Someone new in a post of that body who reads for the county, for the body, or not at all.
    Caller reader(BodyId body, int scope) {
        const auto server = auth::server_caller(town.id);
        const auto login = "reader" + std::to_string(callers.size());
        const auto account = database().write([&](db::Tx& tx) {
            const auto who = *people::create_person(tx, server, login, now);
            const auto post = *people::create_post(
                tx, server, {body, "岗位" + login, "", "", people::PostRole::staff, 1}, now);
            check(bool(people::grant_power(tx, server, post, "cases.report",
                                           people::PowerScope::county(), now)),
                  "a power is granted");
            if (scope != 0)
                check(bool(people::grant_power(tx, server, post, "cases.read",
                                               scope == 1 ? people::PowerScope::own_body()
                                                          : people::PowerScope::county(),
                                               now)),
                      "a power is granted");
            check(bool(people::appoint(tx, server, post, who, date_of(now), now)),
                  "a post is filled");
            return *auth::create_account(tx, {town.id, login, "-", login, who}, now);
        });
        return database().read(
            [&](db::Tx& tx) { return *auth::caller_of(tx, town.id, account, now); });
    }
    void make_callers() {
        callers.push_back(citizen());
        for (const auto& [login, account] : town.accounts)
            callers.push_back(as(login));
        for (const auto body :
             {town.office, town.west_team, town.east_team, town.bureau, town.inspectors})
            for (int scope = 0; scope < 3; ++scope)
                callers.push_back(reader(body, scope));
        for (const char* login : {"office", "west", "worker"}) { // a token without that power
            auto limited = as(login);
            std::erase_if(limited.grants,
                          [](const Grant& grant) { return grant.power == "cases.read"; });
            callers.push_back(limited);
        }
    }
    void make_cases() {
        for (const auto& [state, name] : EnumNames<State>::all)
            case_in(state);
        const char* kinds[] = {"rubble", "exposed_garbage", "road_unclean", "dumping"};
        for (int i = 0; i < 30; ++i) {
            now += std::chrono::minutes{pick(300)};
            const auto& by = callers[static_cast<std::size_t>(pick(callers.size()))];
            auto wanted = a_report(kinds[pick(4)], at(5 + pick(130), 10 + pick(80)),
                                   by.account ? "patrol" : from_citizens);
            const auto made = report(by, wanted);
            if (made && pick(3) == 0) // where its state allows it
                std::ignore =
                    move(as("office"), *made,
                         {.action = Action::reassign, .reason = "wrong_unit", .body = town.bureau});
        }
    }
    std::vector<Case> all() {
        return database().read([&](db::Tx& tx) {
            std::vector<Case> found;
            for (const auto& row : db::run_script(tx, "SELECT id FROM cases"))
                found.push_back(find(tx, town.id, CaseId{std::stoll(*row[0])}).value());
            return found;
        });
    }

    static Lights by_rule(const std::vector<Case>& made, const Caller& caller, Instant moment) {
        Lights seen;
        for (const auto& one : made)
            if (sight_of(caller).has(
                    {one.block_body, one.line_body, one.handling_body, one.reporter}))
                seen[one.id] = light_of(one.state, one.stage, moment);
        return seen;
    }
    static Lights by_sql(db::Tx& tx, const Caller& caller, Instant moment) {
        Lights seen;
        for (const auto& [light, name] : EnumNames<Light>::all) {
            const auto page = list(tx, caller, {.light = {light}}, Sort::oldest, 200, "", moment);
            for (const auto& each : page->cases)
                EXPECT_TRUE(seen.emplace(each.one.id, light).second) << "two lights of one case";
        }
        return seen;
    }
    static Lights by_image(const MapImage& image, const Caller& caller, Instant moment) {
        const MapBox box{at(-10, -10), at(300, 300)};
        Clusters clusters(box, 22); // each case stands for itself
        image.gather(box, {}, caller, moment, clusters);
        Lights seen;
        for (const auto& each : clusters.made())
            seen[each.one] = each.worst;
        return seen;
    }
    facts::Audience audience(db::Tx& tx, CaseId id) const {
        for (const auto& source : app::all_audiences(app::all_modules({})))
            if (source.subject_kind == "case") return source.of(tx, town.id, id.value);
        return {};
    }

    std::mt19937 random{20261130};
    std::vector<Caller> callers;
};
RUN_ON_BOTH_STORES(SightAndLight);

TEST_P(SightAndLight, AreOneForWhoeverLooksHoweverHeLooks_R1_1) {
    make_callers();
    make_cases();
    const auto made = all();
    const auto& limit = std::find_if(made.begin(), made.end(), [](const Case& one) {
                            return one.state == State::handling && one.stage;
                        })->stage;
    const std::vector<Instant> moments{now, limit->amber_at,
                                       limit->due_at + std::chrono::minutes{1}, limit->deep_red_at};
    std::set<Light> lights;
    std::set<std::size_t> sights;
    database().read([&](db::Tx& tx) {
        const auto image = MapImage::of_county(tx, town.id);
        for (const auto& caller : callers) {
            for (const auto moment : moments) {
                const auto expected = by_rule(made, caller, moment);
                EXPECT_EQ(by_sql(tx, caller, moment), expected) << caller.name;
                EXPECT_EQ(by_image(*image, caller, moment), expected) << caller.name;
                for (const auto& [id, light] : expected)
                    lights.insert(light);
                sights.insert(expected.size());
            }
            const auto seen = by_rule(made, caller, now);
            for (const auto& one : made) {
                EXPECT_EQ(audience(tx, one.id).holds(caller), seen.contains(one.id))
                    << one.number << " and " << caller.name;
                EXPECT_EQ(bool(find_for(tx, caller, one.id)), seen.contains(one.id));
            }
        }
    });
    EXPECT_EQ(lights.size(), EnumNames<Light>::all.size());
    EXPECT_GT(sights.size(), 5U) << "the callers see different things";
}

} // namespace
} // namespace weicheng::casemap

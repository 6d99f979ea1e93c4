// People on both stores: what actions write, doors and views read.
#include "modules/people/people.h"
#include "modules/people/store/people_store.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/module.h"
#include "tests/support/database.h"

#include <algorithm>

namespace weicheng::people {
namespace {

Date date(const char* text) {
    return date_from_text(text).value();
}

const db::Query select_powers_seen{"people_test.select_powers", R"(
SELECT power, body_id FROM powers_v WHERE county_id = $1 AND account_id = $2)"};
const db::Query select_ended{"people_test.select_ended", R"(
SELECT id FROM bodies_v WHERE county_id = $1 AND ended = 1)"};

std::vector<db::Migration> steps() {
    auto all = embedded_migrations("platform/auth");
    for (const auto& more : {facts::migrations(), embedded_migrations("modules/people")})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// A county with the headquarters, the old enforcement team and the bureau that takes over.
class PeopleStore : public testing::OnBothStores {
  protected:
    template <class F>
    auto write(F work) {
        return (*database)->write(work);
    }
    template <class F>
    auto read(F work) {
        return (*database)->read(work);
    }
    void SetUp() override {
        testing::OnBothStores::SetUp();
        if (IsSkipped()) return;
        database.emplace(dialect(), steps());
        county = write([&](db::Tx& tx) {
            return auth::create_county(tx, {{}, "999001", "青峰县", "", false}, now);
        });
        server = auth::server_caller(county);
        headquarters = body("ZHB", BodyKind::headquarters, "指挥部", {});
        team = body("ZFD", BodyKind::team, "联合执法队", headquarters);
        bureau = body("ZFJ", BodyKind::department, "综合执法局", {});
    }

    BodyId body(const char* code, BodyKind kind, const char* name, BodyId parent) {
        return *write([&](db::Tx& tx) {
            return create_body(tx, server, {code, kind, name, "", parent, date("2026-04-01")}, now);
        });
    }
    PersonId person(const char* name) {
        return *write([&](db::Tx& tx) { return create_person(tx, server, name, now); });
    }
    PostId post(BodyId in, const char* title, PostRole role = PostRole::head) {
        return *write([&](db::Tx& tx) {
            return create_post(tx, server, {in, title, "", "0000-8812011", role, 1}, now);
        });
    }
    std::string appoint_code(PostId to, PersonId who, const char* since) {
        const auto done =
            write([&](db::Tx& tx) { return appoint(tx, server, to, who, date(since), now); });
        return done ? "" : done.refusal().code;
    }
    std::string grant_code(PostId to, const char* power, PowerScope scope) {
        const auto done =
            write([&](db::Tx& tx) { return grant_power(tx, server, to, power, scope, now); });
        return done ? "" : done.refusal().code;
    }
    AccountId account(const char* login, PersonId who) {
        return *write([&](db::Tx& tx) {
            return auth::create_account(tx, {county, login, "-", login, who}, now);
        });
    }

    const Instant now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    std::optional<testing::TestDatabase> database;
    CountyId county;
    Caller server;
    BodyId headquarters, team, bureau;
};

TEST_P(PeopleStore, KeepsTheTreeAndRefusesDoubleCodesAndCycles_R1_1) {
    const auto twice = write([&](db::Tx& tx) {
        return create_body(tx, server,
                           {"ZFD", BodyKind::team, "另一队", "", {}, date("2026-04-01")}, now);
    });
    EXPECT_EQ(twice.refusal().code, "body.code_taken");
    const auto cycle =
        write([&](db::Tx& tx) { return move_body(tx, server, headquarters, team, now); });
    EXPECT_EQ(cycle.refusal().code, "body.tree_cycle");
    EXPECT_TRUE(write([&](db::Tx& tx) { return move_body(tx, server, team, bureau, now); }));
    const auto all = read([&](db::Tx& tx) { return bodies(tx, county); });
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].id, headquarters); // by kind, then code
    EXPECT_EQ(all[2].parent, bureau);
    EXPECT_EQ(all[2].short_name, "联合执法队");
}

TEST_P(PeopleStore, APostHasOneHolderAndRemembersTheOthers_R1_1) {
    const auto head = post(team, "队长");
    const auto first = person("许一"), second = person("孟二");
    EXPECT_EQ(appoint_code(head, first, "2026-05-01"), "");
    EXPECT_EQ(appoint_code(head, first, "2026-06-01"), "post.already_held");
    EXPECT_EQ(appoint_code(head, second, "2026-07-01"), "");
    const auto terms = read([&](db::Tx& tx) { return store::terms(tx, county, head); });
    ASSERT_EQ(terms.size(), 2u);
    EXPECT_EQ(terms[0].person, second);
    EXPECT_FALSE(terms[0].until);
    EXPECT_EQ(terms[1].person, first);
    EXPECT_EQ(terms[1].until, date("2026-07-01"));

    const auto held = read([&](db::Tx& tx) { return posts_of_person(tx, county, second); });
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(held[0].body_name, "联合执法队");
    EXPECT_EQ(held[0].holder->since, date("2026-07-01"));
    EXPECT_TRUE(read([&](db::Tx& tx) { return posts_of_person(tx, county, first); }).empty());

    EXPECT_TRUE(
        write([&](db::Tx& tx) { return vacate(tx, server, head, date("2026-08-01"), now); }));
    EXPECT_FALSE(read([&](db::Tx& tx) { return posts_of_body(tx, county, team); }).at(0).holder);
    const auto facts =
        read([&](db::Tx& tx) { return facts::of_subject(tx, county, "post", head.value); });
    EXPECT_EQ(facts.back().fact.kind, "post.vacated");
    EXPECT_EQ(facts.back().fact.body.find("孟二"), std::string::npos); // no names in facts
}

TEST_P(PeopleStore, PowersBelongToThePostAndEndWithIt_R1_1) {
    const auto head = post(team, "队长");
    const auto who = person("许一");
    const auto login = account("team", who);
    EXPECT_EQ(grant_code(head, "cases.sign", PowerScope::own_body()), "");
    EXPECT_EQ(grant_code(head, "cases.read", PowerScope::county()), "");
    EXPECT_EQ(grant_code(head, "cases.read", PowerScope::county()), "power.already_granted");
    EXPECT_EQ(appoint_code(head, who, "2026-05-01"), "");

    auto stands = read([&](db::Tx& tx) { return standing(tx, county, who, now); });
    ASSERT_EQ(stands.grants.size(), 2u);
    EXPECT_EQ(stands.grants[0].power, "cases.read");
    EXPECT_TRUE(stands.grants[0].scope.whole_county());
    EXPECT_EQ(stands.grants[1].scope.body, team);
    EXPECT_EQ(stands.bodies, std::vector<BodyId>{team});

    const auto seen = [&] {
        return read([&](db::Tx& tx) {
            auto rows = tx.rows(select_powers_seen, {county, login}, [](const db::Row& row) {
                return std::pair{row.get<std::string>(0), row.get<BodyId>(1)};
            });
            std::sort(rows.begin(), rows.end());
            return rows;
        });
    };
    using Seen = std::vector<std::pair<std::string, BodyId>>;
    EXPECT_EQ(seen(), (Seen{{"cases.read", {}}, {"cases.sign", team}}));

    EXPECT_TRUE(write([&](db::Tx& tx) {
        return revoke_power(tx, server, head, "cases.read", PowerScope::county(), now);
    }));
    EXPECT_EQ(seen(), (Seen{{"cases.sign", team}}));
    EXPECT_TRUE(
        write([&](db::Tx& tx) { return vacate(tx, server, head, date("2026-11-22"), now); }));
    EXPECT_TRUE(seen().empty());
    EXPECT_TRUE(read([&](db::Tx& tx) { return standing(tx, county, who, now); }).grants.empty());
}

TEST_P(PeopleStore, ABodySucceedsAnotherWithoutLosingItsHistory_R1_1) {
    const auto below = body("ZFD1", BodyKind::team, "一中队", team);
    const auto group = body("ZN", BodyKind::function_group, "市容环卫组", headquarters);
    EXPECT_TRUE(write([&](db::Tx& tx) {
        return add_member(tx, server, group, team, MemberRole::lead, date("2026-04-02"), now);
    }));
    const auto old_head = post(team, "队长"), new_head = post(bureau, "局长");
    const auto first = person("许一"), second = person("孟二");
    EXPECT_EQ(appoint_code(old_head, first, "2026-05-01"), "");
    EXPECT_EQ(appoint_code(new_head, second, "2026-05-01"), "");
    EXPECT_EQ(grant_code(new_head, "cases.sign", PowerScope::own_body()), "");

    EXPECT_TRUE(write([&](db::Tx& tx) {
        return succeed_body(tx, server, team, bureau, date("2026-09-01"), now);
    }));

    read([&](db::Tx& tx) {
        const auto old = people::body(tx, county, team);
        EXPECT_EQ(old->valid_to, date("2026-09-01"));
        EXPECT_EQ(old->succeeded_by, bureau);
        EXPECT_EQ(heir_of(tx, county, team), bureau);
        EXPECT_EQ(people::body(tx, county, below)->parent, bureau);
        EXPECT_EQ(members(tx, county, group).at(0).body, bureau);
        EXPECT_EQ(members(tx, county, group).at(0).role, MemberRole::lead);
        EXPECT_EQ(store::predecessors(tx, county, bureau).at(0).id, team);
        EXPECT_EQ(store::terms(tx, county, old_head).at(0).until, date("2026-09-01"));
        // What was addressed to the old team is answered by the bureau.
        const auto stands = standing(tx, county, second, now);
        EXPECT_EQ(stands.bodies.size(), 2u);
        Caller heir;
        heir.grants = stands.grants;
        EXPECT_TRUE(heir.may_in("cases.sign", team));
        EXPECT_TRUE(heir.may_in("cases.sign", bureau));
        EXPECT_FALSE(heir.may_in_county("cases.sign"));
        EXPECT_EQ(
            tx.rows(select_ended, {county}, [](const db::Row& row) { return row.get<BodyId>(0); }),
            std::vector<BodyId>{team});
    });

    // The next succession carries the whole line on.
    const auto next = body("ZFW", BodyKind::department, "执法委", {});
    EXPECT_TRUE(write([&](db::Tx& tx) {
        return succeed_body(tx, server, bureau, next, date("2026-11-01"), now);
    }));
    EXPECT_EQ(read([&](db::Tx& tx) { return heir_of(tx, county, team); }), next);
}

TEST_P(PeopleStore, APowerOverABodyFollowsItsHeirAndNeverTheCounty_R1_1) {
    const auto office = body("CWB", BodyKind::office, "创卫办", headquarters);
    const auto clerk = post(office, "科员");
    const auto who = person("林一");
    EXPECT_EQ(grant_code(clerk, "cases.read", PowerScope::of(team)), "");
    EXPECT_EQ(appoint_code(clerk, who, "2026-05-01"), "");
    EXPECT_TRUE(write([&](db::Tx& tx) {
        return succeed_body(tx, server, team, bureau, date("2026-09-01"), now);
    }));
    Caller caller;
    caller.grants = read([&](db::Tx& tx) { return standing(tx, county, who, now); }).grants;
    EXPECT_TRUE(caller.may_in("cases.read", bureau));
    EXPECT_TRUE(caller.may_in("cases.read", team));
    EXPECT_FALSE(caller.may_in("cases.read", headquarters));
    EXPECT_FALSE(caller.may_in_county("cases.read"));
}

TEST_P(PeopleStore, KnowsWhetherAnyoneMayDoItForABody_R2_2) {
    const auto anyone = [&](BodyId body) {
        return read([&](db::Tx& tx) { return anyone_may(tx, county, "cases.sign", body); });
    };
    const auto signs = post(team, "签收人");
    write([&](db::Tx& tx) {
        store::insert_power(tx, county, signs, {"cases.sign", team});
        return true;
    });
    EXPECT_FALSE(anyone(team)); // a post that nobody holds signs for nothing
    const auto who = *write([&](db::Tx& tx) { return create_person(tx, server, "石小满", now); });
    ASSERT_TRUE(write(
        [&](db::Tx& tx) { return appoint(tx, server, signs, who, date("2026-05-01"), now); }));
    EXPECT_TRUE(anyone(team));
    EXPECT_FALSE(anyone(bureau));
    const auto roving = post(headquarters, "机动"); // for the whole county, but only of his body
    write([&](db::Tx& tx) {
        store::insert_power(tx, county, roving, {"cases.sign", {}});
        return true;
    });
    const auto other = *write([&](db::Tx& tx) { return create_person(tx, server, "石大满", now); });
    ASSERT_TRUE(write(
        [&](db::Tx& tx) { return appoint(tx, server, roving, other, date("2026-05-01"), now); }));
    EXPECT_TRUE(anyone(headquarters));
    EXPECT_FALSE(anyone(bureau));
}

TEST_P(PeopleStore, ARefusedStepLeavesNothingBehind_R1_1) {
    const auto head = post(team, "队长");
    EXPECT_EQ(appoint_code(head, {424242}, "2026-05-01"), "person.unknown_reference");
    EXPECT_TRUE(read([&](db::Tx& tx) { return store::terms(tx, county, head); }).empty());
    EXPECT_EQ(
        read([&](db::Tx& tx) { return facts::of_subject(tx, county, "post", head.value); }).size(),
        1u);
}

TEST_P(PeopleStore, TheFirstAdministratorGetsTheOfficeAndAllPowers_R1_1) {
    (*database)->links().set(KnownPowers{{"cases.read", "people.edit"}});
    const auto made = write([&](db::Tx& tx) { return found_office(tx, county, "管一", now); });
    ASSERT_TRUE(made);
    Caller first;
    first.grants = read([&](db::Tx& tx) { return standing(tx, county, *made, now); }).grants;
    EXPECT_TRUE(first.may_in_county("people.edit"));
    EXPECT_TRUE(first.may_in_county("cases.read"));
    const auto held = read([&](db::Tx& tx) { return posts_of_person(tx, county, *made); });
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(read([&](db::Tx& tx) { return people::body(tx, county, held[0].body); })->kind,
              BodyKind::office);
}

RUN_ON_BOTH_STORES(PeopleStore);

} // namespace
} // namespace weicheng::people

// Two houses in one process share nothing.
#include "app/house.h"
#include "modules/people/people.h"
#include "modules/rulebook/rulebook.h"
#include "tests/support/server.h"

#include <gtest/gtest.h>

namespace weicheng::app {
namespace {

TEST(Houses, OfOneProcessShareNeitherSettingsNorSecretsNorRules) {
    testing::TestServer one(db::Dialect::sqlite, [](HouseOptions& options) {
        options.secure_cookies = true;
        options.limits.oldest = std::chrono::hours{1};
    });
    testing::TestServer other; // made later: what it knows must not reach the first
    auto& here = one.house().database().links();
    auto& there = other.house().database().links();
    EXPECT_TRUE(here.get<auth::Hooks>().secure_cookies);
    EXPECT_FALSE(there.get<auth::Hooks>().secure_cookies);
    EXPECT_EQ(here.get<auth::Hooks>().limits.oldest, std::chrono::hours{1});
    EXPECT_EQ(there.get<auth::Hooks>().limits.oldest, std::chrono::hours{7 * 24});
    EXPECT_NE(here.get<auth::Hooks>().secrets->sign("a", "b"),
              there.get<auth::Hooks>().secrets->sign("a", "b"));

    auto schemas = there.get<rulebook::Schemas>().all();
    schemas.pop_back();
    there.set(rulebook::Schemas(schemas));
    there.set(people::KnownPowers{{"cases.read"}});
    EXPECT_EQ(here.get<rulebook::Schemas>().all().size(), schemas.size() + 1);
    EXPECT_GT(here.get<people::KnownPowers>().all.size(), 10U);
}

TEST(Links, GiveWhatWasSetByTypeAndKeepOneMemoryOfEach) {
    struct Tea {
        int cups = 0;
    };
    struct Cake {
        int pieces = 3;
    };
    db::Links links, others;
    EXPECT_EQ(links.get<Cake>().pieces, 3); // nobody set it
    links.set(Tea{1});
    links.set(Cake{5});
    links.set(Tea{2});
    EXPECT_EQ(links.get<Tea>().cups, 2);
    EXPECT_EQ(links.get<Cake>().pieces, 5);
    links.memory<Tea>().cups = 7;
    EXPECT_EQ(links.memory<Tea>().cups, 7);
    EXPECT_EQ(links.get<Tea>().cups, 2);
    EXPECT_EQ(others.get<Tea>().cups, 0);
    EXPECT_EQ(others.memory<Tea>().cups, 0);
    EXPECT_EQ(links.need<Tea>().cups, 2);
    EXPECT_THROW(others.need<Tea>(), Bug);
}

} // namespace
} // namespace weicheng::app

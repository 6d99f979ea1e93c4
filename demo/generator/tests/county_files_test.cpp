// The demo county's files are whole: R1.1, R1.4, R2.2, R2.5.
#include "demo/generator/county_files.h"
#include "demo/generator/drawings.h"
#include "modules/rulebook/rulebook.h"
#include "platform/embedded.h"
#include "platform/http/json.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace weicheng::demo {

namespace {

std::vector<geo::Rings> polygons(const CountyFiles& files) {
    std::vector<geo::Rings> found;
    for (const auto& grid : files.grids)
        found.push_back(grid.polygon);
    return found;
}

std::vector<std::string> scenes() {
    std::vector<std::string> found;
    for (const auto& file : embedded_files(Embedded::demo, "pictures/"))
        if (const std::string name(file.path.substr(9, file.path.find('.') - 9)); name != "kit")
            found.push_back(name);
    return found;
}

} // namespace

TEST(DemoFiles, GridsTileTheBuiltUpAreaWithoutOverlap_R1_4) {
    const auto files = read_county_files();
    ASSERT_EQ(files.grids.size(), 24U);
    const auto grids = polygons(files);
    for (const auto& grid : grids)
        EXPECT_FALSE(geo::fault_of(grid).has_value());
    EXPECT_TRUE(geo::overlaps(grids, 1.0).empty());
    const auto boundary =
        places::outlines_of(*embedded_file(Embedded::demo, "town/boundary.geojson"));
    ASSERT_TRUE(boundary);
    EXPECT_LT(geo::uncovered_m2(boundary->front().polygon, grids), 1.0);
}

TEST(DemoFiles, EverySiteLiesInTheGridItNames_R2_2) {
    const auto files = read_county_files();
    const geo::AreaIndex index(polygons(files));
    EXPECT_GE(files.sites.sites.size(), 180U);
    for (const auto& site : files.sites.sites) {
        const auto holding = index.holding(site.point);
        ASSERT_EQ(holding.size(), 1U) << site.name;
        EXPECT_EQ(files.grids[holding.front()].code, site.grid) << site.name;
    }
}

TEST(DemoFiles, NamesInOneFileAreKnownInTheOther_R1_1) {
    const auto files = read_county_files();
    std::set<std::string> bodies, people;
    for (const auto& body : files.bodies.bodies)
        EXPECT_TRUE(bodies.insert(body.code).second) << body.code;
    for (const auto& person : files.people.people) {
        EXPECT_TRUE(people.insert(person.name).second) << person.name;
        for (const auto& post : person.posts)
            EXPECT_TRUE(bodies.contains(post.body)) << post.body;
    }
    for (const auto& grid : files.grids) {
        EXPECT_TRUE(bodies.contains(grid.body)) << grid.body;
        EXPECT_TRUE(people.contains(grid.leader)) << grid.leader;
    }
    for (const auto& site : files.sites.sites)
        EXPECT_TRUE(bodies.contains(site.manager)) << site.manager;
    for (const auto& account : files.accounts.accounts)
        EXPECT_TRUE(people.contains(account.person)) << account.person;
}

TEST(DemoFiles, OnlyOneGridLacksItsSecondWorker_R1_4) {
    const auto files = read_county_files();
    std::map<std::string, int> workers;
    for (const auto& person : files.people.people)
        for (const auto& post : person.posts)
            workers[post.body] += post.title == "网格员";
    std::vector<std::string> lacking;
    for (const auto& grid : files.grids)
        if (workers[grid.code] < 2) lacking.push_back(grid.code);
    EXPECT_EQ(lacking, std::vector<std::string>{"QF-DS-03"});
}

TEST(DemoFiles, EveryKindHasItsWordsAndAScene_R2_5) {
    const auto files = read_county_files();
    const auto known = scenes();
    for (const auto& words : files.words.kinds) {
        EXPECT_FALSE(words.summaries.empty()) << words.kind;
        EXPECT_NE(std::find(known.begin(), known.end(), words.scene), known.end()) << words.scene;
    }
}

TEST(DemoDrawings, DifferBeforeAndAfterAndLeaveNoPlaceholder) {
    Dice dice(3);
    for (const auto& scene : scenes()) {
        const auto look = choose_look(scene, dice);
        Dice hand(7), same_hand(7);
        const auto before = drawing(look, Moment::before, hand);
        const auto after = drawing(look, Moment::after, same_hand);
        EXPECT_NE(before, after) << scene;
        for (const auto& svg : {before, after}) {
            EXPECT_EQ(svg.find('{'), std::string::npos) << scene;
            EXPECT_EQ(svg.find("<!-- "), std::string::npos) << scene;
            EXPECT_EQ(svg.find("<text"), std::string::npos) << scene;
        }
    }
}

TEST(DemoDice, ThrowTheSameForTheSameSeed) {
    Dice one(42), other(42), third(43);
    const int first = one.between(1, 1'000'000);
    EXPECT_EQ(first, other.between(1, 1'000'000));
    EXPECT_NE(first, third.between(1, 1'000'000));
}

} // namespace weicheng::demo

// The chain of those who answer, and the list of gaps.
#include "modules/places/http/place_words.h"
#include "modules/places/rules/chain.h"
#include "modules/places/rules/gaps.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace weicheng::places::rules {
namespace {

using people::PostRole;

const Date since = *date_from_text("2026-05-01");

people::Body a_body(std::int64_t id, const char* name) {
    people::Body body;
    body.id = body.heir = {id};
    body.name = name;
    return body;
}

people::Post a_post(std::int64_t id, const people::Body& body, const char* title, PostRole role,
                    std::int64_t person, const char* name) {
    people::Post post;
    post.id = {id};
    post.body = body.id;
    post.body_name = body.name;
    post.title = title;
    post.phone = "0000-8812011";
    post.role = role;
    if (person != 0) post.holder = people::Holder{{person}, name, since};
    return post;
}

const people::Body headquarters = a_body(1, "指挥部");
const people::Body team = a_body(2, "第一网格");
const people::Body bureau = a_body(3, "城管局");

std::vector<people::Post> all_posts() {
    return {a_post(11, headquarters, "指挥长", PostRole::head, 101, "甲"),
            a_post(12, headquarters, "副指挥长", PostRole::deputy, 102, "乙"),
            a_post(21, team, "网格长", PostRole::head, 103, "丙"),
            a_post(22, team, "网格员", PostRole::staff, 104, "丁"),
            a_post(23, team, "网格员", PostRole::staff, 0, ""),
            a_post(31, bureau, "局长", PostRole::head, 105, "戊")};
}

std::vector<people::Post> of(const people::Body& body) {
    auto posts = all_posts();
    std::erase_if(posts, [&](const people::Post& post) { return post.body != body.id; });
    return posts;
}

std::string words_of(const std::vector<ChainLink>& chain) {
    std::string words;
    for (const auto& link : chain)
        words += std::to_string(link.level) + " " + link.role + " " +
                 (link.person_name.empty() ? "-" : link.person_name) + "; ";
    return words;
}

TEST(WhoAnswers, FromTheTopLeaderDownToTheSite_R1_5) {
    ChainKnown known;
    known.headquarters = Team{headquarters, of(headquarters)};
    known.in_grid = true;
    known.leader_name = "乙";
    known.leader_posts = {all_posts()[1]};
    known.grid_team = Team{team, of(team)};
    known.at_site = true;
    known.manager = Team{bureau, of(bureau)};
    const auto chain = chain_of(known);
    EXPECT_EQ(words_of(chain), "1 headquarters_head 甲; 2 county_leader 乙; 3 grid_head 丙; "
                               "4 grid_worker 丁; 5 site_manager 戊; ");
    EXPECT_EQ(chain[1].post_title, "副指挥长");
    EXPECT_EQ(chain[4].body_name, "城管局");
    EXPECT_EQ(chain[4].phone, "0000-8812011");
}

TEST(WhoAnswers, SaysWhereNobodyIsNamed_R1_5) {
    ChainKnown known;
    known.in_grid = true;
    known.at_site = true;
    EXPECT_EQ(words_of(chain_of(known)), "1 headquarters_head -; 2 county_leader -; 3 grid_head -; "
                                         "4 grid_worker -; 5 site_manager -; ");
    known.in_grid = known.at_site = false;
    EXPECT_EQ(words_of(chain_of(known)), "1 headquarters_head -; ");
}

struct County {
    GapKnown known;
    County() {
        known.county = {1};
        known.bodies = {headquarters, team, bureau};
        known.posts = all_posts();
        known.posts.erase(known.posts.begin() + 4); // the vacant one
        known.grids = {{{51}, "G1", "第一网格", "后屯社区", team.id, {102}, {}}};
        known.sites = {{{61}, "S1", "market", "老街市场", {}, {51}, bureau.id, ""}};
    }
};

std::string gap_words(const GapKnown& known) {
    std::string words;
    for (const auto& gap : gaps_of(known))
        words +=
            std::string(name_of(gap.kind)) + " " + gap.subject_kind + " " + gap.subject_name + "; ";
    return words;
}

TEST(Gaps, AWholeCountyHasNone_R1_4) {
    EXPECT_EQ(gap_words(County().known), "");
}

TEST(Gaps, NoPlaceAndNoDutyWithoutAnOwner_R1_4) {
    const auto after = [](auto change) {
        County county;
        change(county.known);
        return gap_words(county.known);
    };
    EXPECT_EQ(after([](auto& k) { k.grids[0].leader = {}; }),
              "grid_without_leader grid 第一网格; ");
    EXPECT_EQ(after([](auto& k) { k.grids[0].leader = {999}; }), // has left office
              "grid_without_leader grid 第一网格; ");
    EXPECT_EQ(after([](auto& k) { k.grids[0].body = {}; }),
              "grid_without_head grid 第一网格; grid_without_worker grid 第一网格; ");
    EXPECT_EQ(after([](auto& k) { k.posts[2].holder.reset(); }),
              "grid_without_head grid 第一网格; post_without_holder post 第一网格 网格长; ");
    EXPECT_EQ(after([](auto& k) { k.posts.erase(k.posts.begin() + 3); }),
              "grid_without_worker grid 第一网格; ");
    EXPECT_EQ(after([](auto& k) { k.sites[0].grid = {}; }), "site_without_grid site 老街市场; ");
    EXPECT_EQ(after([](auto& k) { k.sites[0].manager = {}; }),
              "site_without_manager site 老街市场; ");
    EXPECT_EQ(after([](auto& k) { k.bodies[2].valid_to = since; }), // dissolved, nobody took over
              "site_without_manager site 老街市场; ");
    EXPECT_EQ(after([](auto& k) { // taken over: the heir answers
                  k.bodies[2].valid_to = since;
                  k.bodies[2].heir = headquarters.id;
              }),
              "");
    EXPECT_EQ(after([](auto& k) { k.uncovered_m2 = 500; }), "");
    EXPECT_EQ(after([](auto& k) { k.uncovered_m2 = 501; }), "uncovered_ground county ; ");
    EXPECT_EQ(after([](auto& k) {
                  k.unowned_kinds = {{"other", "其他问题"}};
              }),
              "kind_without_owner case_kind 其他问题; ");
}

TEST(Gaps, TellInTwoLanguagesWhatIsMissing_R1_4) {
    County county;
    auto other = county.known.grids[0];
    other.name = "第二网格";
    county.known.overlaps = {{county.known.grids[0], other, 41.6}};
    const auto gaps = gaps_of(county.known);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(detail_of(gaps[0], Locale::zh), "与“第二网格”重叠约 42 平方米");
    EXPECT_EQ(detail_of(gaps[0], Locale::en), "Overlaps 第二网格 by about 42 m²");
    const Gap bare{GapKind::uncovered_ground, "county", "1", "青峰县", "", 14'221'853};
    EXPECT_EQ(detail_of(bare, Locale::zh), "约 1422.2 公顷地面没有划入任何网格");
    EXPECT_EQ(detail_of(bare, Locale::en), "About 1422.2 ha of ground belong to no grid");
    for (const auto& [kind, name] : EnumNames<GapKind>::all) {
        EXPECT_FALSE(detail_of({kind, "", "", ""}, Locale::zh).empty()) << name;
        EXPECT_FALSE(detail_of({kind, "", "", ""}, Locale::en).empty()) << name;
    }
}

} // namespace
} // namespace weicheng::places::rules

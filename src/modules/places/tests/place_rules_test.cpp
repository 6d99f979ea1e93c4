#include "modules/places/rules/place_rules.h"
#include "platform/auth/auth.h"

#include <gtest/gtest.h>

namespace weicheng::places::rules {
namespace {

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.refusal().code;
}

Caller server() {
    return auth::server_caller({1});
}

TEST(PlaceRules, JudgeAPoint_R2_2) {
    const GridName one{{1}, "第一网格", {}}, two{{2}, "第二网格", {}};
    const struct {
        const char* what;
        Sighting sighting;
        std::optional<GridId> chosen;
        std::string code;
        std::int64_t grid;
    } cases[] = {
        {"in one grid", {true, false, {one}}, {}, "", 1},
        {"in no grid", {true, false, {}}, {}, "", 0},
        {"outside", {false, false, {}}, {}, "place.outside_county", 0},
        {"swapped", {false, true, {}}, {}, "place.looks_swapped", 0},
        {"in two grids", {true, false, {one, two}}, {}, "place.in_two_grids", 0},
        {"in two, second chosen", {true, false, {one, two}}, GridId{2}, "", 2},
        {"in one, chosen", {true, false, {one}}, GridId{1}, "", 1},
        {"in one, another chosen", {true, false, {one}}, GridId{2}, "place.not_in_chosen_grid", 0},
        {"in none, one chosen", {true, false, {}}, GridId{2}, "place.not_in_chosen_grid", 0},
        {"outside, one chosen", {false, false, {}}, GridId{2}, "place.outside_county", 0},
    };
    for (const auto& c : cases) {
        const auto judged = judge_place(c.sighting, c.chosen);
        EXPECT_EQ(code_of(judged), c.code) << c.what;
        if (judged) {
            EXPECT_EQ(judged->id, GridId{c.grid}) << c.what;
        }
    }
    const auto both = judge_place({true, false, {one, two}}, {});
    EXPECT_EQ(both.refusal().params.at(0).second, "第一网格、第二网格");
}

people::Body a_team(bool stands = true) {
    people::Body body;
    body.id = {10};
    body.name = "网格队伍";
    if (!stands) body.valid_to = date_from_text("2026-09-01");
    return body;
}

TEST(PlaceRules, JudgeANewGrid_R1_4) {
    const NewGrid sound{"QF-01", "第一网格", "后屯社区", {10}, {5}, {}};
    GridFindings fine;
    fine.body = a_team();
    fine.leader_known = true;
    const auto judge = [&](auto change) {
        auto input = sound;
        auto found = fine;
        change(input, found);
        const auto judged = judge_new_grid(server(), input, found);
        return judged ? "" : judged.refusal().code + " " + judged.refusal().errors.at(0).path;
    };
    EXPECT_EQ(judge([](auto&, auto&) {}), "");
    EXPECT_EQ(judge([](auto& input, auto&) { input.code = "第一"; }), "place.code_wrong /code");
    EXPECT_EQ(judge([](auto& input, auto&) { input.name = " "; }), "place.name_wrong /name");
    EXPECT_EQ(judge([](auto& input, auto&) { input.community = ""; }),
              "place.name_wrong /community");
    EXPECT_EQ(judge([](auto&, auto& found) { found.code_taken = true; }), "grid.code_taken /code");
    EXPECT_EQ(judge([](auto&, auto& found) { found.body.reset(); }),
              "body.unknown_reference /body_id");
    EXPECT_EQ(judge([](auto&, auto& found) { found.body = a_team(false); }),
              "body.has_ended /body_id");
    EXPECT_EQ(judge([](auto&, auto& found) { found.leader_known = false; }),
              "person.unknown_reference /leader_person_id");
    EXPECT_EQ(judge([](auto&, auto& found) { found.fault_en = found.fault_zh = "x"; }),
              "place.polygon_broken /polygon");
    EXPECT_EQ(judge([](auto&, auto& found) { found.outside_m2 = allowed_outside_m2 + 1; }),
              "grid.outside_county /polygon");
    EXPECT_EQ(judge([](auto&, auto& found) { found.overlapped = {"第二网格"}; }),
              "grid.overlaps /polygon");
    EXPECT_EQ(judge([](auto& input, auto& found) { // an owner may be named later: a gap until then
                  input.body = {};
                  input.leader = {};
                  found.body.reset();
                  found.leader_known = false;
              }),
              "");
    Caller editor;
    editor.county = {1};
    editor.grants = {{"places.edit", {{10}}}};
    EXPECT_EQ(code_of(judge_new_grid(editor, sound, fine)), "auth.power_missing");
}

TEST(PlaceRules, JudgeANewSite_R2_2) {
    const NewSite sound{"S1", "market", "老街市场", {}, {10}, "商户"};
    const SiteFindings fine{false, true, a_team()};
    EXPECT_EQ(code_of(judge_new_site(server(), sound, fine)), "");
    EXPECT_EQ(code_of(judge_new_site(server(), sound, {true, true, a_team()})), "site.code_taken");
    EXPECT_EQ(code_of(judge_new_site(server(), sound, {false, false, a_team()})),
              "site_kind.unknown");
    EXPECT_EQ(code_of(judge_new_site(server(), sound, {false, true, {}})),
              "body.unknown_reference");
    EXPECT_EQ(code_of(judge_new_site(server(), sound, {false, true, a_team(false)})),
              "body.has_ended");
    EXPECT_EQ(code_of(judge_manager(server(), false, {10}, a_team())), "site.unknown");
    EXPECT_EQ(code_of(judge_manager(server(), true, {}, {})), "");
    EXPECT_EQ(code_of(judge_leader(server(), true, {5}, false)), "person.unknown_reference");
    EXPECT_EQ(code_of(judge_leader(server(), false, {}, false)), "grid.unknown");
    EXPECT_EQ(code_of(judge_layer_name("street")), "");
    EXPECT_EQ(code_of(judge_layer_name("街道")), "map_layer.name_wrong");
}

} // namespace
} // namespace weicheng::places::rules

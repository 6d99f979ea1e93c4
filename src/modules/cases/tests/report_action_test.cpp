// Reporting on both stores: grid, owners and limit are found without a person's help.
#include "tests/support/case_world.h"

#include <functional>

namespace weicheng::cases {
namespace {

class ReportCase : public OnTheLedger {};

TEST_P(ReportCase, FindsGridOwnersAndLimitByItself_R2_2) {
    const auto one = report(as("west"), a_report("exposed_garbage", at(50, 50)));
    ASSERT_TRUE(one) << one.refusal().code;
    EXPECT_EQ(one->state, State::dispatched); // the kind files itself, a route knows the owner
    EXPECT_EQ(one->number, "AJ20261116-0001");
    EXPECT_EQ(one->grid, town.west);
    EXPECT_EQ(one->block_body, town.west_team);
    EXPECT_EQ(one->line_body, town.bureau);
    EXPECT_EQ(one->handling_body, town.west_team);
    EXPECT_EQ(one->condition, "small");
    ASSERT_TRUE(one->due_at && one->stage);
    EXPECT_EQ(to_rfc3339(*one->due_at), "2026-11-16T07:00:00.000Z"); // 4 working hours: 15:00
    EXPECT_EQ(one->filed_at, now);
    EXPECT_NE(one->kinds_version, 0);
    const auto history = events(*one);
    ASSERT_EQ(history.size(), 3u);
    EXPECT_EQ(history[0].actor, town.accounts.at("west"));
    EXPECT_TRUE(history[1].by_server && history[2].by_server);
    EXPECT_EQ(history[2].body, town.west_team);
}

TEST_P(ReportCase, TheSameKindElsewhereGoesToThatGrid_R2_2) {
    const auto east = report(as("office"), a_report("exposed_garbage", at(120, 50)));
    EXPECT_EQ(east->handling_body, town.east_team);
    const auto road = report(as("office"), a_report("road_unclean", at(50, 50)));
    EXPECT_EQ(road->handling_body, town.bureau); // by the line
    EXPECT_EQ(road->block_body, town.west_team);
    EXPECT_EQ(road->number, "AJ20261116-0002");
}

TEST_P(ReportCase, WhatNoRuleCoversLandsOnTheDispatchDesk_R2_2) {
    const auto reported = report(as("west"), a_report("dumping", at(50, 50)));
    EXPECT_EQ(reported->state, State::reported); // the office files this kind
    const auto filed = taken(*reported, Action::file);
    EXPECT_EQ(filed.state, State::filed);
    EXPECT_FALSE(filed.handling_body);
    EXPECT_FALSE(filed.due_at);
    const auto dispatched = taken(filed, Action::dispatch);
    EXPECT_EQ(dispatched.handling_body, town.west_team);
}

TEST_P(ReportCase, AtASiteItsManagerAnswersWhereNoRouteDoes_R2_2) {
    auto at_market = a_report("dumping", at(20, 20));
    at_market.site = town.market;
    const auto filed = taken(*report(as("west"), at_market), Action::file);
    EXPECT_EQ(filed.state, State::dispatched);
    EXPECT_EQ(filed.handling_body, town.bureau);
    EXPECT_EQ(filed.site, town.market);
}

TEST_P(ReportCase, OutsideEveryGridACaseHasNoBlockOwner_R2_2) {
    const auto one = report(as("office"), a_report("exposed_garbage", at(180, 50)));
    ASSERT_TRUE(one);
    EXPECT_FALSE(one->grid);
    EXPECT_FALSE(one->block_body);
    EXPECT_EQ(one->state, State::filed); // the block's route has nobody there
}

TEST_P(ReportCase, MendedOnTheSpotGoesStraightToTheCheck_R2_1) {
    auto mended = a_report("exposed_garbage", at(50, 50));
    mended.after_photos = {photo("mended")};
    const auto one = report(as("worker"), mended);
    ASSERT_TRUE(one) << one.refusal().code;
    EXPECT_EQ(one->state, State::checking);
    EXPECT_EQ(one->handling_body, town.west_team);
    const auto kept = reload(*one);
    EXPECT_EQ(kept.doers.size(), 1u);
    EXPECT_EQ(kept.doer_bodies, std::vector<BodyId>{town.west_team});
    EXPECT_EQ(kept.photos.size(), 2u);
    EXPECT_EQ(code_of(move(as("west"), kept, {.action = Action::pass})), "auth.power_missing");
    const auto closed = taken(kept, Action::pass); // this kind lets the checker close
    EXPECT_EQ(closed.state, State::closed);
}

struct RefusedReport {
    const char* row;
    std::function<void(NewReport&)> spoil;
    const char* code; // expected
    const char* path; // expected
};

TEST_P(ReportCase, RefusesWhatCannotBeAndWritesNothing_R2_1) {
    const RefusedReport rows[] = {
        {"无此类别", [](auto& w) { w.kind = "dragons"; }, "case.kind_unknown", "/kind"},
        {"无此情形", [](auto& w) { w.condition = "huge"; }, "case.condition_unknown", "/condition"},
        {"县外", [](auto& w) { w.point = at(201, 50); }, "place.outside_county", ""},
        {"经纬度颠倒", [](auto& w) { std::swap(w.point.lon_e7, w.point.lat_e7); },
         "place.looks_swapped", ""},
        {"两个网格之间", [](auto& w) { w.point = at(174.5, 0.4); }, "place.in_two_grids", ""},
        {"选了不在的网格", [this](auto& w) { w.grid = town.east; }, "place.not_in_chosen_grid", ""},
        {"无此点位", [](auto& w) { w.site = {77}; }, "case.site_unknown", "/place/site_id"},
        {"没上传过的照片", [](auto& w) { w.before_photos.push_back(std::string(64, 'a')); },
         "case.photo_unknown", "/before_photos/1"},
        {"没上传过的改后照片", [](auto& w) { w.after_photos = {std::string(64, 'b')}; },
         "case.photo_unknown", "/after_photos/0"},
        {"没有照片", [](auto& w) { w.before_photos.clear(); }, "case.photos_too_few",
         "/before_photos"},
        {"将来发现", [this](auto& w) { w.found_at = now + std::chrono::minutes{1}; },
         "case.found_in_future", "/found_at"},
    };
    for (const auto& row : rows) {
        auto spoilt = a_report("exposed_garbage", at(50, 50));
        row.spoil(spoilt);
        const auto before = weicheng::testing::contents_of(database());
        const auto refused = report(as("west"), spoilt);
        EXPECT_EQ(code_of(refused), row.code) << row.row;
        EXPECT_TRUE(!*row.path || path_of(refused) == row.path) << row.row;
        EXPECT_EQ(weicheng::testing::difference(before, weicheng::testing::contents_of(database())),
                  "")
            << row.row;
    }
    EXPECT_EQ(report(as("west"), a_report("exposed_garbage", at(50, 50)))->number,
              "AJ20261116-0001");
}

TEST_P(ReportCase, TheChooserSettlesAPointInTwoGrids_R2_2) {
    auto chosen = a_report("exposed_garbage", at(174.5, 0.4));
    chosen.grid = town.other_strip;
    const auto one = report(as("office"), chosen);
    ASSERT_TRUE(one) << one.refusal().code;
    EXPECT_EQ(one->grid, town.other_strip);
}

TEST_P(ReportCase, NumbersBeginAnewEachDay_R2_1) {
    EXPECT_EQ(report(as("west"), a_report("rubble", at(50, 50)))->number, "AJ20261116-0001");
    now += std::chrono::hours{15}; // Tuesday by the county's clock
    EXPECT_EQ(report(as("west"), a_report("rubble", at(50, 50)))->number, "AJ20261117-0001");
    EXPECT_EQ(report(as("west"), a_report("rubble", at(50, 50)))->number, "AJ20261117-0002");
}

RUN_ON_BOTH_STORES(ReportCase);

} // namespace
} // namespace weicheng::cases

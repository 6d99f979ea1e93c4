// What must come with a report or a move: photos, reasons, a condition, a body, the right day. And
// what follows by itself.
#include "modules/cases/rules/numbers.h"
#include "modules/cases/rules/routing.h"
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;

struct InputRow {
    const char* row;
    State from;
    Move move;
    const char* refused; // expected; "" : taken
    const char* path;    // expected
};

using V = std::vector<std::string>;
const InputRow input_rows[] = {
    // photos of the work
    {"无照片", State::handling, {.action = Action::handle}, "case.photos_too_few", "/photos"},
    {"一张够", State::handling, {.action = Action::handle, .photos = {"a"}}, "", ""},
    {"同一张两次",
     State::handling,
     {.action = Action::handle, .photos = {"a", "b", "a"}},
     "case.photo_twice",
     "/photos/2"},
    {"拿整改前的充数",
     State::handling,
     {.action = Action::handle, .photos = {"a", "before-1"}},
     "case.photo_reused",
     "/photos/1"},
    {"核查不必照片", State::checking, {.action = Action::pass}, "", ""},
    {"核查拿处置的充数",
     State::checking,
     {.action = Action::pass, .photos = {"after-1"}},
     "case.photo_reused",
     "/photos/0"},
    {"反映附同一张两次",
     State::closed,
     {.action = Action::object, .reason = "still_there", .photos = {"c", "c"}},
     "case.photo_twice",
     "/photos/1"},
    // reasons: from the list of that step
    {"退回无理由",
     State::dispatched,
     {.action = Action::return_to_desk},
     "case.reason_unknown",
     "/reason"},
    {"退回用返工理由",
     State::dispatched,
     {.action = Action::return_to_desk, .reason = "not_done"},
     "case.reason_unknown",
     "/reason"},
    {"退回", State::dispatched, {.action = Action::return_to_desk, .reason = "not_ours"}, "", ""},
    {"返工无理由", State::checking, {.action = Action::rework}, "case.reason_unknown", "/reason"},
    {"返工用退回理由",
     State::checking,
     {.action = Action::rework, .reason = "not_ours"},
     "case.reason_unknown",
     "/reason"},
    {"返工", State::checking, {.action = Action::rework, .reason = "partly_done"}, "", ""},
    {"单位退回无理由",
     State::handled,
     {.action = Action::send_back},
     "case.reason_unknown",
     "/reason"},
    {"单位退回", State::handled, {.action = Action::send_back, .reason = "photo_unclear"}, "", ""},
    {"不予销号无理由",
     State::checked,
     {.action = Action::refuse_closure},
     "case.reason_unknown",
     "/reason"},
    {"不予销号",
     State::checked,
     {.action = Action::refuse_closure, .reason = "proof_missing"},
     "",
     ""},
    {"群众不选理由", State::closed, {.action = Action::object}, "case.reason_unknown", "/reason"},
    {"群众用返工理由",
     State::closed,
     {.action = Action::object, .reason = "not_done"},
     "case.reason_unknown",
     "/reason"},
    // filing
    {"立案选无此情形",
     State::reported,
     {.action = Action::file, .condition = "huge"},
     "case.condition_unknown",
     "/condition"},
    {"立案选情形", State::reported, {.action = Action::file, .condition = "large"}, "", ""},
    {"立案不选", State::reported, {.action = Action::file}, "", ""},
    // the other edges that give a reason
    {"不属实无理由",
     State::verifying,
     {.action = Action::verify_false},
     "case.reason_unknown",
     "/reason"},
    {"不属实",
     State::verifying,
     {.action = Action::verify_false, .reason = "nothing_there"},
     "",
     ""},
    {"属实不必理由", State::verifying, {.action = Action::verify_true}, "", ""},
    {"核实拿上报的充数",
     State::verifying,
     {.action = Action::verify_true, .photos = {"before-1"}},
     "case.photo_reused",
     "/photos/0"},
    {"不予立案无理由",
     State::reported,
     {.action = Action::decline},
     "case.reason_unknown",
     "/reason"},
    {"不予立案用核实理由",
     State::reported,
     {.action = Action::decline, .reason = "nothing_there"},
     "case.reason_unknown",
     "/reason"},
    {"不予立案", State::reported, {.action = Action::decline, .reason = "not_for_us"}, "", ""},
    {"作废无理由",
     State::handling,
     {.action = Action::void_case},
     "case.reason_unknown",
     "/reason"},
    {"作废", State::handling, {.action = Action::void_case, .reason = "double"}, "", ""},
    {"恢复无理由", State::voided, {.action = Action::reinstate}, "case.reason_unknown", "/reason"},
    {"恢复", State::voided, {.action = Action::reinstate, .reason = "was_a_mistake"}, "", ""},
    {"改派无理由",
     State::handling,
     {.action = Action::reassign, .body = bureau},
     "case.reason_unknown",
     "/reason"},
    {"改派给原单位",
     State::handling,
     {.action = Action::reassign, .reason = "other_unit", .body = grid_team},
     "case.same_body",
     "/body_id"},
    {"提请裁定无理由",
     State::dispatched,
     {.action = Action::dispute},
     "case.reason_unknown",
     "/reason"},
    {"提请裁定", State::dispatched, {.action = Action::dispute, .reason = "not_our_duty"}, "", ""},
    {"复核不通过无理由",
     State::closed,
     {.action = Action::recheck_fail},
     "case.reason_unknown",
     "/reason"},
    {"复核不通过", State::closed, {.action = Action::recheck_fail, .reason = "not_done"}, "", ""},
    {"复核拿处置的充数",
     State::closed,
     {.action = Action::recheck_pass, .photos = {"after-1"}},
     "case.photo_reused",
     "/photos/0"},
};

TEST(MoveInput, SaysWhatIsMissingAndWhere_R2_1) {
    for (const auto& row : input_rows) {
        const auto change =
            judge_move(case_in(row.from), row.move, taker(row.move.action), monday, inputs());
        EXPECT_EQ(code_of(change), row.refused) << row.row;
        EXPECT_EQ(path_of(change), row.path) << row.row;
    }
}

TEST(MoveInput, AKindMayAskForMorePhotos_R2_5) {
    const auto outcome = [](V photos) {
        return judge_move(
            case_in(State::handling, "manhole"),
            {.action = Action::handle, .photos = std::move(photos), .photos_path = "/after_photos"},
            grid_head(), monday, inputs("manhole"));
    };
    EXPECT_EQ(code_of(outcome({"a"})), "case.photos_too_few");
    EXPECT_EQ(path_of(outcome({"a"})), "/after_photos");
    EXPECT_EQ(outcome({"a"}).refusal().params.at(0).second, "2");
    EXPECT_EQ(code_of(outcome({"a", "b"})), "");
}

TEST(MoveInput, ADispatchNeedsABodyThatStands_R2_2) {
    auto loaded = inputs();
    loaded.body_stands = false;
    const auto change =
        judge_move(case_in(State::filed), {.action = Action::dispatch, .body = {99}}, officer(),
                   monday, loaded);
    EXPECT_EQ(code_of(change), "case.body_unknown");
    EXPECT_EQ(path_of(change), "/body_id");
}

// ---- the citizen's days ----

struct ObjectionRow {
    const char* row;
    const char* when;
    std::string source;
    bool settled;
    bool may; // expected
};
// closed on Monday 2026-11-16, seven natural days: until the midnight that ends Monday the 23rd
const ObjectionRow objection_rows[] = {
    {"当天", "2026-11-16 09:00", "citizen", false, true},
    {"第七天", "2026-11-23 23:59", "citizen", false, true},
    {"期满一刻", "2026-11-24 00:00", "citizen", false, true},
    {"过期", "2026-11-24 00:01", "citizen", false, false},
    {"已办结", "2026-11-17 09:00", "citizen", true, false},
    {"非群众案件", "2026-11-17 09:00", "patrol", false, false},
};

TEST(Objection, IsTakenWithinTheDaysThatAreData_R7_4) {
    for (const auto& row : objection_rows) {
        auto one = case_in(State::closed);
        one.source = row.source;
        one.settled = row.settled;
        if (row.source != "citizen") one.objection_until.reset(); // no citizen waits for it
        EXPECT_EQ(may_be_objected(one, at(row.when)), row.may) << row.row;
        if (row.source != "citizen") continue;
        const auto change =
            judge_move(one, sound_move(Action::object), citizen(), at(row.when), inputs());
        EXPECT_EQ(code_of(change), row.may ? "" : "case.objection_closed") << row.row;
    }
}

TEST(Objection, OnlyClosingACitizensReportOpensTheDays_R7_4) {
    auto one = case_in(State::checked);
    const Move close{.action = Action::close};
    EXPECT_EQ(local(judge_move(one, close, officer(), monday, inputs())->after.objection_until),
              "2026-11-24 00:00");
    one.source = "patrol";
    EXPECT_EQ(local(judge_move(one, close, officer(), monday, inputs())->after.objection_until),
              "");
}

// ---- reports ----

struct ReportRow {
    const char* row;
    const char* condition;
    std::string source;
    V before, after;
    const char* found; // "": not said
    const char* refused;
    const char* path;
};
const ReportRow report_rows[] = {
    {"巡查发现", "", "patrol", {"a"}, {}, "2026-11-16 08:00", "", ""},
    {"无此情形", "huge", "patrol", {"a"}, {}, "", "case.condition_unknown", "/condition"},
    {"发现时间在将来",
     "",
     "patrol",
     {"a"},
     {},
     "2026-11-16 09:01",
     "case.found_in_future",
     "/found_at"},
    {"没有照片", "", "patrol", {}, {}, "", "case.photos_too_few", "/before_photos"},
    {"热线不必照片", "", "hotline", {}, {}, "", "", ""},
    {"同一张两次", "", "patrol", {"a", "a"}, {}, "", "case.photo_twice", "/before_photos/1"},
    {"即报即改", "", "patrol", {"a"}, {"b"}, "", "", ""},
    {"改前改后同一张", "", "patrol", {"a"}, {"a"}, "", "case.photo_reused", "/after_photos/0"},
    {"改后同一张两次", "", "patrol", {"a"}, {"b", "b"}, "", "case.photo_twice", "/after_photos/1"},
};

NewReport report_of(const ReportRow& row) {
    NewReport report{.kind = "garbage", .condition = row.condition, .point = {}};
    report.source = row.source;
    report.before_photos = row.before;
    report.after_photos = row.after;
    if (*row.found) report.found_at = at(row.found);
    return report;
}

TEST(ReportInput, SaysWhatIsMissingAndWhere_R2_1) {
    for (const auto& row : report_rows) {
        const auto change = judge_report(report_of(row), grid_head(), {}, monday, inputs());
        EXPECT_EQ(code_of(change), row.refused) << row.row;
        EXPECT_EQ(path_of(change), row.path) << row.row;
        if (!change) continue;
        EXPECT_EQ(change->new_photos.size(), row.before.size() + row.after.size()) << row.row;
    }
}

TEST(ReportInput, WhoMendedItIsItsDoerAndHisBodyHandledIt_R2_1) {
    NewReport mended{.kind = "garbage", .point = {}};
    mended.before_photos = {"a"};
    mended.after_photos = {"b"};
    const auto change = judge_report(mended, grid_worker(), {}, monday, inputs());
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->after.mended_on_spot);
    EXPECT_EQ(change->after.handling_body, grid_team);
    EXPECT_EQ(change->after.doers.at(0).person, grid_worker().person);
    EXPECT_EQ(change->after.doer_bodies, std::vector<BodyId>{grid_team});
    const auto elsewhere = judge_report(mended, head_of_other_grid(), {}, monday, inputs());
    EXPECT_EQ(elsewhere->after.handling_body, other_grid);
    auto homeless = someone(9, {}, {"cases.report"});
    EXPECT_EQ(code_of(judge_report(mended, homeless, {}, monday, inputs())),
              "case.mender_without_body");
}

// ---- what follows by itself ----

struct FollowRow {
    const char* row;
    const char* kind;
    Action step;
    bool mended;
    BodyId handler;
    std::optional<Action> follows; // expected
};
const FollowRow follow_rows[] = {
    {"须人工立案", "garbage", Action::report, false, grid_team, std::nullopt},
    {"自动立案", "stall", Action::report, false, grid_team, Action::file},
    {"自动立案，无人负责也立", "stall", Action::report, false, {}, Action::file},
    {"立案后知道谁办", "garbage", Action::file, false, grid_team, Action::dispatch},
    {"立案后不知谁办：上派遣台", "garbage", Action::file, false, {}, std::nullopt},
    {"即报即改：直接核查", "garbage", Action::file, true, grid_team, Action::mend_on_spot},
    {"即报即改，无人负责也核查", "garbage", Action::file, true, {}, Action::mend_on_spot},
    {"退回后等人派遣", "garbage", Action::return_to_desk, false, grid_team, std::nullopt},
    {"创卫办销号", "garbage", Action::pass, false, grid_team, std::nullopt},
    {"核查人销号", "stall", Action::pass, false, grid_team, Action::close_as_checker},
    {"返工不销号", "stall", Action::rework, false, grid_team, std::nullopt},
    {"群众反映后同一单位再签收", "stall", Action::object, false, grid_team, std::nullopt},
};

TEST(FollowUps, AreMadeByTheServerWhereTheRulesSaySo_R2_2) {
    for (const auto& row : follow_rows) {
        Change step;
        step.edge = &edge_of(row.step);
        step.after.mended_on_spot = row.mended;
        EXPECT_EQ(follow_up(step, inputs(row.kind, row.handler)), row.follows) << row.row;
    }
}

struct OwnerRow {
    const char* row;
    bool routed;
    Handler by;
    BodyId manager;
    BodyId line, handler; // expected
};
const OwnerRow owner_rows[] = {
    {"块上办", true, Handler::block, {}, bureau, grid_team},
    {"条上办", true, Handler::line, {}, bureau, bureau},
    {"有路由时不看点位主管", true, Handler::block, inspectors, bureau, grid_team},
    {"无路由：谁主管谁负责", false, Handler::block, inspectors, {}, inspectors},
    {"无路由无主管：派遣台", false, Handler::block, {}, {}, {}},
};

TEST(Owners, AreFoundWithoutAPersonsHelp_R2_2_R1_6) {
    for (const auto& row : owner_rows) {
        const Route route{"garbage", "*", "CGJ", row.by};
        const auto owners =
            owners_of({grid_team, row.routed ? &route : nullptr, bureau, row.manager});
        EXPECT_EQ(owners.block, grid_team) << row.row;
        EXPECT_EQ(owners.line, row.line) << row.row;
        EXPECT_EQ(owners.handler, row.handler) << row.row;
    }
}

// ---- numbers ----

struct NumberRow {
    const char* format;
    std::int64_t serial;
    const char* number; // expected
};
const NumberRow number_rows[] = {
    {"AJ{yyyy}{mm}{dd}-{nnnn}", 31, "AJ20261122-0031"},
    {"AJ{yyyy}{mm}{dd}-{nnnn}", 1, "AJ20261122-0001"},
    {"AJ{yyyy}{mm}{dd}-{nnnn}", 9999, "AJ20261122-9999"},
    {"AJ{yyyy}{mm}{dd}-{nnnn}", 10000, "AJ20261122-10000"},
    {"{n}/{dd}.{mm}.{yyyy}", 7, "7/22.11.2026"},
    {"青{yyyy}-{mm}-{dd}号{nnnnnn}", 12, "青2026-11-22号000012"},
};

TEST(CaseNumbers, AreWrittenAsTheFormatSays_R2_1) {
    const auto day = date_from_text("2026-11-22").value();
    for (const auto& row : number_rows)
        EXPECT_EQ(number_of(row.format, day, row.serial), row.number) << row.format;
}

} // namespace
} // namespace weicheng::cases

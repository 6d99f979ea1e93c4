// What units may ask for, who decides, and what is refused: 延期, 暂缓, 超期申诉. R2.1.
#include "modules/cases/rules/requests.h"
#include "modules/cases/tests/rules_world.h"

#include <functional>

namespace weicheng::cases {
namespace {

using namespace testing;
using U = calendar::TimeUnit;

Date day(const char* text) {
    return date_from_text(text).value();
}

struct AskRow {
    const char* what;
    Action action;
    std::function<void(Case&, Move&, DecisionInputs&)> change;
    const char* when;
    const char* told; // expected: the code, and the field
};

std::string outcome(const AskRow& row, State state) {
    auto one = case_for(row.action, state);
    auto move = sound_move(row.action);
    auto loaded = inputs();
    row.change(one, move, loaded);
    const auto change = judge_move(one, move, taker(row.action), at(row.when), loaded);
    const auto path = path_of(change);
    return code_of(change) + (path.empty() ? "" : " " + path);
}

const auto as_it_is = [](Case&, Move&, DecisionInputs&) {};
AskRow limit_row(const char* what, calendar::Limit limit, const char* told) {
    return {what, Action::ask_extension,
            [limit](Case&, Move& move, DecisionInputs&) { move.limit = limit; }, "2026-11-16 10:00",
            told};
}
AskRow date_row(const char* what, Action action, const char* date, const char* when,
                const char* told) {
    return {what, action,
            [date](Case&, Move& move, DecisionInputs&) { move.recheck_on = day(date); }, when,
            told};
}

TEST(AskExtension, IsAskedInTimeOnceAndNotForTooLong_R2_1) {
    const AskRow rows[] = {
        {"按时申请", Action::ask_extension, as_it_is, "2026-11-16 15:00", ""},
        {"已超期", Action::ask_extension, as_it_is, "2026-11-16 15:01", "case.extension_too_late"},
        {"本轮已延过", Action::ask_extension,
         [](Case&, Move&, DecisionInputs& loaded) { loaded.asked.extensions = 1; },
         "2026-11-16 10:00", "case.extensions_used_up"},
        {"已有申请待批", Action::ask_extension,
         [](Case& one, Move&, DecisionInputs&) {
             one.request = case_for(Action::grant_suspension, State::handling).request;
         },
         "2026-11-16 10:00", "case.request_waits"},
        {"没写多久", Action::ask_extension,
         [](Case&, Move& move, DecisionInputs&) { move.limit.reset(); }, "2026-11-16 10:00",
         "case.extension_without_limit /limit"},
        {"没有理由", Action::ask_extension,
         [](Case&, Move& move, DecisionInputs&) { move.reason = "x"; }, "2026-11-16 10:00",
         "case.reason_unknown /reason"},
        limit_row("5 工作日", {5, U::work_days}, ""),
        limit_row("6 工作日", {6, U::work_days}, "case.extension_too_long /limit"),
        limit_row("40 工作时", {40, U::work_hours}, ""),
        limit_row("9 自然日，更久", {9, U::natural_days}, "case.extension_too_long /limit"),
        limit_row("0 工作时", {0, U::work_hours}, "case.extension_without_limit /limit"),
    };
    for (const auto& row : rows)
        EXPECT_EQ(outcome(row, State::handling), row.told) << row.what;
}

TEST(AskSuspension, NamesADayToLookAgainWithinTheCountysBound_R2_1) {
    const AskRow rows[] = {
        date_row("明天", Action::ask_suspension, "2026-11-17", "2026-11-16 10:00", ""),
        date_row("今天", Action::ask_suspension, "2026-11-16", "2026-11-16 10:00",
                 "case.recheck_date_wrong /recheck_on"),
        date_row("第 180 天", Action::ask_suspension, "2027-05-15", "2026-11-16 10:00", ""),
        date_row("第 181 天", Action::ask_suspension, "2027-05-16", "2026-11-16 10:00",
                 "case.suspension_too_long /recheck_on"),
        {"没写日期", Action::ask_suspension,
         [](Case&, Move& move, DecisionInputs&) { move.recheck_on.reset(); }, "2026-11-16 10:00",
         "case.recheck_date_wrong /recheck_on"},
        {"按申请的日期批", Action::grant_suspension, as_it_is, "2026-11-16 10:00", ""},
        {"批时日期已过", Action::grant_suspension, as_it_is, "2026-12-16 10:00",
         "case.recheck_date_wrong /recheck_on"},
        date_row("批另一天", Action::grant_suspension, "2026-12-31", "2026-12-16 10:00", ""),
    };
    for (const auto& row : rows)
        EXPECT_EQ(outcome(row, State::handling), row.told) << row.what;
    const AskRow prolonging[] = {
        date_row("续到以后", Action::prolong_suspension, "2026-12-31", "2026-12-01 10:00", ""),
        date_row("不晚于今天", Action::prolong_suspension, "2026-12-01", "2026-12-01 10:00",
                 "case.recheck_date_wrong /recheck_on"),
        date_row("总共超过 180 天", Action::prolong_suspension, "2027-05-16", "2026-12-01 10:00",
                 "case.suspension_too_long /recheck_on"),
    };
    for (const auto& row : prolonging)
        EXPECT_EQ(outcome(row, State::suspended), row.told) << row.what;
}

TEST(AppealLateness, OnceInTimeByWhoWasLateAndOnTwoLevels_R2_1) {
    const AskRow rows[] = {
        {"五个工作日内", Action::ask_exemption, as_it_is, "2026-11-23 18:00", ""},
        {"过了期限", Action::ask_exemption, as_it_is, "2026-11-23 18:01", "case.appeal_too_late"},
        {"没有超期", Action::ask_exemption,
         [](Case& one, Move&, DecisionInputs&) { one.late_body = {}; }, "2026-11-17 09:00",
         "case.not_late"},
        {"超期的是别的单位", Action::ask_exemption,
         [](Case& one, Move&, DecisionInputs&) { one.late_body = bureau; }, "2026-11-17 09:00",
         "case.not_late"},
        {"已申诉过", Action::ask_exemption,
         [](Case&, Move&, DecisionInputs& loaded) { loaded.asked.lateness = true; },
         "2026-11-17 09:00", "case.appealed_already"},
        {"初审", Action::support_exemption, as_it_is, "2026-11-17 09:00", ""},
        {"没有申诉可审", Action::support_exemption,
         [](Case& one, Move&, DecisionInputs&) { one.request.reset(); }, "2026-11-17 09:00",
         "case.request_decided"},
        {"初审已过，不再初审", Action::refuse_exemption,
         [](Case& one, Move&, DecisionInputs&) { one.request->status = RequestStatus::supported; },
         "2026-11-17 09:00", "case.request_decided"},
        {"未初审不核定", Action::grant_exemption,
         [](Case& one, Move&, DecisionInputs&) { one.request->status = RequestStatus::open; },
         "2026-11-17 09:00", "case.request_not_reviewed"},
        {"核定", Action::grant_exemption, as_it_is, "2026-11-17 09:00", ""},
        {"同一人不办两级", Action::grant_exemption,
         [](Case& one, Move&, DecisionInputs&) { one.request->reviewed_by = arbiter().account; },
         "2026-11-17 09:00", "case.decider_reviewed"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(outcome(row, State::closed), row.told) << row.what;
}

struct DeciderRow {
    const char* who;
    Caller caller;
    Action action;
    State state;
    const char* told; // expected
};

TEST(Deciding, IsForOthersThanWhoAsks_R2_1) {
    const auto decider = [](std::int64_t number, BodyId body, BodyId scope = {}) {
        return someone(number, body, {"cases.decide", "cases.review_lateness"}, scope);
    };
    auto who_asked = decider(1, office_body); // the account of the grid's head
    auto of_the_unit = decider(21, grid_team);
    const DeciderRow rows[] = {
        {"创卫办", officer(), Action::grant_extension, State::handling, ""},
        {"本片区审批人", decider(22, office_body, grid_team), Action::grant_extension,
         State::handling, ""},
        {"别的片区", decider(23, office_body, other_grid), Action::grant_extension, State::handling,
         "case.outside_scope"},
        {"申请单位的人", of_the_unit, Action::grant_extension, State::handling,
         "case.decider_of_asking_body"},
        {"申请人本人", who_asked, Action::refuse_extension, State::handling, "case.decider_asked"},
        {"没有权限", checker(), Action::grant_suspension, State::handling, "auth.power_missing"},
        {"办理单位自己恢复", grid_head(), Action::resume, State::suspended, ""},
        {"别的单位恢复", bureau_head(), Action::resume, State::suspended, "auth.power_missing"},
        {"审批人恢复", officer(), Action::resume, State::suspended, ""},
        {"办理单位自己延长", of_the_unit, Action::prolong_suspension, State::suspended,
         "case.decider_of_asking_body"},
        {"初审须全县", decider(24, office_body, grid_team), Action::support_exemption,
         State::closed, "case.outside_scope"},
        {"初审须回避", of_the_unit, Action::support_exemption, State::closed,
         "case.decider_of_asking_body"},
    };
    for (const auto& row : rows) {
        const auto change = judge_move(case_for(row.action, row.state), sound_move(row.action),
                                       row.caller, monday, inputs());
        EXPECT_EQ(code_of(change), row.told) << row.who;
    }
}

TEST(Requests, AreKeptWithWhatWasDecided_R2_1) {
    const auto asked = judge_move(case_in(State::handling), sound_move(Action::ask_extension),
                                  grid_head(), monday, inputs());
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->request->status, RequestStatus::open);
    EXPECT_EQ(asked->request->body, grid_team);
    EXPECT_EQ(asked->after.state, State::handling);
    EXPECT_EQ(asked->after.revision, asked->before.revision + 1);
    EXPECT_EQ(asked->after.due_at, asked->before.due_at);
    const auto refused = judge_move(asked->after, {.action = Action::refuse_extension}, officer(),
                                    at("2026-11-16 10:00"), inputs());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->request->status, RequestStatus::refused);
    EXPECT_EQ(refused->request->decided_by, officer().account);
    EXPECT_FALSE(refused->after.request);
    EXPECT_EQ(refused->after.due_at, asked->before.due_at);
    const auto supported = judge_move(case_for(Action::support_exemption, State::closed),
                                      {.action = Action::support_exemption}, officer(),
                                      at("2026-11-17 10:00"), inputs());
    ASSERT_TRUE(supported);
    EXPECT_EQ(supported->after.request->status, RequestStatus::supported);
    EXPECT_FALSE(supported->after.lateness_exempt);
    const auto exempted = judge_move(supported->after, {.action = Action::grant_exemption},
                                     arbiter(), at("2026-11-17 11:00"), inputs());
    ASSERT_TRUE(exempted);
    EXPECT_TRUE(exempted->after.lateness_exempt);
    EXPECT_EQ(exempted->after.late_body, grid_team); // the fact stays
}

struct LapseRow {
    const char* what;
    Action asked;
    State state;
    Action then;
    bool lapses; // expected
};

TEST(Requests, LapseWhenNobodyCanDecideThemAnyMore_R2_1) {
    const LapseRow rows[] = {
        {"签收不影响", Action::grant_extension, State::dispatched, Action::sign, false},
        {"处置后仍可批延期", Action::grant_extension, State::handling, Action::handle, false},
        {"确认后延期失效", Action::grant_extension, State::handled, Action::confirm, true},
        {"退回派遣台", Action::grant_extension, State::dispatched, Action::return_to_desk, true},
        {"改派", Action::grant_extension, State::handling, Action::reassign, true},
        {"提请裁定", Action::grant_extension, State::dispatched, Action::dispute, true},
        {"并案", Action::grant_extension, State::handling, Action::merge, true},
        {"作废", Action::grant_extension, State::handling, Action::void_case, true},
        {"处置后暂缓失效", Action::grant_suspension, State::handling, Action::handle, true},
        {"群众反映后申诉失效", Action::support_exemption, State::closed, Action::object, true},
        {"复核通过不影响申诉", Action::support_exemption, State::closed, Action::recheck_pass,
         false},
    };
    for (const auto& row : rows) {
        const auto change = judge_move(case_for(row.asked, row.state), sound_move(row.then),
                                       taker(row.then), at("2026-11-16 10:00"), inputs());
        ASSERT_TRUE(change) << row.what << " " << code_of(change);
        EXPECT_EQ(change->after.request.has_value(), !row.lapses) << row.what;
        EXPECT_EQ(change->request.has_value(), row.lapses) << row.what;
        if (row.lapses) {
            EXPECT_EQ(change->request->status, RequestStatus::lapsed) << row.what;
            EXPECT_FALSE(change->request->decided_by) << row.what;
            ASSERT_EQ(change->more_facts.size(), 1u) << row.what;
            EXPECT_EQ(change->more_facts[0], "case.request_lapsed") << row.what;
        }
    }
}

TEST(Requests, AreOfferedOnlyWhereTheyWouldBeTaken_R2_1) {
    const auto offered = [](const Case& one, const Caller& caller, Action action, const char* when,
                            AskedBefore asked = {}) {
        const EdgeInputs edge_inputs{rules(), inputs().kind, at(when), 0, asked};
        const auto open = allowed_actions(one, caller, edge_inputs);
        return std::find(open.begin(), open.end(), action) != open.end();
    };
    const auto one = case_in(State::handling);
    EXPECT_TRUE(offered(one, grid_head(), Action::ask_extension, "2026-11-16 10:00"));
    EXPECT_FALSE(offered(one, grid_head(), Action::ask_extension, "2026-11-16 15:01"));
    EXPECT_FALSE(offered(one, grid_head(), Action::ask_extension, "2026-11-16 10:00", {1, false}));
    EXPECT_FALSE(offered(one, officer(), Action::grant_extension, "2026-11-16 10:00"));
    const auto asked = case_for(Action::grant_extension, State::handling);
    EXPECT_TRUE(offered(asked, officer(), Action::grant_extension, "2026-11-16 10:00"));
    EXPECT_FALSE(offered(asked, officer(), Action::grant_suspension, "2026-11-16 10:00"));
    EXPECT_FALSE(offered(asked, grid_head(), Action::ask_suspension, "2026-11-16 10:00"));
    EXPECT_FALSE(
        offered(case_in(State::closed), grid_head(), Action::ask_exemption, "2026-11-16 10:00"));
}

TEST(Requests, CountWhatWasGrantedInThePeriod_R2_1) {
    const auto request = [](RequestKind kind, RequestStatus status, int period) {
        Request made;
        made.kind = kind;
        made.status = status;
        made.period = period;
        return made;
    };
    const std::vector<Request> all{request(RequestKind::extension, RequestStatus::granted, 1),
                                   request(RequestKind::extension, RequestStatus::refused, 2),
                                   request(RequestKind::extension, RequestStatus::granted, 2),
                                   request(RequestKind::suspension, RequestStatus::granted, 2)};
    EXPECT_EQ(asked_before(all, 2).extensions, 1);
    EXPECT_FALSE(asked_before(all, 2).lateness);
    EXPECT_TRUE(
        asked_before({request(RequestKind::lateness, RequestStatus::refused, 1)}, 2).lateness);
}

} // namespace
} // namespace weicheng::cases

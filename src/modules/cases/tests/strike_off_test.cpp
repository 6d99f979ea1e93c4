// Who strikes off, by the kind's rule, and the strike-offs that are looked at a second time.
#include "modules/cases/tests/rules_world.h"

namespace weicheng::cases {
namespace {

using namespace testing;

Result<Change> closed_by(Action action, const char* kind, int draw,
                         const rulebook::Rules& book = rules()) {
    DecisionInputs loaded{book, *book.get<CaseKinds>().find(kind), work_calendar()};
    loaded.draw = draw;
    return judge_move(case_in(State::checked, kind), sound_move(action), taker(action), monday,
                      loaded);
}

struct DrawRow {
    const char* row;
    Action action;
    int percent;     // of the kind
    int draw;        // 0..9999
    Recheck recheck; // expected
};
const DrawRow draw_rows[] = {
    {"受托，抽中", Action::close_as_delegate, 50, 0, Recheck::due},
    {"受托，最后一个抽中", Action::close_as_delegate, 50, 4999, Recheck::due},
    {"受托，第一个未抽中", Action::close_as_delegate, 50, 5000, Recheck::none},
    {"受托，不抽", Action::close_as_delegate, 0, 0, Recheck::none},
    {"受托，全抽", Action::close_as_delegate, 100, 9999, Recheck::due},
    {"核查人，抽中", Action::close_as_checker, 1, 99, Recheck::due},
    {"核查人，未抽中", Action::close_as_checker, 1, 100, Recheck::none},
    {"创卫办自己销号，不抽", Action::close, 100, 0, Recheck::none},
};

TEST(StrikeOff, ByOthersThanTheOfficeIsDrawnInTheKindsShare_R2_1) {
    for (const auto& row : draw_rows) {
        auto book = make_rules();
        auto kinds = book.get<CaseKinds>();
        for (auto& kind : kinds.kinds)
            kind.recheck_percent = row.percent;
        book.set(kinds);
        const auto change = closed_by(row.action, "ditch", row.draw, book);
        ASSERT_TRUE(change) << row.row << " " << code_of(change);
        EXPECT_EQ(change->after.recheck, row.recheck) << row.row;
        const auto& told = change->more_facts;
        EXPECT_EQ(std::find(told.begin(), told.end(), "case.recheck_due") != told.end(),
                  row.recheck == Recheck::due)
            << row.row;
    }
}

TEST(StrikeOff, ByADelegateOnlyWhereTheKindHasThem_R2_1) {
    EXPECT_EQ(code_of(closed_by(Action::close_as_delegate, "ditch", 0)), "");
    EXPECT_EQ(code_of(closed_by(Action::close_as_delegate, "garbage", 0)), "case.not_delegated");
    EXPECT_EQ(code_of(closed_by(Action::close_as_delegate, "stall", 0)), "case.not_delegated");
    EXPECT_EQ(code_of(closed_by(Action::close, "ditch", 0)), ""); // the office may too
}

TEST(StrikeOff, RemembersWhoCheckedAndWhoStruckOff_R2_1) {
    const auto passed =
        judge_move(case_in(State::checking), sound_move(Action::pass), checker(), monday, inputs());
    EXPECT_EQ(passed->after.checker, checker().account);
    EXPECT_EQ(closed_by(Action::close, "garbage", 0)->after.closer, officer().account);
    EXPECT_EQ(closed_by(Action::close_as_delegate, "ditch", 0)->after.closer, delegate().account);
    // the server's hand, but the checker's word
    EXPECT_EQ(closed_by(Action::close_as_checker, "stall", 0)->after.closer, checker().account);
}

Result<Change> rechecked(Action action, const Case& one, const Caller& by = rechecker()) {
    return judge_move(one, sound_move(action), by, at("2026-11-18 10:00"), inputs());
}

TEST(Recheck, PassedLeavesItStruckOff_R2_1) {
    const auto change = rechecked(Action::recheck_pass, case_in(State::closed));
    ASSERT_TRUE(change) << code_of(change);
    EXPECT_EQ(change->after.state, State::closed);
    EXPECT_EQ(change->after.recheck, Recheck::passed);
    EXPECT_EQ(change->after.closed_at, monday);
    EXPECT_EQ(code_of(rechecked(Action::recheck_fail, change->after)), "case.recheck_not_due");
}

TEST(Recheck, FailedBeginsANewPeriodAndCountsAgainstWhoStruckItOff_R2_1) {
    auto closed = case_in(State::closed);
    closed.verdict_binds = true;
    closed.settled = true; // the citizen's days were over
    auto move = sound_move(Action::recheck_fail);
    move.photos = {"not-so-clean"};
    const auto change = judge_move(closed, move, rechecker(), at("2026-11-18 10:00"), inputs());
    ASSERT_TRUE(change) << code_of(change);
    const auto& one = change->after;
    EXPECT_EQ(change->against, officer().account);
    EXPECT_EQ(one.state, State::dispatched);
    EXPECT_EQ(one.period, 2);
    EXPECT_EQ(one.recheck, Recheck::failed);
    EXPECT_EQ(one.handling_body, grid_team);
    EXPECT_EQ(local(one.due_at), "2026-11-18 16:00"); // 4 work hours anew
    EXPECT_TRUE(one.doers.empty());
    EXPECT_FALSE(one.closer);
    EXPECT_FALSE(one.checker);
    EXPECT_FALSE(one.verdict_binds);
    EXPECT_FALSE(one.closed_at);
    EXPECT_FALSE(one.objection_until);
    EXPECT_FALSE(one.settled); // his days begin anew when it is struck off again
    EXPECT_EQ(one.photos.back().role, PhotoRole::before);
    EXPECT_EQ(one.photos.back().period, 2);
}

TEST(Recheck, IsOffTheTableWhenTheCitizenWasQuicker_R2_1) {
    const auto again = judge_move(case_in(State::closed), sound_move(Action::object), citizen(),
                                  at("2026-11-17 09:00"), inputs());
    EXPECT_EQ(again->after.recheck, Recheck::none);
}

TEST(Recheck, ASecondAccountOfTheDoerHadHisPartToo_R2_1) {
    auto second = rechecker();
    second.person = grid_head().person;
    EXPECT_EQ(code_of(rechecked(Action::recheck_pass, case_in(State::closed), second)),
              "case.rechecker_had_part");
}

} // namespace
} // namespace weicheng::cases

// Two people at the same case at the same moment: each edge of the lifecycle is won once. R2.1.
#include "tests/support/case_world.h"

#include <algorithm>
#include <barrier>
#include <functional>
#include <set>
#include <thread>

namespace weicheng::cases {
namespace {

class CaseRace : public OnTheLedger {
  protected:
    using Outcome = Result<Case>;
    /// Both at once; each its own transaction.
    std::pair<Outcome, Outcome> at_once(const std::function<Outcome()>& first,
                                        const std::function<Outcome()>& second) {
        std::barrier start(2);
        Outcome one = Refusal{"test.not_run"}, other = one;
        std::thread beside([&] {
            start.arrive_and_wait();
            other = second();
        });
        start.arrive_and_wait();
        one = first();
        beside.join();
        return {std::move(one), std::move(other)};
    }
    std::function<Outcome()> moving(const Case& one, Action action, Revision revision) {
        return [this, id = one.id, wanted = sound(action), by = doer(action), revision] {
            return database().write(
                [&](db::Tx& tx) { return cases::move(tx, by, id, revision, wanted, now); });
        };
    }
    /// A delegate's strike-off that fell into the kind's share.
    Case struck_off_and_drawn() {
        for (int tries = 0; tries < 100; ++tries) {
            const auto one =
                taken(case_in(State::checked, "water_unclean"), Action::close_as_delegate);
            if (one.recheck == Recheck::due) return one;
        }
        throw Bug("none of a hundred strike-offs was drawn");
    }
    /// One won, the other was told so; the case took exactly one step and is whole.
    void expect_one_winner(const Case& before, Action first, Action second, Revision revision) {
        const auto steps_before = steps(before);
        const auto [one, other] =
            at_once(moving(before, first, revision), moving(before, second, revision));
        const auto race = std::string(name_of(first)) + " × " + std::string(name_of(second));
        ASSERT_NE(bool(one), bool(other)) << race << " " << code_of(one) << " " << code_of(other);
        const auto& won = one ? *one : *other;
        const auto lost = one ? code_of(other) : code_of(one);
        EXPECT_EQ(lost, revision ? "request.stale" : "case.wrong_state") << race;
        expect_whole(won, before, steps_before, race);
    }
    /// Facts of moves; what the server tells beside them is none.
    std::int64_t steps(const Case& one) {
        const auto all = events(one);
        return std::count_if(all.begin(), all.end(),
                             [](const Event& event) { return event.action.has_value(); });
    }
    void expect_whole(const Case& won, const Case& before, std::int64_t steps_before,
                      const std::string& race) {
        const auto kept = reload(before);
        EXPECT_EQ(kept.state, won.state) << race;
        EXPECT_EQ(kept.revision, won.revision) << race;
        EXPECT_EQ(kept.photos.size(), won.photos.size()) << race;
        EXPECT_EQ(kept.doers.size(), won.doers.size()) << race;
        EXPECT_EQ(steps(before) - steps_before, won.revision - before.revision) << race;
        int open_stages = 0;
        for (const auto& stage : stages(before))
            open_stages += !stage.left_at;
        EXPECT_EQ(open_stages, has_ended(won.state) ? 0 : 1) << race;
    }
};

struct RaceRow {
    const char* row;
    const char* kind;
    State from;
    Action first, second;
};
// mend_on_spot has its own test below: it follows from the filing
const RaceRow race_rows[] = {
    {"L02 立案（随即派遣）", "rubble", State::reported, Action::file, Action::file},
    {"L02 立案（上派遣台）", "dumping", State::reported, Action::file, Action::file},
    {"L04 派遣", "rubble", State::filed, Action::dispatch, Action::dispatch},
    {"L05 签收", "rubble", State::dispatched, Action::sign, Action::sign},
    {"L06 退回", "rubble", State::dispatched, Action::return_to_desk, Action::return_to_desk},
    {"签收与退回", "rubble", State::dispatched, Action::sign, Action::return_to_desk},
    {"L07 处置", "rubble", State::handling, Action::handle, Action::handle},
    {"L08 确认", "rubble", State::handled, Action::confirm, Action::confirm},
    {"L09 单位退回", "rubble", State::handled, Action::send_back, Action::send_back},
    {"确认与单位退回", "rubble", State::handled, Action::confirm, Action::send_back},
    {"L10 核查通过", "rubble", State::checking, Action::pass, Action::pass},
    {"L11 返工", "rubble", State::checking, Action::rework, Action::rework},
    {"通过与返工", "rubble", State::checking, Action::pass, Action::rework},
    {"L13 核查人销号", "exposed_garbage", State::checking, Action::pass, Action::pass},
    {"L12 销号", "rubble", State::checked, Action::close, Action::close},
    {"L14 不予销号", "rubble", State::checked, Action::refuse_closure, Action::refuse_closure},
    {"销号与不予销号", "rubble", State::checked, Action::close, Action::refuse_closure},
    {"L15 群众反映", "rubble", State::closed, Action::object, Action::object},
    {"L16 交办核实", "rubble", State::reported, Action::ask_verification, Action::ask_verification},
    {"交办核实与立案", "rubble", State::reported, Action::ask_verification, Action::file},
    {"L17 核实属实", "rubble", State::verifying, Action::verify_true, Action::verify_true},
    {"L18 核实不属实", "rubble", State::verifying, Action::verify_false, Action::verify_false},
    {"属实与不属实", "rubble", State::verifying, Action::verify_true, Action::verify_false},
    {"L19 不予立案", "rubble", State::reported, Action::decline, Action::decline},
    {"立案与不予立案", "rubble", State::reported, Action::file, Action::decline},
    {"改派与处置", "rubble", State::handling, Action::reassign, Action::handle},
    {"L21 提请裁定", "rubble", State::dispatched, Action::dispute, Action::dispute},
    {"争议与签收", "rubble", State::dispatched, Action::dispute, Action::sign},
    {"L22 裁定", "rubble", State::disputed, Action::rule, Action::rule},
    {"L23 作废", "rubble", State::checking, Action::void_case, Action::void_case},
    {"L24 并案", "rubble", State::dispatched, Action::merge, Action::merge},
    {"L26 恢复", "rubble", State::voided, Action::reinstate, Action::reinstate},
    {"恢复不予立案的", "rubble", State::not_accepted, Action::reinstate, Action::reinstate},
    {"L27 受托销号", "water_unclean", State::checked, Action::close_as_delegate,
     Action::close_as_delegate},
    {"受托与创卫办", "water_unclean", State::checked, Action::close_as_delegate, Action::close},
    {"L37 恢复办理", "rubble", State::suspended, Action::resume, Action::resume},
};
// Where the second move would still be an edge after the first: told apart by revision only.
const RaceRow revision_rows[] = {
    {"L20 改派", "rubble", State::handling, Action::reassign, Action::reassign},
    {"改派与恢复办理", "rubble", State::suspended, Action::reassign, Action::resume},
    {"裁定与作废", "rubble", State::disputed, Action::rule, Action::void_case},
    {"作废与核查通过", "rubble", State::checking, Action::void_case, Action::pass},
    {"并案与签收", "rubble", State::dispatched, Action::merge, Action::sign},
    {"更正位置与不予立案", "rubble", State::reported, Action::relocate, Action::decline},
    {"L25 更正位置", "rubble", State::reported, Action::relocate, Action::relocate},
    {"L36 延长暂缓", "rubble", State::suspended, Action::prolong_suspension,
     Action::prolong_suspension},
};

TEST_P(CaseRace, EachEdgeIsWonOnceByRevision_R2_1) {
    let_others_take_part();
    for (const auto& row : race_rows) {
        SCOPED_TRACE(row.row);
        const auto one = case_in(row.from, row.kind);
        expect_one_winner(one, row.first, row.second, one.revision);
    }
    for (const auto& row : revision_rows) {
        SCOPED_TRACE(row.row);
        const auto one = case_in(row.from, row.kind);
        expect_one_winner(one, row.first, row.second, one.revision);
    }
}

struct AskedRow {
    const char* row;
    Action ask; // first
    Action first, second;
};
const AskedRow asked_rows[] = {
    {"L31 批准延期", Action::ask_extension, Action::grant_extension, Action::grant_extension},
    {"L32 不予延期", Action::ask_extension, Action::refuse_extension, Action::refuse_extension},
    {"批准与不予延期", Action::ask_extension, Action::grant_extension, Action::refuse_extension},
    {"L34 批准暂缓", Action::ask_suspension, Action::grant_suspension, Action::grant_suspension},
    {"L35 不予暂缓", Action::ask_suspension, Action::refuse_suspension, Action::refuse_suspension},
    {"批准与不予暂缓", Action::ask_suspension, Action::grant_suspension, Action::refuse_suspension},
};

TEST_P(CaseRace, WhatAUnitAsksForIsAskedAndDecidedOnce_R2_1) {
    for (const auto& row : asked_rows) {
        SCOPED_TRACE(row.row);
        const auto asking = case_in(State::handling);
        expect_one_winner(asking, row.ask, row.ask, asking.revision);
        const auto asked = reload(asking);
        ASSERT_TRUE(asked.request);
        expect_one_winner(asked, row.first, row.second, asked.revision);
        EXPECT_FALSE(reload(asked).request);
    }
}

TEST_P(CaseRace, AnAppealAgainstALatenessIsJudgedOnceAtEachLevel_R2_1) {
    auto late = case_in(State::handling);
    now += std::chrono::days{30};
    for (const auto action : {Action::handle, Action::confirm, Action::pass, Action::close})
        late = taken(late, action);
    ASSERT_EQ(late.late_body, town.west_team);
    expect_one_winner(late, Action::ask_exemption, Action::ask_exemption, late.revision);
    const auto asked = reload(late);
    expect_one_winner(asked, Action::support_exemption, Action::refuse_exemption, asked.revision);
    const auto reviewed = reload(asked);
    if (reviewed.request) // supported
        expect_one_winner(reviewed, Action::grant_exemption, Action::deny_exemption,
                          reviewed.revision);
    EXPECT_FALSE(reload(late).request);
}

TEST_P(CaseRace, ADrawnStrikeOffIsLookedAtOnce_R2_1) {
    let_others_take_part();
    for (const auto second : {Action::recheck_pass, Action::recheck_fail}) {
        const auto drawn = struck_off_and_drawn();
        expect_one_winner(drawn, Action::recheck_fail, second, drawn.revision);
    }
}

/// Each into the other at the same moment: one goes, the other stays as where it went.
TEST_P(CaseRace, TwoCasesAreNotMergedIntoEachOther_R2_1) {
    const auto here = case_in(State::dispatched), there = case_in(State::dispatched);
    const auto merging = [&](const Case& one, const Case& into) {
        return [this, id = one.id, by = as("office"), into = into.id]() -> Outcome {
            return database().write([&](db::Tx& tx) {
                return cases::move(tx, by, id, std::nullopt,
                                   {.action = Action::merge, .into = into}, now);
            });
        };
    };
    const auto [one, other] = at_once(merging(here, there), merging(there, here));
    ASSERT_NE(bool(one), bool(other)) << code_of(one) << " " << code_of(other);
    EXPECT_EQ(one ? path_of(other) : path_of(one), "/into_case_id");
    const auto here_now = reload(here), there_now = reload(there);
    EXPECT_NE(here_now.state == State::merged, there_now.state == State::merged);
    EXPECT_NE(bool(here_now.merged_into), bool(there_now.merged_into));
}

/// A into B while B goes into C: A ends at C, whoever was quicker.
TEST_P(CaseRace, AReportFollowsWhereItsMainCaseIsMergedAtTheSameMoment_R2_1) {
    const auto a = case_in(State::dispatched), b = case_in(State::dispatched),
               c = case_in(State::dispatched);
    const auto merging = [&](const Case& one, const Case& into) {
        return [this, id = one.id, by = as("office"), into = into.id]() -> Outcome {
            return database().write([&](db::Tx& tx) {
                return cases::move(tx, by, id, std::nullopt,
                                   {.action = Action::merge, .into = into}, now);
            });
        };
    };
    const auto [first, second] = at_once(merging(a, b), merging(b, c));
    ASSERT_TRUE(second) << code_of(second);
    EXPECT_EQ(reload(b).merged_into, c.id);
    if (first)
        EXPECT_EQ(reload(a).merged_into, c.id);
    else
        EXPECT_EQ(reload(a).state, State::dispatched); // its main case had gone already
}

TEST_P(CaseRace, EachEdgeIsWonOnceByState_R2_1) {
    let_others_take_part();
    for (const auto& row : race_rows) {
        SCOPED_TRACE(row.row);
        expect_one_winner(case_in(row.from, row.kind), row.first, row.second, std::nullopt);
    }
}

TEST_P(CaseRace, EveryEdgeHasItsRace_R2_1) {
    std::set<Action> raced{Action::report,
                           Action::mend_on_spot,
                           Action::close_as_checker,
                           Action::recheck_pass,
                           Action::recheck_fail,
                           Action::ask_exemption,
                           Action::support_exemption,
                           Action::refuse_exemption,
                           Action::grant_exemption,
                           Action::deny_exemption};
    for (const auto& row : race_rows)
        raced.insert({row.first, row.second});
    for (const auto& row : revision_rows)
        raced.insert({row.first, row.second});
    for (const auto& row : asked_rows)
        raced.insert({row.ask, row.first, row.second});
    EXPECT_EQ(raced.size(), edges.size());
}

TEST_P(CaseRace, ReportsAtOnceGetNumbersOfTheirOwn_R2_1) {
    constexpr int reporters = 4, each = 5;
    std::vector<NewReport> reports_wanted;
    for (int i = 0; i < reporters * each; ++i)
        reports_wanted.push_back(a_report("exposed_garbage", at(50, 50)));
    const auto by = as("west");
    std::barrier start(reporters);
    std::vector<std::vector<std::string>> told(reporters);
    std::vector<std::thread> threads;
    for (int who = 0; who < reporters; ++who)
        threads.emplace_back([&, who] {
            start.arrive_and_wait();
            for (int i = 0; i < each; ++i)
                told[static_cast<std::size_t>(who)].push_back(
                    report(by, reports_wanted[static_cast<std::size_t>(who * each + i)])->number);
        });
    for (auto& thread : threads)
        thread.join();
    std::set<std::string> numbers;
    for (const auto& list : told)
        numbers.insert(list.begin(), list.end());
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(reporters * each));
    EXPECT_EQ(*numbers.begin(), "AJ20261116-0001");
    EXPECT_EQ(*numbers.rbegin(), "AJ20261116-0020"); // none was lost
}

TEST_P(CaseRace, MendedOnTheSpotIsFiledOnce_R2_1) {
    auto mended = a_report("rubble", at(50, 50)); // the office files this kind
    mended.after_photos = {photo("mended")};
    const auto one = *report(as("worker"), mended);
    ASSERT_EQ(one.state, State::reported);
    expect_one_winner(one, Action::file, Action::file, one.revision);
    EXPECT_EQ(reload(one).state, State::checking);
}

TEST_P(CaseRace, ARatingIsGivenOnce_R7_4) {
    const auto closed = case_in(State::closed);
    const auto rating = [&]() -> Outcome {
        const auto said = database().write([&](db::Tx& tx) {
            return rate(tx, citizen(), closed.id, {4, ""}, now);
        });
        if (!said) return said.refusal();
        return closed;
    };
    const auto [one, other] = at_once(rating, rating);
    EXPECT_NE(bool(one), bool(other));
    EXPECT_EQ(one ? code_of(other) : code_of(one), "case.rated_already");
}

RUN_ON_BOTH_STORES(CaseRace);

} // namespace
} // namespace weicheng::cases

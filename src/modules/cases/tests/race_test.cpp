// Two people at the same case at the same moment: each edge of the lifecycle is won once. R2.1.
#include "modules/cases/tests/case_world.h"

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
    /// One won, the other was told so; the case took exactly one step and is whole.
    void expect_one_winner(const Case& before, Action first, Action second, Revision revision) {
        const auto steps_before = events(before).size();
        const auto [one, other] =
            at_once(moving(before, first, revision), moving(before, second, revision));
        const auto race = std::string(name_of(first)) + " × " + std::string(name_of(second));
        ASSERT_NE(bool(one), bool(other)) << race << " " << code_of(one) << " " << code_of(other);
        const auto& won = one ? *one : *other;
        const auto lost = one ? code_of(other) : code_of(one);
        EXPECT_EQ(lost, revision ? "request.stale" : "case.wrong_state") << race;
        expect_whole(won, before, steps_before, race);
    }
    void expect_whole(const Case& won, const Case& before, std::size_t steps_before,
                      const std::string& race) {
        const auto kept = reload(before);
        EXPECT_EQ(kept.state, won.state) << race;
        EXPECT_EQ(kept.revision, won.revision) << race;
        EXPECT_EQ(kept.photos.size(), won.photos.size()) << race;
        EXPECT_EQ(kept.doers.size(), won.doers.size()) << race;
        const auto steps = events(before).size() - steps_before;
        EXPECT_EQ(static_cast<std::int64_t>(steps), won.revision - before.revision) << race;
        int open_stages = 0;
        for (const auto& stage : stages(before))
            open_stages += !stage.left_at;
        EXPECT_EQ(open_stages, won.state == State::closed ? 0 : 1) << race;
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
};

TEST_P(CaseRace, EachEdgeIsWonOnceByRevision_R2_1) {
    for (const auto& row : race_rows) {
        SCOPED_TRACE(row.row);
        const auto one = case_in(row.from, row.kind);
        expect_one_winner(one, row.first, row.second, one.revision);
    }
}

TEST_P(CaseRace, EachEdgeIsWonOnceByState_R2_1) {
    for (const auto& row : race_rows) {
        SCOPED_TRACE(row.row);
        expect_one_winner(case_in(row.from, row.kind), row.first, row.second, std::nullopt);
    }
}

TEST_P(CaseRace, EveryEdgeHasItsRace_R2_1) {
    std::set<Action> raced{Action::report, Action::mend_on_spot, Action::close_as_checker};
    for (const auto& row : race_rows)
        raced.insert({row.first, row.second});
    EXPECT_EQ(raced.size(), edges.size());
}

TEST_P(CaseRace, ReportsAtOnceGetNumbersOfTheirOwn_R2_1) {
    constexpr int reporters = 4, each = 5;
    std::vector<NewReport> wishes;
    for (int i = 0; i < reporters * each; ++i)
        wishes.push_back(wish("exposed_garbage", at(50, 50)));
    const auto by = as("west");
    std::barrier start(reporters);
    std::vector<std::vector<std::string>> told(reporters);
    std::vector<std::thread> threads;
    for (int who = 0; who < reporters; ++who)
        threads.emplace_back([&, who] {
            start.arrive_and_wait();
            for (int i = 0; i < each; ++i)
                told[static_cast<std::size_t>(who)].push_back(
                    report(by, wishes[static_cast<std::size_t>(who * each + i)])->number);
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
    auto mended = wish("rubble", at(50, 50)); // the office files this kind
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

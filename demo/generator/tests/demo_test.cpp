// The demo county's weeks of life: everything goes through the modules' own actions, so what stands
// at the end obeys their rules. R2.1, R2.2, R7.4 (first half).
#include "app/modules.h"
#include "demo/generator/demo.h"
#include "modules/people/people.h"
#include "platform/auth/auth.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"
#include "tests/support/database.h"

#include <gtest/gtest.h>
#include <set>

namespace weicheng::demo {

namespace {

using cases::Case;
using cases::State;

/// A Thursday at a quarter past three.
const Instant today = instant_of(Date{std::chrono::year{2026} / 11 / 19}, 15 * 60 + 15);

/// A server without HTTP, filled with the demo.
class Played {
  public:
    Played(int cases, std::uint64_t seed, bool at_once = false)
        : database_(db::Dialect::sqlite), secrets_(folder_.path().string()),
          store_(folder_.path().string()) {
        services_ = {&clock_, &*database_, &store_, &secrets_, true};
        const auto modules = app::all_modules(services_);
        app::join_modules(*database_, modules);
        db::migrate(*database_, app::all_migrations(modules));
        Options options;
        options.cases = cases;
        options.seed = seed;
        options.now = today;
        options.picture_width = 160;
        options.at_once = at_once;
        tally_ = make(services_, options).value();
    }

    const Tally& tally() const { return tally_; }
    const Services& services() const { return services_; }
    Options again() const {
        Options options;
        options.now = today;
        return options;
    }
    std::vector<Case> cases() {
        return database_->read([&](db::Tx& tx) {
            std::vector<Case> all;
            for (const auto id : tally_.cases)
                all.push_back(cases::find(tx, tally_.county, id).value());
            return all;
        });
    }
    template <class Ask>
    auto ask(Ask question) {
        return database_->read(question);
    }

  private:
    testing::TemporaryFolder folder_;
    testing::TestDatabase database_;
    Clock clock_;
    auth::Secrets secrets_;
    files::Store store_;
    Services services_;
    Tally tally_;
};

/// Drawn and played once for all tests of this file.
Played& played() {
    static Played county(90, 11);
    return county;
}

/// What must be the same when the demo is made again; ids are not.
std::vector<std::string> gist(Played& county) {
    std::vector<std::string> lines;
    for (const auto& one : county.cases())
        lines.push_back(one.number + " " + one.kind + " " + one.condition + " " + one.place_words +
                        " " + std::string(name_of(one.state)) + " " +
                        std::to_string(one.rework_count) + " " + to_rfc3339(one.stage_entered_at) +
                        " " + (one.photos.empty() ? "" : one.photos.front().sha256));
    return lines;
}

int waiting(Played& county, std::string_view body, std::set<State> states) {
    const auto id = county.ask([&](db::Tx& tx) {
        return people::body_by_code(tx, county.tally().county, body).value().id;
    });
    int found = 0;
    for (const auto& one : county.cases())
        found += one.handling_body == id && states.contains(one.state);
    return found;
}

/// Checked cases of the kinds that delegates strike off, where this account may.
int left_to(Played& county, std::string_view login) {
    const auto caller = county.ask([&](db::Tx& tx) {
        const auto id = county.tally().county;
        return auth::caller_of(tx, id, auth::account_by_login(tx, id, login).value(), today)
            .value();
    });
    int found = 0;
    for (const auto& one : county.cases())
        found += one.state == State::checked && caller.may_in("cases.close", one.block_body) &&
                 (one.kind == "water_unclean" || one.kind == "site_dust");
    EXPECT_FALSE(caller.may_in_county("cases.close"));
    return found;
}

} // namespace

TEST(Demo, IsTheSameForTheSameSeed) {
    Played one(40, 5), other(40, 5);
    EXPECT_EQ(gist(one), gist(other));
}

TEST(Demo, IsMadeOnlyInAnEmptyStore) {
    EXPECT_FALSE(make(played().services(), played().again()).has_value());
}

TEST(Demo, RollUpsEqualTheirRecountPlayedOrEnteredAtOnce_R2_7) {
    Played large(400, 3, true);
    const auto differences = [](Played& county) {
        return county.ask(
            [&](db::Tx& tx) { return app::roll_up_differences(tx, county.tally().county); });
    };
    EXPECT_EQ(differences(played()), std::vector<std::string>{});
    EXPECT_EQ(differences(large), std::vector<std::string>{});
    EXPECT_EQ(large.tally().entered, 400);
    auto& by_state = large.tally().by_state;
    for (const auto state : {State::reported, State::filed, State::dispatched, State::handling,
                             State::handled, State::checking, State::checked})
        EXPECT_TRUE(by_state.contains(state)) << name_of(state);
    const int closed = by_state.at(State::closed);
    EXPECT_GT(closed, 400 * 50 / 100);
    EXPECT_LT(closed, 400 * 95 / 100);
}

TEST(Demo, ShowsEveryStateAndEverySource_R2_1) {
    std::set<State> states;
    std::set<std::string> sources;
    for (const auto& one : played().cases()) {
        states.insert(one.state);
        sources.insert(one.source);
    }
    EXPECT_EQ(states.size(), EnumNames<State>::all.size());
    EXPECT_GE(sources.size(), 6U);
}

TEST(Demo, LeavesSomethingForEveryDemoAccount) {
    std::map<State, int> by_state;
    for (const auto& one : played().cases())
        ++by_state[one.state];
    EXPECT_GT(by_state[State::reported], 0) << "office files";
    EXPECT_GT(by_state[State::filed], 0) << "office dispatches";
    EXPECT_GT(by_state[State::checked], 0) << "office closes";
    EXPECT_GT(by_state[State::checking], 0) << "checker";
    EXPECT_GT(waiting(played(), "QF-HT-01", {State::dispatched}), 0) << "houtun signs";
    EXPECT_GT(waiting(played(), "QF-HT-01", {State::handled}), 0) << "houtun confirms";
    EXPECT_GT(waiting(played(), "QF-HT-01", {State::handling}), 0) << "worker";
    EXPECT_GT(waiting(played(), "CGJ", {State::dispatched}), 0) << "chengguan signs";
    EXPECT_GT(by_state[State::verifying], 0) << "worker verifies";
    EXPECT_GT(left_to(played(), "delegate"), 0) << "delegate strikes off";
    EXPECT_GT(by_state[State::disputed], 0) << "leader rules";
    EXPECT_GT(by_state[State::suspended], 0) << "office looks again";
    EXPECT_GT(waiting(played(), "CGJ", {State::handling, State::handled}), 0) << "chengguan";
    const auto all = played().cases();
    EXPECT_TRUE(std::ranges::any_of(all, [](const Case& one) {
        return one.request && one.request->kind == cases::RequestKind::lateness;
    })) << "office reviews an appeal";
}

TEST(Demo, HasTroubleOfEveryKind_R2_1) {
    int late = 0, very_late = 0, reworked = 0, mended = 0, objected = 0;
    for (const auto& one : played().cases()) {
        late += one.stage && one.stage->due_at < today;
        very_late += one.stage && one.stage->deep_red_at < today;
        reworked += one.rework_count > 0;
        mended += one.mended_on_spot;
        objected += one.period > 1;
    }
    EXPECT_GT(late, very_late);
    EXPECT_GT(very_late, 0);
    EXPECT_GT(reworked, 0);
    EXPECT_GT(mended, 0);
    EXPECT_GT(objected, 0);
}

TEST(Demo, ObeysWhatAClerkWouldCheck_R2_1_R2_2) {
    std::set<std::string> numbers;
    for (const auto& one : played().cases()) {
        EXPECT_TRUE(numbers.insert(one.number).second) << one.number;
        EXPECT_TRUE(one.grid) << one.number << " has no grid";
        EXPECT_TRUE(one.block_body) << one.number << " has no block owner";
        EXPECT_LE(one.stage_entered_at, today) << one.number;
        if (one.state != State::closed) {
            const bool runs = one.state != State::suspended && !has_ended(one.state);
            EXPECT_EQ(one.stage.has_value(), runs) << one.number;
            continue;
        }
        ASSERT_TRUE(one.closed_at && one.filed_at) << one.number;
        EXPECT_LE(one.reported_at, *one.filed_at) << one.number;
        EXPECT_LE(*one.filed_at, *one.closed_at) << one.number;
        EXPECT_FALSE(one.doers.empty()) << one.number;
        bool proven = false;
        for (const auto& photo : one.photos)
            proven = proven || photo.role == cases::PhotoRole::after;
        EXPECT_TRUE(proven) << one.number << " was struck off without proof";
    }
}

TEST(Demo, WritesHistoryInOrderAndNotIntoTheFuture_R2_1) {
    for (const auto& one : played().cases()) {
        const auto history = played().ask([&](db::Tx& tx) {
            return facts::of_subject(tx, played().tally().county, "case", one.id.value);
        });
        ASSERT_FALSE(history.empty()) << one.number;
        Instant last{};
        for (const auto& known : history) {
            EXPECT_GE(known.fact.at, last) << one.number;
            EXPECT_LE(known.fact.at, today) << one.number;
            last = known.fact.at;
        }
    }
}

} // namespace weicheng::demo

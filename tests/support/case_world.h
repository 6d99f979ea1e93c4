// The small county with what the tests of actions do in it: report, and bring a case to a state.
// For tests only.
#pragma once

#include "app/modules.h"
#include "modules/cases/actions/recompute_limits.h"
#include "modules/cases/rules/lifecycle.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/case_list.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/standing.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"
#include "tests/support/database.h"
#include "tests/support/small_county.h"
#include "tests/support/source_folder.h"

#include <fstream>
#include <gtest/gtest.h>

namespace weicheng::cases {

class OnTheLedger : public weicheng::testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        const auto modules = app::all_modules({});
        store.emplace(dialect(), app::all_migrations(modules));
        app::join_modules(**store, modules);
        town = weicheng::testing::build_small_county(**store, now);
    }
    db::Database& database() { return **store; }
    Caller as(const std::string& login) {
        return weicheng::testing::caller_of(database(), town, login, now);
    }
    Caller citizen() const { return Caller{.county = town.id}; }
    std::string photo(const std::string& name) {
        return weicheng::testing::remember_photo(database(), town.id, name, now);
    }
    static Point at(double x, double y) { return weicheng::testing::ground_at(x, y); }

    NewReport a_report(const char* kind, Point point, std::string source = "patrol") {
        NewReport report{.kind = kind, .point = point, .source = source};
        report.before_photos = {photo("before " + std::to_string(++pictures))};
        return report;
    }
    Result<Case> report(const Caller& by, const NewReport& input) {
        return database().write([&](db::Tx& tx) { return cases::report(tx, by, input, now); });
    }
    Result<Case> move(const Caller& by, const Case& one, const Move& move) {
        return database().write(
            [&](db::Tx& tx) { return cases::move(tx, by, one.id, one.revision, move, now); });
    }
    Case reload(const Case& one) {
        return database().read([&](db::Tx& tx) { return find(tx, town.id, one.id).value(); });
    }
    std::vector<Event> events(const Case& one) {
        return database().read([&](db::Tx& tx) { return events_of(tx, town.id, one.id); });
    }
    std::vector<StageRow> stages(const Case& one) {
        return database().read([&](db::Tx& tx) { return stages_of(tx, town.id, one.id); });
    }

    std::vector<std::string> differences() {
        return database().read([&](db::Tx& tx) { return app::roll_up_differences(tx, town.id); });
    }

    /// What the action asks for, done by who may.
    Move sound(Action action) {
        Move made{.action = action};
        const auto rules =
            database().read([&](db::Tx& tx) { return rulebook::in_force(tx, town.id, now); });
        if (const auto* reasons = reasons_of(action, rules->get<ReasonLists>()))
            made.reason = reasons->front().code;
        switch (action) {
        case Action::dispatch: made.body = town.west_team; break;
        case Action::reassign:
        case Action::rule: made.body = town.bureau; break;
        case Action::handle: made.photos = {photo("after " + std::to_string(++pictures))}; break;
        case Action::merge: made.into = main().id; break;
        case Action::relocate: made.point = at(120, 50); break; // the east grid
        case Action::ask_extension:
            made.limit = calendar::Limit{1, calendar::TimeUnit::work_days};
            break;
        case Action::ask_suspension: made.recheck_on = next_day(date_of(now), 20); break;
        case Action::prolong_suspension: made.recheck_on = next_day(date_of(now), 40); break;
        default: break;
        }
        return made;
    }
    Caller doer(Action action) {
        const auto& edge = edge_of(action);
        switch (edge.who) {
        case Who::handlers: return as("west");
        case Who::outsiders: return as("checker");
        case Who::citizen: return citizen();
        case Who::delegate: return as("delegate");
        case Who::arbiter: return as("leader");
        case Who::rechecker: return as("rechecker");
        default: break;
        }
        if (edge.power == "cases.verify") return as("worker");
        return as(edge.power == "cases.confirm_lateness" ? "leader" : "office");
    }
    Case taken(const Case& one, Action action) {
        const auto moved = move(doer(action), one, sound(action));
        EXPECT_TRUE(moved) << name_of(action) << ": " << (moved ? "" : moved.refusal().code);
        return moved ? *moved : one;
    }
    /// An open case that reports can be merged into.
    const Case& main() {
        if (!main_) main_ = *report(as("west"), a_report("exposed_garbage", at(60, 60)));
        return *main_;
    }
    /// From now on unclean water is struck off by delegates, half of it looked at again, and
    /// citizens' reports of cooking fumes are verified before they are filed.
    void let_others_take_part() {
        std::ifstream file(weicheng::testing::source_folder() /
                           "src/modules/cases/data/case_kinds.json");
        std::string kinds{std::istreambuf_iterator<char>(file), {}};
        const auto after = [&](const char* kind, std::string_view known, std::string_view said) {
            const auto at = kinds.find(known, kinds.find(kind));
            kinds.replace(at, known.size(), said);
        };
        after(R"("code": "water_unclean")", R"("closes": "office")",
              R"("closes": "delegate", "recheck_percent": 50)");
        after(R"("code": "cooking_fumes")", R"("closes": "office")",
              R"("closes": "office", "verify_sources": ["citizen", "hotline"])");
        const auto published = database().write([&](db::Tx& tx) {
            return rulebook::publish(tx, auth::server_caller(town.id), "case_kinds", now, "试",
                                     kinds, now);
        });
        check(bool(published), "the changed kinds are published");
    }
    /// A citizen's report of rubble in the west grid, brought to that state.
    Case case_in(State state, const char* kind = "rubble") {
        auto one = *report(citizen(), a_report(kind, at(50, 50), "citizen"));
        const auto through = [&](std::initializer_list<Action> actions) {
            for (const auto action : actions) {
                if (one.state == state) break;
                if (leaves(action, one.state)) one = taken(one, action);
            }
        };
        switch (state) {
        case State::verifying: through({Action::ask_verification}); break;
        case State::not_accepted: through({Action::decline}); break;
        case State::merged: through({Action::merge}); break;
        case State::filed: // dispatched by the server, returned by the unit
            through({Action::file, Action::return_to_desk});
            break;
        case State::disputed: through({Action::file, Action::dispute}); break;
        case State::voided: through({Action::file, Action::sign, Action::void_case}); break;
        case State::suspended:
            through({Action::file, Action::sign});
            one = taken(one, Action::ask_suspension);
            through({Action::grant_suspension});
            break;
        default:
            through({Action::file, Action::dispatch, Action::sign, Action::handle, Action::confirm,
                     Action::pass, Action::close});
        }
        EXPECT_EQ(one.state, state);
        return one;
    }
    template <class T>
    static std::string code_of(const Result<T>& result) {
        return result ? "" : result.refusal().code;
    }
    template <class T>
    static std::string path_of(const Result<T>& result) {
        return result || result.refusal().errors.empty() ? ""
                                                         : result.refusal().errors.front().path;
    }

    Instant now = instant_from_rfc3339("2026-11-16T01:00:00Z").value(); // Monday 09:00
    std::optional<weicheng::testing::TestDatabase> store;
    weicheng::testing::SmallCounty town;
    int pictures = 0;

  private:
    std::optional<Case> main_;
};

} // namespace weicheng::cases

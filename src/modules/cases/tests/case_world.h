// The small county with what the tests of actions do in it: report, and bring a case to a state.
// For tests only.
#pragma once

#include "app/modules.h"
#include "modules/cases/rules/edges.h"
#include "modules/cases/store/case_store.h"
#include "tests/support/database.h"
#include "tests/support/small_county.h"

#include <gtest/gtest.h>

namespace weicheng::cases {

class OnTheLedger : public weicheng::testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        const auto modules = app::all_modules({});
        app::join_modules(modules);
        store.emplace(dialect(), app::all_migrations(modules));
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

    NewReport wish(const char* kind, Point point, Source source = Source::patrol) {
        NewReport report{.kind = kind, .point = point, .source = source};
        report.before_photos = {photo("before " + std::to_string(++pictures))};
        return report;
    }
    Result<Case> report(const Caller& by, const NewReport& wish) {
        return database().write([&](db::Tx& tx) { return cases::report(tx, by, wish, now); });
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

    /// What the action asks for, done by who may.
    Move sound(Action action) {
        Move made{.action = action};
        switch (action) {
        case Action::dispatch: made.body = town.west_team; break;
        case Action::handle: made.photos = {photo("after " + std::to_string(++pictures))}; break;
        case Action::return_to_desk: made.reason = "not_ours"; break;
        case Action::send_back: made.reason = "photo_unclear"; break;
        case Action::rework: made.reason = "not_done"; break;
        case Action::refuse_closure: made.reason = "proof_missing"; break;
        case Action::object: made.reason = "still_there"; break;
        default: break;
        }
        return made;
    }
    Caller doer(Action action) {
        switch (edge_of(action).who) {
        case Who::handlers: return as("west");
        case Who::outsiders: return as("checker");
        case Who::citizen: return citizen();
        default: return as("office");
        }
    }
    Case taken(const Case& one, Action action) {
        const auto moved = move(doer(action), one, sound(action));
        EXPECT_TRUE(moved) << name_of(action) << ": " << (moved ? "" : moved.refusal().code);
        return moved ? *moved : one;
    }
    /// A citizen's report of rubble in the west grid, brought to that state.
    Case case_in(State state, const char* kind = "rubble") {
        auto one = *report(citizen(), wish(kind, at(50, 50), Source::citizen));
        if (state == State::filed) { // dispatched by the server, returned by the unit
            one = one.state == State::reported ? taken(one, Action::file) : one;
            return taken(one, Action::return_to_desk);
        }
        for (const auto action : {Action::file, Action::sign, Action::handle, Action::confirm,
                                  Action::pass, Action::close}) {
            if (one.state == state) break;
            if (leaves(action, one.state)) one = taken(one, action);
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
};

} // namespace weicheng::cases

// A case once round the ledger on both stores, and what may not happen to it on the way.
#include "modules/cases/jobs/case_jobs.h"
#include "platform/files/files.h"
#include "tests/support/case_world.h"

#include "foundation/clock.h"

namespace weicheng::cases {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using weicheng::testing::contents_of;
using weicheng::testing::difference;

class CaseRound : public OnTheLedger {
  protected:
    Case step(const Case& one, Action action, minutes later) {
        now += later;
        return taken(one, action);
    }
    int run_due(Instant at) {
        std::vector<jobs::Handler> all = handlers();
        all.push_back({"files.sweep", [](db::Tx&, const jobs::Job&, Instant) {}});
        const Clock clock;
        jobs::Worker worker(database(), clock, all);
        return worker.run_due(at);
    }
    bool has_contact(const Case& one) {
        return database().read(
            [&](db::Tx& tx) { return contact_of(tx, town.id, one.id).has_value(); });
    }
    std::string rate_code(const Case& one, int score) {
        const auto said = database().write([&](db::Tx& tx) {
            return rate(tx, citizen(), one.id, {score, "干净了"}, now);
        });
        return said ? "" : said.refusal().code;
    }
};

std::string told(const std::vector<Event>& events) {
    std::string text;
    for (const auto& event : events)
        (text += text.empty() ? "" : " ") += event.fact.substr(5);
    return text;
}

TEST_P(CaseRound, LeavesFactsStagesPhotosAndDoersOfEveryStep_R2_1) {
    auto one = *report(citizen(), a_report("rubble", at(50, 50), "citizen"));
    one = step(one, Action::file, minutes{10});
    ASSERT_EQ(one.state, State::dispatched);
    one = step(one, Action::sign, minutes{20});
    one = step(one, Action::handle, minutes{60});
    one = step(one, Action::send_back, minutes{5});
    one = step(one, Action::handle, minutes{15});
    one = step(one, Action::confirm, minutes{5});
    one = step(one, Action::rework, minutes{120}); // over noon: 12:55
    one = step(one, Action::handle, minutes{120});
    one = step(one, Action::confirm, minutes{1});
    one = step(one, Action::pass, minutes{30});
    one = step(one, Action::refuse_closure, minutes{30});
    one = step(one, Action::pass, minutes{30});
    one = step(one, Action::close, minutes{30});
    EXPECT_EQ(told(events(one)), "reported filed dispatched signed handled sent_back handled "
                                 "confirmed reworked handled confirmed passed closure_refused "
                                 "passed closed");
    const auto kept = reload(one);
    EXPECT_EQ(kept.state, State::closed);
    EXPECT_EQ(kept.revision, one.revision);
    EXPECT_EQ(kept.rework_count, 1);
    EXPECT_EQ(kept.photos.size(), 4u); // one before, three after: nothing was thrown away
    EXPECT_EQ(kept.doers.size(), 5u);
    EXPECT_TRUE(kept.objection_until);
    const auto gone_through = stages(one);
    ASSERT_EQ(gone_through.size(), 14u);
    EXPECT_EQ(gone_through[0].stage, State::reported);
    EXPECT_EQ(gone_through[0].left_at, gone_through[0].entered_at + minutes{10});
    EXPECT_EQ(gone_through[1].left_at, gone_through[1].entered_at); // filed: at once
    EXPECT_TRUE(gone_through[1].ended_by_server);
    EXPECT_EQ(gone_through[2].body, town.west_team);
    EXPECT_EQ(*gone_through[2].left_at - gone_through[2].entered_at, minutes{20});
    EXPECT_EQ(gone_through[2].ended_by, town.accounts.at("west"));
    for (std::size_t i = 0; i + 1 < gone_through.size(); ++i)
        EXPECT_EQ(gone_through[i].left_at, gone_through[i + 1].entered_at) << i;
    EXPECT_EQ(gone_through.back().left_at, one.closed_at);
}

TEST_P(CaseRound, AnObjectionBeginsASecondPeriodOfTheSameCase_R7_4) {
    const auto closed = case_in(State::closed);
    EXPECT_EQ(rate_code(closed, 2), "");
    now += hours{24};
    Move no = sound(Action::object);
    no.photos = {photo("still there")};
    no.note = "还在";
    const auto again = move(citizen(), closed, no);
    ASSERT_TRUE(again) << again.refusal().code;
    EXPECT_EQ(again->id, closed.id);
    EXPECT_EQ(again->number, closed.number);
    EXPECT_EQ(again->state, State::dispatched);
    const auto kept = reload(closed);
    EXPECT_EQ(kept.period, 2);
    EXPECT_TRUE(kept.doers.empty());
    EXPECT_EQ(kept.handling_body, town.west_team);
    EXPECT_EQ(kept.photos.size(), closed.photos.size() + 1);
    EXPECT_EQ(events(kept).back().note, "还在");
    EXPECT_EQ(stages(kept).back().period, 2);
    EXPECT_EQ(rate_code(kept, 5), "case.not_closed");
    auto one = step(kept, Action::sign, minutes{5});
    for (const auto action : {Action::handle, Action::confirm, Action::pass, Action::close})
        one = step(one, action, minutes{5});
    EXPECT_EQ(reload(one).doers.size(), 2u); // of this period only
    EXPECT_EQ(rate_code(one, 5), "");        // once in each period
    EXPECT_EQ(rate_code(one, 4), "case.rated_already");
    const auto rating = [&](int period) {
        return database().read([&](db::Tx& tx) { return rating_of(tx, town.id, one.id, period); });
    };
    EXPECT_EQ(rating(1)->score, 2);
    EXPECT_EQ(rating(2)->score, 5);
}

TEST_P(CaseRound, TheDoerIsRefusedAsCheckerAlsoAfterReload_R2_1) {
    const auto one = case_in(State::checking);
    auto doer = as("west");
    doer.grants.push_back({"cases.check", {}});
    EXPECT_EQ(code_of(move(doer, reload(one), sound(Action::pass))), "case.checker_is_doer");
    auto colleague = as("worker");
    colleague.grants.push_back({"cases.check", {}});
    EXPECT_EQ(code_of(move(colleague, reload(one), sound(Action::rework))),
              "case.checker_of_doers_body");
}

struct RefusedMove {
    const char* row;
    State state;
    const char* who; // "": the citizen
    Move move;
    int revision_off;
    const char* code; // expected
};

TEST_P(CaseRound, ARefusedMoveLeavesNothingHalfWritten_R2_1) {
    const std::string unknown(64, 'c');
    const RefusedMove rows[] = {
        {"别人先动了", State::handling, "west", sound(Action::handle), -1, "request.stale"},
        {"还没有的版本", State::handling, "west", sound(Action::handle), 1, "request.stale"},
        {"状态不对", State::handling, "checker", sound(Action::pass), 0, "case.wrong_state"},
        {"他网格看不到", State::handling, "east", sound(Action::handle), 0, "case.unknown"},
        {"条线部门看得到", State::handling, "bureau", sound(Action::handle), 0,
         "case.not_your_body"},
        {"无权", State::checking, "leader", sound(Action::pass), 0, "auth.power_missing"},
        {"没上传过的照片",
         State::handling,
         "west",
         {.action = Action::handle, .photos = {photo("fresh"), unknown}},
         0,
         "case.photo_unknown"},
        {"没有照片", State::handling, "west", {.action = Action::handle}, 0, "case.photos_too_few"},
        {"无此单位",
         State::filed,
         "office",
         {.action = Action::dispatch, .body = {77}},
         0,
         "case.body_unknown"},
        {"未选单位", State::filed, "office", {.action = Action::dispatch}, 0, "case.body_unknown"},
        {"无此类别",
         State::reported,
         "office",
         {.action = Action::file, .kind = "dragons"},
         0,
         "case.kind_unknown"},
        {"无此情形",
         State::reported,
         "office",
         {.action = Action::file, .condition = "huge"},
         0,
         "case.condition_unknown"},
        {"返工无理由",
         State::checking,
         "checker",
         {.action = Action::rework, .note = "x"},
         0,
         "case.reason_unknown"},
        {"群众无理由",
         State::closed,
         "",
         {.action = Action::object, .note = "x"},
         0,
         "case.reason_unknown"},
    };
    for (const auto& row : rows) {
        auto one = case_in(row.state);
        one.revision += row.revision_off;
        const auto before = contents_of(database());
        const auto refused = move(*row.who ? as(row.who) : citizen(), one, row.move);
        EXPECT_EQ(code_of(refused), row.code) << row.row;
        EXPECT_EQ(difference(before, contents_of(database())), "") << row.row;
    }
    EXPECT_EQ(code_of(database().write([&](db::Tx& tx) {
                  return cases::move(tx, as("office"), CaseId{77}, std::nullopt,
                                     sound(Action::file), now);
              })),
              "case.unknown");
}

TEST_P(CaseRound, ACaseOfAnotherCountyIsUnknown_R1_1) {
    const auto one = case_in(State::handling);
    auto stranger = as("office");
    stranger.county = {one.county.value + 1};
    EXPECT_EQ(code_of(database().read([&](db::Tx& tx) { return find_for(tx, stranger, one.id); })),
              "case.unknown");
    EXPECT_EQ(
        code_of(database().read([&](db::Tx& tx) { return find_for(tx, as("east"), one.id); })),
        "case.unknown"); // nor to whom it does not concern
    EXPECT_EQ(
        code_of(database().read([&](db::Tx& tx) { return find_for(tx, as("bureau"), one.id); })),
        "");
}

// ---- later ----

TEST_P(CaseRound, TheCitizensDaysEndByThemselves_R7_4) {
    const auto closed = case_in(State::closed);
    run_due(*closed.objection_until - minutes{1});
    EXPECT_FALSE(reload(closed).settled);
    EXPECT_GE(run_due(*closed.objection_until), 1);
    EXPECT_TRUE(reload(closed).settled);
    EXPECT_EQ(events(closed).back().fact, "case.settled");
    now = *closed.objection_until;
    EXPECT_EQ(code_of(move(citizen(), reload(closed), sound(Action::object))),
              "case.objection_closed");
}

TEST_P(CaseRound, ACaseOpenedAgainIsNotSettledByTheOldReminder_R7_4) {
    const auto closed = case_in(State::closed);
    now += hours{24};
    auto one = taken(closed, Action::object);
    run_due(*closed.objection_until);
    EXPECT_FALSE(reload(one).settled);
    now = *closed.objection_until + hours{1};
    for (const auto action :
         {Action::sign, Action::handle, Action::confirm, Action::pass, Action::close})
        one = taken(one, action);
    run_due(*one.objection_until);
    EXPECT_TRUE(reload(one).settled);
}

TEST_P(CaseRound, TheReportersContactIsForgottenAfterItsDays_R7_4) {
    auto told_who = a_report("rubble", at(50, 50), "citizen");
    told_who.contact = SealedContact{"sealed name", "sealed phone"};
    auto one = *report(citizen(), told_who);
    for (const auto action :
         {Action::file, Action::sign, Action::handle, Action::confirm, Action::pass, Action::close})
        one = taken(one, action);
    const auto days = database().read([&](db::Tx& tx) {
        return rulebook::in_force<PortalRules>(tx, town.id, now)->contact_retention_days;
    });
    const auto end = *one.closed_at + std::chrono::days{days};
    run_due(end - minutes{1});
    EXPECT_TRUE(has_contact(one));
    run_due(end);
    EXPECT_FALSE(has_contact(one));
    EXPECT_EQ(events(one).back().fact, "case.contact_erased");
    for (const auto& [table, rows] : contents_of(database()))
        for (const auto& row : rows)
            EXPECT_EQ(row.find("sealed phone"), std::string::npos) << table;
}

TEST_P(CaseRound, ALongerRetentionPutsTheForgettingOff_R7_4) {
    auto told_who = a_report("rubble", at(50, 50), "citizen");
    told_who.contact = SealedContact{"sealed name", "sealed phone"};
    auto one = *report(citizen(), told_who);
    for (const auto action :
         {Action::file, Action::sign, Action::handle, Action::confirm, Action::pass, Action::close})
        one = taken(one, action);
    const auto earlier = database().read([&](db::Tx& tx) {
        return rulebook::in_force<PortalRules>(tx, town.id, now)->contact_retention_days;
    });
    const auto published = database().write([&](db::Tx& tx) {
        return rulebook::publish(
            tx, auth::server_caller(town.id), "portal", now, "保留更久",
            R"({"objection_within":{"amount":7,"unit":"natural_days"},)"
            R"("contact_retention_days":365,"photos_max":3,"promise":{"zh":"好","en":"Yes"}})",
            now);
    });
    ASSERT_TRUE(published) << published.refusal().code;
    run_due(*one.closed_at + std::chrono::days{earlier});
    EXPECT_TRUE(has_contact(one));
    run_due(*one.closed_at + std::chrono::days{365} - minutes{1});
    EXPECT_TRUE(has_contact(one));
    run_due(*one.closed_at + std::chrono::days{365});
    EXPECT_FALSE(has_contact(one));
}

RUN_ON_BOTH_STORES(CaseRound);

} // namespace
} // namespace weicheng::cases

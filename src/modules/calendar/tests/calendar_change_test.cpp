// Changes of the calendar on both stores: who may, what is kept, who is told. R2.3.
#include "modules/calendar/http/calendar_http.h"
#include "modules/calendar/store/calendar_store.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/module.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/database.h"

namespace weicheng::calendar {
namespace {

Date date(const char* text) {
    return date_from_text(text).value();
}

class CalendarChange : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        auto steps = embedded_migrations("platform/auth");
        for (const auto& more : {facts::migrations(), embedded_migrations("modules/calendar")})
            steps.insert(steps.end(), more.begin(), more.end());
        database.emplace(dialect(), steps);
        county = (*database)->write([&](db::Tx& tx) {
            const auto made = auth::create_county(tx, {{}, "999001", "试验县", "", false}, now);
            set_up(tx, made);
            clerk.county = made;
            clerk.account =
                auth::create_account(tx, {made, "clerk", "no password fits this", "王一", {}}, now)
                    .value();
            return made;
        });
        clerk.grants = {{"calendar.edit", {}}};
    }

    std::string put_year(const Caller& by, const Year& year) {
        return code((*database)->write([&](db::Tx& tx) { return set_year(tx, by, year, now); }));
    }
    std::string put_hours(const Caller& by, const std::vector<Stretch>& hours) {
        return code((*database)->write([&](db::Tx& tx) { return set_hours(tx, by, hours, now); }));
    }
    static std::string code(const Result<void>& result) {
        return result ? "" : result.refusal().code;
    }
    /// How many changes are told, for whoever reacts to them.
    std::size_t told() {
        return (*database)
            ->read([](db::Tx& tx) {
                return db::run_script(tx, "SELECT id FROM facts WHERE kind = 'calendar.changed'");
            })
            .size();
    }
    std::vector<Change> kept(std::optional<int> year = {}) {
        return (*database)->read([&](db::Tx& tx) { return changes(tx, county, year, 50); });
    }
    std::shared_ptr<const WorkCalendar> current() {
        return (*database)->read([&](db::Tx& tx) { return in_force(tx, county); });
    }

    const Instant now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    std::optional<testing::TestDatabase> database;
    CountyId county;
    Caller clerk;
};

const Year notice_2027{2027,
                       YearStatus::official,
                       "国务院办公厅通知",
                       {{date("2027-02-07"), DayKind::workday, "调休"},
                        {date("2027-02-05"), DayKind::holiday, "春节"}}};

TEST_P(CalendarChange, KeepsWhatStoodBeforeAndTellsWhoCountsLimits_R2_3) {
    EXPECT_EQ(put_year(clerk, notice_2027), "");
    EXPECT_EQ(current()->status_of(2027), YearStatus::official);
    EXPECT_FALSE(current()->is_work_day(date("2027-02-05")));
    auto corrected = notice_2027;
    corrected.days.pop_back();
    EXPECT_EQ(put_year(clerk, corrected), "");
    EXPECT_EQ(told(), 2u);
    const auto history = kept(2027);
    ASSERT_EQ(history.size(), 2u); // newest first
    EXPECT_EQ(history[1].before, "null");
    EXPECT_EQ(history[0].before, history[1].after);
    EXPECT_NE(history[0].before.find("2027-02-05"), std::string::npos);
    EXPECT_EQ(history[0].after.find("2027-02-05"), std::string::npos);
    EXPECT_EQ(history[0].by_name, "王一");
    EXPECT_EQ(history[0].at, now);
    const auto facts = (*database)->read([&](db::Tx& tx) {
        return facts::of_subject(tx, county, "calendar_change", history[0].id);
    });
    ASSERT_EQ(facts.size(), 1u);
    EXPECT_EQ(facts[0].fact.kind, "calendar.changed");
    EXPECT_EQ(facts[0].fact.body, R"({"year":2027})");
}

TEST_P(CalendarChange, TheSameAgainIsNoChange_R2_3) {
    EXPECT_EQ(put_year(clerk, notice_2027), "");
    EXPECT_EQ(put_year(clerk, notice_2027), "");
    EXPECT_EQ(put_hours(clerk, {{8 * 60, 12 * 60}, {14 * 60, 18 * 60}}), "");
    EXPECT_EQ(told(), 1u);
    EXPECT_EQ(kept().size(), 1u);
}

TEST_P(CalendarChange, WorkingHoursToo_R2_3) {
    EXPECT_EQ(put_hours(clerk, {{9 * 60, 12 * 60}, {13 * 60, 17 * 60}}), "");
    EXPECT_EQ(current()->minutes_per_work_day(), 420);
    const auto history = kept();
    ASSERT_EQ(history.size(), 1u);
    EXPECT_EQ(history[0].year, std::nullopt);
    EXPECT_EQ(history[0].before, R"({"hours":[{"from":"08:00","to":"12:00"},)"
                                 R"({"from":"14:00","to":"18:00"}]})");
    EXPECT_TRUE(kept(2027).empty());
}

TEST_P(CalendarChange, IsRefusedWithoutThePowerOrWithWrongDaysAndKeepsNothing_R2_3) {
    Caller stranger = clerk;
    stranger.grants = {{"rulebook.edit", {}}};
    EXPECT_EQ(put_year(stranger, notice_2027), "auth.power_missing");
    EXPECT_EQ(put_hours(stranger, {{1, 2}}), "auth.power_missing");
    auto wrong = notice_2027;
    wrong.year = 2028;
    EXPECT_EQ(put_year(clerk, wrong), "request.fields_wrong");
    EXPECT_EQ(put_hours(clerk, {}), "request.fields_wrong");
    EXPECT_EQ(told(), 0u);
    EXPECT_TRUE(kept().empty());
    EXPECT_EQ(current()->status_of(2027), YearStatus::provisional);
}

TEST_P(CalendarChange, TravelsByItsPaths_R2_3) {
    const testing::Endpoints call(endpoints(), **database, clerk, now);
    EXPECT_EQ(
        call.text("set_working_hours", {.body = R"({"hours":[{"from":"08:30","to":"12:00"}]})"}),
        R"({"hours":[{"from":"08:30","to":"12:00"}]})");
    EXPECT_EQ(
        call.text("set_working_hours", {.body = R"({"hours":[{"from":"8:30","to":"12:61"}]})"}),
        "request.fields_wrong /hours/0/from /hours/0/to");
    EXPECT_EQ(call.text("set_calendar_year",
                        {.path = {{"year", "2027"}},
                         .body = R"({"status":"provisional","source":"","days":)"
                                 R"([{"date":"2027-01-01","kind":"holiday","note":"元旦"}]})"}),
              R"({"year":2027,"status":"provisional","source":"","days":[{"date":"2027-01-01",)"
              R"("kind":"holiday","note":"元旦"}],"hours":[{"from":"08:30","to":"12:00"}]})");
    const auto history = call.text("list_calendar_changes", {.query = {{"year", "2027"}}});
    EXPECT_NE(history.find(R"("before":null,"after":{"status":"provisional")"), std::string::npos)
        << history;
    EXPECT_NE(history.find(R"("by_name":"王一")"), std::string::npos);
}

RUN_ON_BOTH_STORES(CalendarChange);

} // namespace
} // namespace weicheng::calendar

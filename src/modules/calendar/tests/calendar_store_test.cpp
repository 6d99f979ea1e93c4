// The calendar on both stores: what a new county is given, and that the snapshot follows changes.
#include "modules/calendar/store/calendar_store.h"
#include "platform/auth/auth.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/module.h"
#include "tests/support/database.h"

namespace weicheng::calendar {
namespace {

Date date(const char* text) {
    return date_from_text(text).value();
}

class CalendarStore : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        auto steps = embedded_migrations("platform/auth");
        for (const auto& more : {facts::migrations(), embedded_migrations("modules/calendar")})
            steps.insert(steps.end(), more.begin(), more.end());
        database.emplace(dialect(), steps);
        county = found("999001");
    }
    CountyId found(const char* code) {
        return (*database)->write([&](db::Tx& tx) {
            const auto made = auth::create_county(tx, {{}, code, "试验县", "", false}, now);
            set_up(tx, made);
            return made;
        });
    }
    std::shared_ptr<const WorkCalendar> current(CountyId of) {
        return (*database)->read([&](db::Tx& tx) { return in_force(tx, of); });
    }

    const Instant now = instant_from_rfc3339("2026-11-22T01:00:00Z").value();
    std::optional<testing::TestDatabase> database;
    CountyId county;
};

struct CalendarDay {
    const char* day;
    bool work; // expected, by the State Council's notice for 2026
};
const CalendarDay day_rows[] = {
    {"2026-01-01", false}, {"2026-01-04", true},  {"2026-02-13", true},  {"2026-02-14", true},
    {"2026-02-15", false}, {"2026-02-23", false}, {"2026-02-24", true},  {"2026-02-28", true},
    {"2026-04-06", false}, {"2026-05-05", false}, {"2026-05-09", true},  {"2026-06-19", false},
    {"2026-09-20", true},  {"2026-09-25", false}, {"2026-10-07", false}, {"2026-10-10", true},
    {"2026-11-21", false}, {"2026-11-23", true},
};

TEST_P(CalendarStore, ANewCountyKnowsTheHolidaysOf2026_R2_3) {
    const auto calendar = current(county);
    for (const auto& row : day_rows)
        EXPECT_EQ(calendar->is_work_day(date(row.day)), row.work) << row.day;
    EXPECT_EQ(calendar->status_of(2026), YearStatus::official);
    EXPECT_EQ(calendar->status_of(2027), YearStatus::provisional);
    EXPECT_EQ(calendar->minutes_per_work_day(), 480);
}

TEST_P(CalendarStore, AChangedYearIsSeenAtOnceAndOnlyInItsCounty_R2_3) {
    const auto other = found("999002");
    ASSERT_TRUE(current(county)->is_work_day(date("2027-02-05")));
    (*database)->write([&](db::Tx& tx) {
        save_year(tx, county,
                  {2027,
                   YearStatus::official,
                   "通知",
                   {{date("2027-02-05"), DayKind::holiday, "春节"},
                    {date("2027-02-07"), DayKind::workday, "调休"}}});
    });
    EXPECT_FALSE(current(county)->is_work_day(date("2027-02-05")));
    EXPECT_TRUE(current(county)->is_work_day(date("2027-02-07")));
    EXPECT_EQ(current(county)->status_of(2027), YearStatus::official);
    EXPECT_TRUE(current(other)->is_work_day(date("2027-02-05")));
    EXPECT_EQ(current(other)->status_of(2027), YearStatus::provisional);
    const auto kept =
        (*database)->read([&](db::Tx& tx) { return load_year(tx, county, 2027).value(); });
    ASSERT_EQ(kept.days.size(), 2u);
    EXPECT_EQ(kept.days[1].note, "调休");
}

TEST_P(CalendarStore, AYearSavedAgainReplacesItsDaysAndNoOthers_R2_3) {
    const auto save = [&](std::vector<SpecialDay> days) {
        (*database)->write([&](db::Tx& tx) {
            save_year(tx, county, {2027, YearStatus::official, "", std::move(days)});
        });
    };
    save({{date("2027-01-01"), DayKind::holiday, ""}});
    save({{date("2027-12-31"), DayKind::holiday, ""}});
    EXPECT_TRUE(current(county)->is_work_day(date("2027-01-01")));
    EXPECT_FALSE(current(county)->is_work_day(date("2027-12-31")));
    EXPECT_FALSE(current(county)->is_work_day(date("2026-10-01")));
}

TEST_P(CalendarStore, WorkingHoursAreTheCountysOwn_R2_3) {
    (*database)->write([&](db::Tx& tx) { save_hours(tx, county, {{9 * 60, 12 * 60}}); });
    EXPECT_EQ(current(county)->minutes_per_work_day(), 180);
    EXPECT_EQ(current(county)->hours(), (std::vector<Stretch>{{9 * 60, 12 * 60}}));
}

TEST_P(CalendarStore, WhatIsTakenBackNeverReachesTheSnapshot_R2_3) {
    const auto taken_back = (*database)->write([&](db::Tx& tx) -> Result<void> {
        save_hours(tx, county, {{9 * 60, 12 * 60}});
        EXPECT_EQ(in_force(tx, county)->minutes_per_work_day(), 180); // its own writing
        return Refusal{"test.taken_back"};
    });
    EXPECT_FALSE(taken_back);
    EXPECT_EQ(current(county)->minutes_per_work_day(), 480);
    EXPECT_EQ((*database)
                  ->write([&](db::Tx& tx) { return in_force(tx, county); })
                  ->minutes_per_work_day(),
              480);
}

RUN_ON_BOTH_STORES(CalendarStore);

} // namespace
} // namespace weicheng::calendar

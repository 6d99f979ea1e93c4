#include "modules/calendar/calendar.h"
#include "modules/calendar/rules/judge.h"
#include "modules/calendar/store/calendar_text.h"

#include <gtest/gtest.h>

namespace weicheng::calendar {
namespace {

Instant at(const char* local) { // "2026-02-13 16:30", the county's clock
    std::string text = local;
    text[10] = 'T';
    return instant_from_rfc3339(text + ":00+08:00").value();
}

std::string local(Instant moment) {
    auto text = to_rfc3339(moment + county_offset).substr(0, 16);
    text[10] = ' ';
    return text;
}

Date date(const char* text) {
    return date_from_text(text).value();
}

const WorkCalendar& calendar_2026() {
    static const WorkCalendar calendar{{{8 * 60, 12 * 60}, {14 * 60, 18 * 60}},
                                       {{date("2026-02-14"), DayKind::workday, "调休"},
                                        {date("2026-02-15"), DayKind::holiday, "春节"},
                                        {date("2026-02-16"), DayKind::holiday, "春节"},
                                        {date("2026-02-17"), DayKind::holiday, "春节"},
                                        {date("2026-02-18"), DayKind::holiday, "春节"},
                                        {date("2026-02-19"), DayKind::holiday, "春节"},
                                        {date("2026-02-20"), DayKind::holiday, "春节"},
                                        {date("2026-02-21"), DayKind::holiday, "春节"},
                                        {date("2026-02-22"), DayKind::holiday, "春节"},
                                        {date("2026-02-23"), DayKind::holiday, "春节"},
                                        {date("2026-02-28"), DayKind::workday, "调休"}},
                                       {{2026, YearStatus::official}}};
    return calendar;
}

struct DeadlineRow {
    const char* start;
    Limit limit;
    const char* due;
};

using U = TimeUnit;
const DeadlineRow deadline_rows[] = {
    // 工作时: the moved workday 2026-02-14 (a Saturday) counts
    {"2026-02-13 16:30", {4, U::work_hours}, "2026-02-14 10:30"},
    {"2026-02-13 08:00", {4, U::work_hours}, "2026-02-13 12:00"},
    {"2026-02-13 11:59", {1, U::work_hours}, "2026-02-13 14:59"},
    {"2026-02-13 12:30", {2, U::work_hours}, "2026-02-13 16:00"},
    {"2026-02-13 20:00", {2, U::work_hours}, "2026-02-14 10:00"},
    {"2026-02-13 02:00", {8, U::work_hours}, "2026-02-13 18:00"},
    {"2026-02-14 17:00", {2, U::work_hours}, "2026-02-24 09:00"},
    // 工作日: the day of the start is not counted
    {"2026-02-13 16:30", {1, U::work_days}, "2026-02-14 18:00"},
    {"2026-02-14 09:00", {1, U::work_days}, "2026-02-24 18:00"},
    {"2026-02-18 09:00", {2, U::work_days}, "2026-02-25 18:00"},
    {"2026-02-27 09:00", {2, U::work_days}, "2026-03-02 18:00"},
    // 紧急工作时: nights and holidays run
    {"2026-02-15 23:30", {2, U::urgent_hours}, "2026-02-16 01:30"},
    // 自然日: to midnight of the last day
    {"2026-02-13 16:30", {3, U::natural_days}, "2026-02-17 00:00"},
    {"2026-12-31 16:30", {1, U::natural_days}, "2027-01-02 00:00"},
};

TEST(WorkCalendar, EndsLimitsWhenAClerkWould_R2_3) {
    for (const auto& row : deadline_rows)
        EXPECT_EQ(local(calendar_2026().deadline(at(row.start), row.limit)), row.due)
            << row.start << " + " << words_of(row.limit, false);
}

struct MinutesRow {
    const char* from;
    const char* to;
    std::int64_t minutes;
};
const MinutesRow minutes_rows[] = {
    {"2026-02-13 08:00", "2026-02-13 18:00", 480}, {"2026-02-13 11:00", "2026-02-13 15:00", 120},
    {"2026-02-13 17:00", "2026-02-14 09:00", 120}, {"2026-02-14 17:00", "2026-02-24 09:00", 120},
    {"2026-02-13 09:00", "2026-02-13 09:00", 0},   {"2026-02-13 10:00", "2026-02-13 09:00", 0},
    {"2026-02-15 00:00", "2026-02-23 23:59", 0},
};

TEST(WorkCalendar, CountsWorkingMinutes_R2_1) {
    for (const auto& row : minutes_rows)
        EXPECT_EQ(calendar_2026().work_minutes(at(row.from), at(row.to)), row.minutes)
            << row.from << " – " << row.to;
}

struct AfterRow {
    const char* start;
    std::int64_t minutes;
    const char* end; // expected
};
const AfterRow after_rows[] = {
    {"2026-02-13 09:00", 0, "2026-02-13 09:00"},   {"2026-02-13 13:00", 0, "2026-02-13 13:00"},
    {"2026-02-13 09:00", 45, "2026-02-13 09:45"},  {"2026-02-13 11:30", 45, "2026-02-13 14:15"},
    {"2026-02-13 17:30", 60, "2026-02-14 08:30"},  {"2026-02-14 17:30", 60, "2026-02-24 08:30"},
    {"2026-02-13 09:00", 480, "2026-02-14 09:00"}, {"2026-02-15 03:00", 1, "2026-02-24 08:01"},
};

TEST(WorkCalendar, FindsTheMomentAfterSoMuchWork_R2_3) {
    for (const auto& row : after_rows)
        EXPECT_EQ(local(calendar_2026().after_work_minutes(at(row.start), row.minutes)), row.end)
            << row.start << " + " << row.minutes;
}

TEST(WorkCalendar, AgreesWithItselfOnWorkHours_R2_3) {
    for (int hour = 0; hour < 24 * 20; ++hour) {
        const auto start = at("2026-02-10 00:00") + std::chrono::minutes{hour * 60 + hour % 60};
        for (const int amount : {1, 3, 8, 17})
            EXPECT_EQ(calendar_2026().work_minutes(
                          start, calendar_2026().deadline(start, {amount, U::work_hours})),
                      amount * 60);
    }
}

TEST(WorkCalendar, MarksYearsWithoutANotice_R2_3) {
    EXPECT_FALSE(
        calendar_2026().touches_provisional_year(at("2026-03-01 09:00"), at("2026-12-31 18:00")));
    EXPECT_TRUE(
        calendar_2026().touches_provisional_year(at("2026-12-31 09:00"), at("2027-01-04 18:00")));
}

std::string told(const std::vector<FieldError>& wrong) {
    std::string words;
    for (const auto& each : wrong)
        words += (words.empty() ? "" : "; ") + each.path + " " + each.code;
    return words;
}

TEST(JudgeYear, WantsItsOwnDaysOnceAndTheNotice_R2_3) {
    Year year{2027, YearStatus::official, "通知", {{date("2027-01-01"), DayKind::holiday, "元旦"}}};
    EXPECT_EQ(told(judge(year)), "");
    year.days.push_back({date("2026-12-31"), DayKind::holiday, ""});
    year.days.push_back({date("2027-01-01"), DayKind::workday, ""});
    year.source.clear();
    EXPECT_EQ(told(judge(year)), "/source calendar.source_missing; /days/1/date "
                                 "calendar.other_year; /days/2/date calendar.day_twice");
    EXPECT_EQ(told(judge(Year{2027, YearStatus::provisional, "", {}})), "");
}

TEST(JudgeHours, WantsThemInTheOrderOfTheDay_R2_3) {
    EXPECT_EQ(told(judge(std::vector<Stretch>{})), "/hours calendar.hours_missing");
    EXPECT_EQ(told(judge(std::vector<Stretch>{{480, 720}, {720, 1440}})), "");
    EXPECT_EQ(told(judge(std::vector<Stretch>{{480, 480}})),
              "/hours/0/to calendar.stretch_backwards");
    EXPECT_EQ(told(judge(std::vector<Stretch>{{480, 720}, {719, 900}})),
              "/hours/1/from calendar.stretches_overlap");
}

TEST(ClockFace, IsReadStrictly_R2_3) {
    EXPECT_EQ(minute_of("08:00"), 480);
    EXPECT_EQ(minute_of("24:00"), 1440);
    for (const char* bad : {"", "8:00", "08:60", "24:01", "08-00", "0a:00", "08:000"})
        EXPECT_EQ(minute_of(bad), std::nullopt) << bad;
}

TEST(LimitWords, ReadWhatSpreadsheetsSay_R2_5) {
    EXPECT_EQ(limit_from_words("2工作日"), (Limit{2, U::work_days}));
    EXPECT_EQ(limit_from_words(" 4 工作时 "), (Limit{4, U::work_hours}));
    EXPECT_EQ(limit_from_words("2紧急工作时"), (Limit{2, U::urgent_hours}));
    EXPECT_EQ(limit_from_words("4小时"), (Limit{4, U::urgent_hours}));
    EXPECT_EQ(limit_from_words("15天"), (Limit{15, U::natural_days}));
    EXPECT_EQ(limit_from_words("3个工作日"), (Limit{3, U::work_days}));
    for (const char* bad : {"", "工作日", "0天", "-1天", "两天", "4 fortnights", "99999天"})
        EXPECT_EQ(limit_from_words(bad), std::nullopt) << bad;
}

} // namespace
} // namespace weicheng::calendar

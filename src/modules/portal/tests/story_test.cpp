#include "modules/portal/rules/report_rules.h"
#include "modules/portal/rules/story.h"

#include <gtest/gtest.h>

namespace weicheng::portal {
namespace {

using cases::Action;
using cases::State;

Instant minute(int count) {
    return from_millis(1'000'000'000'000) + std::chrono::minutes{count};
}

Known known(State state, std::vector<cases::Step> done, int period = 1) {
    Known all;
    all.done = std::move(done);
    all.unit = "后屯社区第一网格";
    all.subject.state = state;
    all.subject.period = period;
    all.subject.reported_at = minute(0);
    all.subject.stage_entered_at = minute(90);
    return all;
}

struct StoryRow {
    State state;
    StepName current;
    bool received, in_hand, mended;
};
const StoryRow story_rows[] = {
    {State::reported, StepName::received, true, false, false},
    {State::filed, StepName::received, true, false, false},
    {State::dispatched, StepName::in_hand, true, true, false},
    {State::handling, StepName::in_hand, true, true, false},
    {State::handled, StepName::in_hand, true, true, false},
    {State::checking, StepName::mended, true, true, true},
    {State::checked, StepName::mended, true, true, true},
    {State::closed, StepName::rated, true, true, true},
    {State::verifying, StepName::received, true, false, false},
    {State::disputed, StepName::in_hand, true, true, false},
    {State::suspended, StepName::in_hand, true, true, false},
    {State::not_accepted, StepName::received, true, false, false},
    {State::voided, StepName::received, true, false, false},
};

TEST(CitizenStory, ShowsTheStepThatIsReached_R7_4) {
    for (const auto& row : story_rows) {
        const auto story =
            tell(known(row.state, {{Action::dispatch, minute(5)}, {Action::confirm, minute(60)}}),
                 Locale::zh);
        ASSERT_EQ(story.steps.size(), 4u);
        EXPECT_EQ(story.current, row.current) << name_of(row.state);
        EXPECT_EQ(story.steps[0].at.has_value(), row.received) << name_of(row.state);
        EXPECT_EQ(story.steps[1].at.has_value(), row.in_hand) << name_of(row.state);
        EXPECT_EQ(story.steps[2].at.has_value(), row.mended) << name_of(row.state);
        EXPECT_FALSE(story.steps[3].at.has_value()) << name_of(row.state);
        for (const auto& step : story.steps)
            EXPECT_FALSE(step.words.empty());
    }
}

TEST(CitizenStory, TakesTheTimesOfThisPeriod_R7_4) {
    const auto story = tell(known(State::closed,
                                  {{Action::object, minute(200)},
                                   {Action::confirm, minute(260)},
                                   {Action::close, minute(300)}},
                                  2),
                            Locale::en);
    EXPECT_EQ(story.steps[0].at, minute(200));
    EXPECT_EQ(story.steps[1].at, minute(200));
    EXPECT_EQ(story.steps[2].at, minute(300));
}

struct FirstStepRow {
    const char* row;
    State state;
    cases::Verification verification;
    bool merged;
    const char* words; // expected
};
const FirstStepRow first_step_rows[] = {
    {"刚上报", State::reported, cases::Verification::none, false, "县创卫办已收到，正在核对"},
    {"派人核实", State::verifying, cases::Verification::asked, false,
     "县创卫办已收到，正在派人到现场核实"},
    {"核实属实", State::reported, cases::Verification::confirmed, false,
     "已到现场核实属实，正在立案"},
    {"核实不属实", State::reported, cases::Verification::not_found, false,
     "到现场没有发现，正在研究怎样答复"},
    {"不予立案", State::not_accepted, cases::Verification::not_found, false,
     "经研究不予立案，原因见下"},
    {"作废", State::voided, cases::Verification::none, false, "这件事已作废，原因见下"},
    {"并案", State::handling, cases::Verification::none, true,
     "这件事已有人反映，并到同一件一起办"},
};

TEST(CitizenStory, SaysWhatTheFirstStepStandsAt_R7_4) {
    for (const auto& row : first_step_rows) {
        auto all = known(row.state, {{Action::dispatch, minute(5), ""}});
        all.subject.verification = row.verification;
        if (row.merged) all.merged_report_at = minute(3);
        const auto story = tell(all, Locale::zh);
        EXPECT_EQ(story.steps[0].words, row.words) << row.row;
        EXPECT_EQ(story.steps[0].at, minute(row.merged ? 3 : 0)) << row.row; // his own report's
        const bool ends = row.state == State::not_accepted || row.state == State::voided;
        EXPECT_EQ(story.steps[3].words == "不再办理", ends) << row.row;
    }
}

TEST(CitizenStory, SaysWhoFoundThatItWasNotDone_R7_4) {
    const auto first_words = [](Action begun_by, bool merged) {
        auto all = known(State::handling, {{begun_by, minute(200), ""}}, 2);
        if (merged) all.merged_report_at = minute(3);
        const auto story = tell(all, Locale::zh);
        EXPECT_EQ(story.steps[0].at, minute(200));
        EXPECT_EQ(story.steps[1].at, minute(200));
        return story.steps[0].words;
    };
    EXPECT_EQ(first_words(Action::object, false), "您说还没有解决，我们再办一次");
    EXPECT_EQ(first_words(Action::object, true), "有群众反映还没有解决，我们再办一次");
    EXPECT_EQ(first_words(Action::recheck_fail, false), "我们复查发现没有办好，正在重新办理");
}

TEST(CitizenStory, NamesTheUnitAndNoPerson_R7_4) {
    const auto story = tell(known(State::handling, {{Action::dispatch, minute(5)}}), Locale::zh);
    EXPECT_NE(story.steps[1].words.find("后屯社区第一网格"), std::string::npos);
}

rulebook::Rules rules() {
    rulebook::Rules rules;
    cases::CaseKinds kinds;
    kinds.kinds.resize(2);
    kinds.kinds[0].code = "garbage";
    kinds.kinds[0].citizen = true;
    kinds.kinds[1].code = "paperwork";
    cases::PortalRules portal;
    portal.photos_max = 3;
    rules.set(kinds);
    rules.set(portal);
    return rules;
}

struct ReportRow {
    CitizenReport report;
    const char* path;
    const char* code;
};

TEST(CitizenReport, SaysWhichFieldCannotBeTaken_R7_4) {
    const Point here = Point::from_degrees(118.05, 35.55);
    const ReportRow rows[] = {
        {{.kind = "dragons", .point = here, .photos = {"a"}}, "/kind", "report.kind_not_offered"},
        {{.kind = "paperwork", .point = here, .photos = {"a"}}, "/kind", "report.kind_not_offered"},
        {{.kind = "garbage", .photos = {"a"}}, "/place/point", "report.place_missing"},
        {{.kind = "garbage", .point = here}, "/photos", "report.photos_missing"},
        {{.kind = "garbage", .point = here, .photos = {"a", "b", "c", "d"}},
         "/photos",
         "report.photos_too_many"},
    };
    for (const auto& row : rows) {
        const auto judged = judge(row.report, rules());
        ASSERT_FALSE(judged) << row.code;
        ASSERT_EQ(judged.refusal().errors.size(), 1u) << row.code;
        EXPECT_EQ(judged.refusal().errors[0].path, row.path);
        EXPECT_EQ(judged.refusal().errors[0].code, row.code);
    }
    EXPECT_TRUE(judge({.kind = "garbage", .point = here, .photos = {"a"}}, rules()));
    EXPECT_TRUE(judge({.kind = "garbage", .site_code = "QF-1", .photos = {"a"}}, rules()));
}

TEST(CitizenReport, TakesPhonesAsPeopleWriteThem_R7_4) {
    for (const char* good : {"13800001234", "138 0000 1234", "+86 138-0000-1234", "(0000) 88001"})
        EXPECT_TRUE(is_phone(good)) << good;
    for (const char* bad : {"1234", "call me", "1380000123456789012345", "138/0000/1234", "-----"})
        EXPECT_FALSE(is_phone(bad)) << bad;
}

} // namespace
} // namespace weicheng::portal

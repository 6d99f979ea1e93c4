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

TEST(CitizenStory, NamesTheUnitAndNoPerson_R7_4) {
    const auto story = tell(known(State::handling, {{Action::dispatch, minute(5)}}), Locale::zh);
    EXPECT_NE(story.steps[1].words.find("后屯社区第一网格"), std::string::npos);
}

rulebook::Rules rules() {
    rulebook::Rules rules;
    rules.case_kinds.kinds.resize(2);
    rules.case_kinds.kinds[0].code = "garbage";
    rules.case_kinds.kinds[0].citizen = true;
    rules.case_kinds.kinds[1].code = "paperwork";
    rules.portal.photos_max = 3;
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

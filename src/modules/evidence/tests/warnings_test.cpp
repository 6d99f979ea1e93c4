// The warnings of made-up evidence as a table: what is known of a case, and what the checker is
// told.
#include "modules/evidence/rules/warnings.h"

#include <gtest/gtest.h>

namespace weicheng::evidence {
namespace {

using namespace cases;
using namespace std::chrono_literals;

const auto monday = instant_from_rfc3339("2026-11-16T01:00:00Z").value(); // 09:00

constexpr CaseId here{1}, elsewhere{2};

/// Before-photo "b", after-photo "a" by the doer; reported Monday 09:00, handed in at 10:00 of a
/// limit until 13:00; taken on the spot, after the report.
Evidence honest() {
    Evidence evidence;
    evidence.id = here;
    evidence.problem_since = monday;
    evidence.photos = {{"b", PhotoRole::before, false, monday - 5min, 12},
                       {"a", PhotoRole::after, true, monday + 50min, 30}};
    evidence.pairs = {{"a", "b", 60, 80, true}};
    evidence.handed_in_at = monday + 1h;
    evidence.due_at = monday + 4h;
    return evidence;
}

OtherUse use(const char* other, bool is_copy, CaseId in, int period, bool may_see) {
    return {"a", other, is_copy, in, "AJ20261101-0007", PhotoRole::after, period, may_see};
}

struct Row {
    const char* name;
    void (*change)(Evidence&);
    const char* told; // warning:photo/other@case, in order
};

std::string told(const std::vector<Warning>& warnings) {
    std::string text;
    for (const auto& warning : warnings) {
        if (!text.empty()) text += " ";
        text += std::string(name_of(warning.kind)) + ":" + warning.photo;
        if (!warning.other.empty()) text += "/" + warning.other;
        if (warning.other_case) text += "@" + warning.other_number;
        if (warning.other_period) text += "#" + std::to_string(warning.other_period);
        if (warning.figure) text += "=" + std::to_string(warning.figure);
    }
    return text;
}

class EvidenceTable : public ::testing::TestWithParam<Row> {};

TEST_P(EvidenceTable, IsTold_R2_1) {
    auto evidence = honest();
    GetParam().change(evidence);
    EXPECT_EQ(told(warnings_of(evidence, {.near_same_bits = 4,
                                          .far_from_place_m = 100,
                                          .seconds_before_limit = 120,
                                          .unchanged_percent = 97,
                                          .other_view_percent = 35,
                                          .status = {}})),
              GetParam().told);
}

using E = Evidence;
const Row rows[] = {
    {"NothingIsOdd", [](E&) {}, ""},
    {"WithoutPhotos", [](E& e) { e.photos.clear(), e.pairs.clear(); }, ""},

    {"SameFileInACaseTheReaderSees", [](E& e) { e.uses = {use("a", false, elsewhere, 1, true)}; },
     "same_photo:a/a@AJ20261101-0007"},
    {"SameFileInACaseTheReaderMayNotSee",
     [](E& e) { e.uses = {use("a", false, elsewhere, 1, false)}; }, "same_photo:a"},
    {"SameFileInManyCasesIsToldOnce",
     [](E& e) {
         e.uses = {use("a", false, elsewhere, 1, true), use("a", false, CaseId{3}, 1, true)};
     },
     "same_photo:a/a@AJ20261101-0007"},
    {"CopyInAnotherCase", [](E& e) { e.uses = {use("x", true, elsewhere, 1, true)}; },
     "near_same_photo:a/x@AJ20261101-0007"},
    {"CopyOfAnEarlierPeriod",
     [](E& e) {
         e.period = 2;
         e.uses = {use("x", true, here, 1, false)};
     },
     "near_same_photo:a/x#1"},
    {"TwoShotsOfOneMoment", [](E& e) { e.uses = {use("x", true, here, 1, false)}; }, ""},

    {"TakenBeforeTheReport", [](E& e) { e.photos[1].taken_at = monday - 1s; },
     "taken_before_case:a"},
    {"TakenAsItWasReported", [](E& e) { e.photos[1].taken_at = monday; }, ""},
    {"CameraSaysNoTime", [](E& e) { e.photos[1].taken_at.reset(); }, ""},
    {"CheckersOwnPhotoOfOldTimes",
     [](E& e) {
         e.photos[1].taken_at = monday - 1h;
         e.photos[1].by_doer = false;
     },
     ""},
    {"MendedFirstReportedThen",
     [](E& e) {
         e.photos[1].taken_at = monday - 1h;
         e.problem_since.reset();
     },
     ""},

    {"HundredMetresAway", [](E& e) { e.photos[1].metres_away = 100; }, ""},
    {"HundredAndOneMetresAway", [](E& e) { e.photos[1].metres_away = 101; },
     "far_from_place:a=101"},
    {"BothPhotosFromAfar",
     [](E& e) { e.photos[0].metres_away = 5000, e.photos[1].metres_away = 400; },
     "far_from_place:b=5000 far_from_place:a=400"},
    {"CameraSaysNoPlace", [](E& e) { e.photos[1].metres_away.reset(); }, ""},

    {"HandedInTwoMinutesBefore", [](E& e) { e.handed_in_at = *e.due_at - 120s; },
     "seconds_before_limit:=120"},
    {"HandedInALittleEarlier", [](E& e) { e.handed_in_at = *e.due_at - 121s; }, ""},
    {"HandedInOnTheStroke", [](E& e) { e.handed_in_at = e.due_at; }, "seconds_before_limit:"},
    {"HandedInLate", [](E& e) { e.handed_in_at = *e.due_at + 1s; }, ""},
    {"NotHandedIn", [](E& e) { e.handed_in_at.reset(); }, ""},

    {"NothingChanged",
     [](E& e) {
         e.pairs = {{"a", "b", 97, 98, true}};
     },
     "unchanged_view:a/b"},
    {"AlmostNothingChanged",
     [](E& e) {
         e.pairs = {{"a", "b", 96, 98, true}};
     },
     ""},
    {"OnlyTheColourChanged",
     [](E& e) {
         e.pairs = {{"a", "b", 99, 99, false}};
     },
     ""},
    {"OneOfTwoProofsIsTheProblem",
     [](E& e) {
         e.pairs = {{"a", "b", 99, 99, true}, {"a2", "b", 50, 60, true}};
     },
     "unchanged_view:a/b"},
    {"AnotherView",
     [](E& e) {
         e.pairs = {{"a", "b", 10, 35, true}};
     },
     "other_view:a/b"},
    {"PerhapsTheSameView",
     [](E& e) {
         e.pairs = {{"a", "b", 10, 36, true}};
     },
     ""},
    {"ACloseUpBesideAnOverview",
     [](E& e) {
         e.pairs = {{"a", "b", 10, 20, true}, {"a2", "b", 50, 60, true}};
     },
     ""},
    {"NoneOfTheProofsShowsThePlace",
     [](E& e) {
         e.pairs = {{"a", "b", 5, 8, true}, {"a2", "b", 9, 30, true}};
     },
     "other_view:a2/b"},

    {"EverythingAtOnceInOrder",
     [](E& e) {
         e.uses = {use("a", false, elsewhere, 1, true), use("x", true, elsewhere, 1, true)};
         e.photos[1].taken_at = monday - 1h;
         e.photos[1].metres_away = 900;
         e.handed_in_at = *e.due_at - 5s;
         e.pairs = {{"a", "b", 99, 99, true}};
     },
     "same_photo:a/a@AJ20261101-0007 near_same_photo:a/x@AJ20261101-0007 taken_before_case:a "
     "far_from_place:a=900 seconds_before_limit:=5 unchanged_view:a/b"},
};
INSTANTIATE_TEST_SUITE_P(Signs, EvidenceTable, ::testing::ValuesIn(rows),
                         [](const auto& param) { return param.param.name; });

} // namespace
} // namespace weicheng::evidence

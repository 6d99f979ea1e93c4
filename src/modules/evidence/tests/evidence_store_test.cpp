// The warnings of made-up evidence on real cases, on both stores: what the store finds, who is told
// what, in which words.
#include "modules/evidence/http/evidence_http.h"
#include "modules/evidence/store/evidence_store.h"
#include "platform/files/files.h"
#include "tests/support/call_endpoint.h"
#include "tests/support/case_world.h"

#include <random>

namespace weicheng::evidence {
namespace {

using namespace cases;

using namespace std::chrono_literals;

/// A print of a picture of its own for each seed; `turned` bits of the hash differ, as they do in a
/// re-saved copy.
files::Print print_of(unsigned seed, int turned = 0) {
    std::mt19937_64 random(seed);
    files::Print print{random(), {}};
    for (int i = 0; i < 384; ++i)
        print.view += static_cast<char>(random() & 0xFFU);
    for (int i = 0; i < turned; ++i)
        *print.hash ^= std::uint64_t{1} << (9 * i);
    return print;
}

class CaseEvidence : public OnTheLedger {
  protected:
    std::string picture(const std::string& name, const files::Print& print,
                        std::optional<Instant> taken_at = {}, std::optional<Point> where = {}) {
        files::Photo photo;
        photo.sha256 = name;
        photo.taken_at = taken_at;
        photo.taken_where = where;
        photo.print = print;
        database().write([&](db::Tx& tx) { files::remember(tx, town.id, photo, now); });
        return name;
    }
    /// An official's report at the place with that before-photo, filed, signed, handled with the
    /// after-photo, confirmed.
    Case proven(const std::string& before, const std::string& after, Point place = at(50, 50)) {
        NewReport wanted{.kind = "rubble", .point = place, .source = "patrol"};
        wanted.before_photos = {before};
        auto one = *report(as("office"), wanted);
        for (const auto action : {Action::file, Action::sign})
            if (leaves(action, one.state)) one = taken(one, action);
        now += 1h;
        one = *move(as("west"), one, {.action = Action::handle, .photos = {after}});
        return taken(one, Action::confirm);
    }
    std::vector<EvidenceWarning> warnings(const Case& one, const Caller& reader,
                                          Locale locale = Locale::zh) {
        return database().read(
            [&](db::Tx& tx) { return warnings_for(tx, reload(one), reader, {}, locale); });
    }
    static std::string words(const std::vector<EvidenceWarning>& replies) {
        std::string text;
        for (const auto& reply : replies)
            text += (text.empty() ? "" : "；") + reply.words;
        return text;
    }
    /// Of a county-wide checker.
    std::string told(const Case& one) { return words(warnings(one, as("checker"))); }
};
RUN_ON_BOTH_STORES(CaseEvidence);

TEST_P(CaseEvidence, OfAnHonestCaseIsSilent_R2_1) {
    const auto one = proven(picture("b", print_of(1)), picture("a", print_of(1, 8)));
    EXPECT_EQ(one.state, State::checking);
    // the same drawing of greys, but far apart in the hash: no copy; before and after of one case
    EXPECT_EQ(told(one), "整改前后两张照片几乎没有变化");
    const auto two = proven(picture("b2", print_of(2)), picture("a2", print_of(3)));
    EXPECT_EQ(told(two), "整改前后的照片不像是同一处画面");
}

TEST_P(CaseEvidence, ShownBeforeInAnotherCaseIsToldWithItsNumber_R2_1) {
    const auto first = proven(picture("b1", print_of(1)), picture("a1", print_of(2)));
    const auto same = proven(picture("b2", print_of(3)), "a1");
    const auto copy = proven(picture("b3", print_of(4)), picture("a3", print_of(2, 2)));
    const auto replies = warnings(same, as("checker"));
    ASSERT_FALSE(replies.empty());
    EXPECT_EQ(replies[0].kind, WarningKind::same_photo);
    EXPECT_EQ(replies[0].words, "与 " + first.number + " 的整改后照片是同一个文件");
    EXPECT_EQ(replies[0].other_case->id, first.id);
    const auto of_copy = warnings(copy, as("checker"));
    ASSERT_FALSE(of_copy.empty());
    EXPECT_EQ(of_copy[0].kind, WarningKind::near_same_photo);
    EXPECT_EQ(of_copy[0].words, "与 " + first.number + " 的整改后照片几乎相同");
    EXPECT_EQ(of_copy[0].photo_sha256, "a3");
    EXPECT_EQ(of_copy[0].other_sha256, "a1");
    EXPECT_EQ(warnings(copy, as("checker"), Locale::en)[0].words,
              "Almost the same picture as the after-photo of " + first.number);
}

TEST_P(CaseEvidence, NamesNoCaseThatTheReaderMayNotSee_R7_4) {
    const auto first = proven(picture("b1", print_of(1)), picture("a1", print_of(2)));
    const auto one = proven(picture("b2", print_of(3)), picture("a2", print_of(2, 2)));
    auto reader = as("checker");
    std::erase_if(reader.grants, [](const Grant& grant) { return grant.power == "cases.read"; });
    const auto replies = warnings(one, reader);
    ASSERT_FALSE(replies.empty());
    EXPECT_EQ(replies[0].words, "与另一案件的照片几乎相同");
    EXPECT_FALSE(replies[0].other_case);
    EXPECT_FALSE(replies[0].other_sha256);
    EXPECT_EQ(words(replies).find(first.number), std::string::npos);
}

TEST_P(CaseEvidence, OutOfTimeAndPlaceIsTold_R2_1) {
    const auto before = picture("b", print_of(1));
    const auto after = picture("a", print_of(2), now - 24h,
                               Point::from_degrees(at(50, 50).lon() + 0.01, at(50, 50).lat()));
    const auto text = told(proven(before, after));
    EXPECT_NE(text.find("相机记录的拍摄时间是 2026-11-15 09:00，早于问题上报"), text.npos) << text;
    EXPECT_NE(text.find("照片定位距案件地点约 "), text.npos) << text;
}

TEST_P(CaseEvidence, HandedInAsTheLimitRanOutIsTold_R2_1) {
    auto one = case_in(State::handled);
    now = one.due_at.value() - 30s;
    one = taken(one, Action::confirm);
    const auto text = told(one);
    EXPECT_NE(text.find("在时限截止前 30 秒才提交"), text.npos) << text;
}

TEST_P(CaseEvidence, OfACitizenIsNobodysBusiness_R7_4) {
    auto wanted = a_report("rubble", at(50, 50), "citizen");
    wanted.before_photos = {picture("home", print_of(1), now - 24h, Point::from_degrees(0, 0))};
    auto one = *report(citizen(), wanted);
    for (const auto action : {Action::file, Action::sign})
        if (leaves(action, one.state)) one = taken(one, action);
    one = *move(as("west"), one,
                {.action = Action::handle, .photos = {picture("a", print_of(1, 8))}});
    const auto text = told(one);
    EXPECT_EQ(text.find("定位"), text.npos) << text;
    EXPECT_EQ(text.find("home"), text.npos) << text;
}

TEST_P(CaseEvidence, IsNotToldToWhoDidTheWork_R2_1) {
    const auto one = proven(picture("b", print_of(1)), picture("a", print_of(2)));
    EXPECT_TRUE(warnings(one, as("west")).empty());
    EXPECT_FALSE(warnings(one, as("office")).empty());
    EXPECT_TRUE(warnings(one, citizen()).empty());
}

TEST_P(CaseEvidence, WithoutPrintsIsOnlyThatOfTimes) {
    const auto one = case_in(State::checking); // its photos are from before prints were made
    EXPECT_EQ(told(one), "");
}

} // namespace
} // namespace weicheng::evidence

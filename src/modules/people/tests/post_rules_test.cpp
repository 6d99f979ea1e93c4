#include "modules/people/rules/post_rules.h"
#include "platform/auth/auth.h"

#include <gtest/gtest.h>

namespace weicheng::people::rules {
namespace {

Date date(const char* text) {
    return date_from_text(text).value();
}
const Date today = date("2026-11-22");

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.refusal().code;
}

Caller server() {
    return auth::server_caller({1});
}

Caller holder_of(std::vector<Grant> grants) {
    Caller caller;
    caller.county = {1};
    caller.account = {7};
    caller.grants = std::move(grants);
    return caller;
}

PostKnown grid_head(const char* held_since = nullptr) {
    PostKnown known;
    known.body.id = {10};
    known.body.name = "后屯社区第一网格";
    known.body.valid_from = date("2026-04-01");
    known.post.id = {20};
    known.post.body = {10};
    known.post.body_name = known.body.name;
    known.post.title = "网格长";
    known.post.role = PostRole::head;
    known.post.phone = "0000-8812011";
    if (held_since) known.post.holder = Holder{{5}, "何大有", date(held_since)};
    return known;
}

TEST(PostRules, JudgeANewPost_R1_1) {
    auto body = grid_head().body;
    const NewPost sound{{10}, "网格员", "巡查", "0000-8812011", PostRole::staff, 2};
    EXPECT_EQ(code_of(judge_new_post(server(), sound, body)), "");
    auto input = sound;
    input.title = "";
    EXPECT_EQ(code_of(judge_new_post(server(), input, body)), "people.name_wrong");
    input = sound;
    input.phone = "打电话";
    EXPECT_EQ(code_of(judge_new_post(server(), input, body)), "people.phone_wrong");
    input = sound;
    input.rank = -1;
    EXPECT_EQ(code_of(judge_new_post(server(), input, body)), "post.rank_wrong");
    EXPECT_EQ(code_of(judge_new_post(server(), sound, {})), "body.unknown_reference");
    body.valid_to = today;
    EXPECT_EQ(code_of(judge_new_post(server(), sound, body)), "body.has_ended");
    EXPECT_EQ(code_of(judge_new_post(holder_of({{"people.edit", {{11}}}}), sound, body)),
              "auth.power_missing");
}

TEST(PostRules, JudgeAnAppointment_R1_1) {
    const auto vacant = grid_head();
    const auto held = grid_head("2026-10-01");
    auto ended = grid_head();
    ended.body.valid_to = date("2026-09-01");
    const struct {
        const char* what;
        std::optional<PostKnown> known;
        std::int64_t person;
        bool exists;
        const char* since;
        std::string code;
    } cases[] = {
        {"vacant post", vacant, 6, true, "2026-11-01", ""},
        {"takes over", held, 6, true, "2026-11-01", ""},
        {"takes over on the day the other came", held, 6, true, "2026-10-01", ""},
        {"before the other came", held, 6, true, "2026-09-30", "dates.reversed"},
        {"before the body stood", vacant, 6, true, "2026-03-31", "dates.reversed"},
        {"tomorrow", vacant, 6, true, "2026-11-23", "dates.in_future"},
        {"already in it", held, 5, true, "2026-11-01", "post.already_held"},
        {"unknown person", vacant, 6, false, "2026-11-01", "person.unknown_reference"},
        {"unknown post", {}, 6, true, "2026-11-01", "post.unknown_reference"},
        {"body has ended", ended, 6, true, "2026-08-01", "body.has_ended"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(code_of(judge_appointment(server(), c.known, {c.person}, c.exists, date(c.since),
                                            today)),
                  c.code)
            << c.what;
}

TEST(PostRules, NobodyPromotesHimself_R1_1) {
    // people.edit alone does not reach a post that carries powers, nor hands powers out
    const auto editor = holder_of({{"people.edit", {}}});
    const auto manager = holder_of({{"people.edit", {}}, {"accounts.manage", {}}});
    const auto in_body = holder_of({{"people.edit", {}}, {"accounts.manage", {{10}}}});
    auto post = grid_head();
    EXPECT_EQ(code_of(judge_appointment(editor, post, {6}, true, today, today)), "");
    post.carries_powers = true;
    EXPECT_EQ(code_of(judge_appointment(editor, post, {6}, true, today, today)),
              "auth.power_missing");
    EXPECT_EQ(code_of(judge_appointment(in_body, post, {6}, true, today, today)),
              "auth.power_missing");
    EXPECT_EQ(code_of(judge_appointment(manager, post, {6}, true, today, today)), "");
    const PowerChange input{"cases.close", PowerScope::county(), true, false};
    EXPECT_EQ(code_of(judge_grant(editor, post, input, {})), "auth.power_missing");
    EXPECT_EQ(code_of(judge_grant(manager, post, input, {})), "");
}

TEST(PostRules, JudgeAVacancy_R1_1) {
    const auto held = grid_head("2026-10-01");
    EXPECT_EQ(code_of(judge_vacancy(server(), held, today, today)), "");
    EXPECT_EQ(code_of(judge_vacancy(server(), held, date("2026-09-30"), today)), "dates.reversed");
    EXPECT_EQ(code_of(judge_vacancy(server(), held, date("2026-11-23"), today)), "dates.in_future");
    EXPECT_EQ(code_of(judge_vacancy(server(), grid_head(), today, today)), "post.already_vacant");
    EXPECT_EQ(code_of(judge_vacancy(server(), {}, today, today)), "post.unknown");
}

TEST(PostRules, JudgeAGrantedPower_R1_1) {
    const auto post = grid_head();
    const std::vector<std::string> known{"cases.sign", "cases.close"};
    const auto judge = [&](const char* power, bool scope_exists, bool granted,
                           const std::vector<std::string>& powers) {
        return code_of(judge_grant(server(), post,
                                   {power, PowerScope::own_body(), scope_exists, granted}, powers));
    };
    EXPECT_EQ(judge("cases.sign", true, false, known), "");
    EXPECT_EQ(judge("cases.burn", true, false, known), "power.unknown");
    EXPECT_EQ(judge("cases.burn", true, false, {}), "");
    EXPECT_EQ(judge("burn", true, false, {}), "power.unknown");
    EXPECT_EQ(judge("cases.sign", false, false, known), "body.unknown_reference");
    EXPECT_EQ(judge("cases.sign", true, true, known), "power.already_granted");
    EXPECT_EQ(scope_body(post.post, PowerScope::own_body()), BodyId{10});
    EXPECT_EQ(scope_body(post.post, PowerScope::county()), BodyId{});
    EXPECT_EQ(scope_body(post.post, PowerScope::of({3})), BodyId{3});
    EXPECT_EQ(code_of(judge_revocation(server(), post, {"cases.sign", {}, true, false})),
              "power.not_granted");
    EXPECT_EQ(code_of(judge_revocation(server(), post, {"cases.sign", {}, true, true})), "");
}

TEST(PostRules, ThePhoneBookFindsByPieceOfNameTitleUnitOrNumber_R1_1) {
    const auto post = grid_head("2026-10-01").post;
    for (const char* typed :
         {"", " ", "何大", "大有", "网格长", "后屯", "0000-88", "8812011", "前街"})
        EXPECT_EQ(fits_phone_search(post, "前街", typed), true) << typed;
    for (const char* typed : {"0000-99", "李", "城管"})
        EXPECT_EQ(fits_phone_search(post, "前街", typed), false) << typed;
}

} // namespace
} // namespace weicheng::people::rules

#include "modules/people/rules/body_rules.h"
#include "modules/people/rules/words.h"
#include "platform/auth/auth.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace weicheng::people::rules {
namespace {

Date date(const char* text) {
    return date_from_text(text).value();
}
const Date today = date("2026-11-22");

Body a_body(std::int64_t id, std::int64_t parent, const char* name,
            const char* valid_to = nullptr) {
    Body body;
    body.id = {id};
    body.code = "B" + std::to_string(id);
    body.kind = BodyKind::department;
    body.name = name;
    body.short_name = name;
    body.parent = {parent};
    body.valid_from = date("2026-04-01");
    if (valid_to) body.valid_to = date(valid_to);
    body.heir = {id};
    return body;
}

Caller server() {
    return auth::server_caller({1});
}

Caller editor_of(std::int64_t body) {
    Caller caller;
    caller.county = {1};
    caller.account = {7};
    caller.grants = {{"people.edit", {{body}}}};
    return caller;
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.refusal().code;
}

TEST(BodyRules, JudgeANewBody_R1_1) {
    const auto parent = a_body(1, 0, "指挥部");
    const auto ended = a_body(2, 0, "执法队", "2026-09-01");
    const struct {
        const char* what;
        NewBody input;
        std::optional<Body> same_code;
        std::optional<Body> above;
        std::string code;
        std::string path;
    } cases[] = {
        {"sound", {"CGJ", BodyKind::department, "城管局", "", {1}, today}, {}, parent, "", ""},
        {"top of the tree",
         {"ZHB", BodyKind::headquarters, "指挥部", "", {}, today},
         {},
         {},
         "",
         ""},
        {"double code",
         {"B1", BodyKind::department, "城管局", "", {1}, today},
         parent,
         parent,
         "body.code_taken",
         "/code"},
        {"unknown parent",
         {"CGJ", BodyKind::department, "城管局", "", {9}, today},
         {},
         {},
         "body.unknown_reference",
         "/parent_id"},
        {"parent that has ended",
         {"CGJ", BodyKind::department, "城管局", "", {2}, today},
         {},
         ended,
         "body.has_ended",
         "/parent_id"},
        {"tomorrow",
         {"CGJ", BodyKind::department, "城管局", "", {1}, date("2026-11-23")},
         {},
         parent,
         "dates.in_future",
         "/valid_from"},
        {"code with a blank",
         {"C GJ", BodyKind::department, "城管局", "", {1}, today},
         {},
         parent,
         "people.code_wrong",
         "/code"},
        {"empty name",
         {"CGJ", BodyKind::department, "", "", {1}, today},
         {},
         parent,
         "people.name_wrong",
         "/name"},
    };
    for (const auto& c : cases) {
        const auto judged = judge_new_body(server(), c.input, c.same_code, c.above, today);
        EXPECT_EQ(code_of(judged), c.code) << c.what;
        if (!judged) {
            EXPECT_EQ(judged.refusal().errors.at(0).path, c.path) << c.what;
        }
    }
}

TEST(BodyRules, KeepToTheEditorsOwnBody_R1_1) {
    const auto parent = a_body(1, 0, "指挥部");
    const NewBody below{"X", BodyKind::team, "督导组", "", {1}, today};
    const NewBody at_top{"X", BodyKind::team, "督导组", "", {}, today};
    EXPECT_EQ(code_of(judge_new_body(editor_of(1), below, {}, parent, today)), "");
    EXPECT_EQ(code_of(judge_new_body(editor_of(2), below, {}, parent, today)),
              "auth.power_missing");
    EXPECT_EQ(code_of(judge_new_body(editor_of(1), at_top, {}, {}, today)), "auth.power_missing");
}

TEST(BodyRules, RefuseCyclesInTheTree_R1_1) {
    // 1 ─ 2 ─ 3, and 4 beside
    const std::vector<Body> tree{a_body(1, 0, "甲"), a_body(2, 1, "乙"), a_body(3, 2, "丙"),
                                 a_body(4, 0, "丁"), a_body(5, 0, "旧", "2026-09-01")};
    const struct {
        std::int64_t moved, parent;
        std::string code;
    } cases[] = {
        {3, 1, ""},
        {3, 0, ""},
        {1, 4, ""},
        {1, 1, "body.tree_cycle"},
        {1, 3, "body.tree_cycle"},
        {2, 3, "body.tree_cycle"},
        {2, 9, "body.unknown_reference"},
        {9, 1, "body.unknown"},
        {2, 5, "body.has_ended"},
        {5, 1, "body.has_ended"},
    };
    for (const auto& c : cases)
        EXPECT_EQ(code_of(judge_move(server(), {c.moved}, {c.parent}, tree)), c.code)
            << c.moved << " below " << c.parent;
}

TEST(BodyRules, JudgeASuccession_R1_1) {
    const auto old = a_body(1, 0, "联合执法队");
    auto heir = a_body(2, 0, "综合执法局");
    heir.valid_from = date("2026-09-01");
    const auto ended = a_body(3, 0, "旧队", "2026-08-01");
    const auto none = std::optional<Body>{};
    const struct {
        const char* what;
        std::optional<Body> body, successor;
        const char* on;
        const char* latest;
        std::string code;
    } cases[] = {
        {"sound", old, heir, "2026-09-01", "2026-05-01", ""},
        {"unknown", none, heir, "2026-09-01", nullptr, "body.unknown"},
        {"unknown successor", old, none, "2026-09-01", nullptr, "body.unknown_reference"},
        {"itself", old, old, "2026-09-01", nullptr, "body.succeeds_itself"},
        {"has ended", ended, heir, "2026-09-01", nullptr, "body.has_ended"},
        {"by one that has ended", old, ended, "2026-09-01", nullptr, "body.has_ended"},
        {"tomorrow", old, heir, "2026-11-23", nullptr, "dates.in_future"},
        {"before the successor stands", old, heir, "2026-08-31", nullptr, "dates.reversed"},
        {"before its last holder came", old, heir, "2026-09-01", "2026-09-02", "dates.reversed"},
    };
    for (const auto& c : cases) {
        std::optional<Date> latest;
        if (c.latest) latest = date(c.latest);
        EXPECT_EQ(
            code_of(judge_succession(server(), c.body, c.successor, date(c.on), latest, today)),
            c.code)
            << c.what;
    }
    EXPECT_EQ(code_of(judge_succession(editor_of(1), old, heir, date("2026-09-01"), {}, today)),
              "auth.power_missing");
}

TEST(BodyRules, ASuccessorFromBelowMovesUpFirst_R1_1) {
    // old 1 has the children 2, 5 (ended) and 3 ─ 4; 4 takes over
    const std::vector<Body> tree{a_body(9, 0, "顶"), a_body(1, 9, "旧"),
                                 a_body(2, 1, "乙"), a_body(3, 1, "丙"),
                                 a_body(4, 3, "新"), a_body(5, 1, "已撤", "2026-09-01")};
    const auto plan = replant(tree[1], tree[4], tree);
    EXPECT_EQ(plan.successor_parent, BodyId{9});
    EXPECT_EQ(plan.children, (std::vector<BodyId>{{2}, {3}}));
    EXPECT_FALSE(replant(tree[2], tree[4], tree).successor_parent);
}

TEST(BodyRules, MembershipsGoToTheSuccessor_R1_1) {
    const auto day = date("2026-09-01");
    const auto seat = [](std::int64_t group, std::int64_t body, MemberRole role) {
        return Member{{group}, {body}, "", role, date("2026-04-01")};
    };
    // 1 leads group 10 (where 2 already is a member) and is a member of 11; 1 itself has member 5
    const std::vector<Member> seats{seat(10, 1, MemberRole::lead), seat(10, 2, MemberRole::member),
                                    seat(11, 1, MemberRole::member), seat(1, 5, MemberRole::lead),
                                    seat(12, 6, MemberRole::member)};
    const auto plan = inherit_memberships({1}, {2}, seats, day);
    const auto has = [](const std::vector<Member>& list, std::int64_t group, std::int64_t body,
                        MemberRole role) {
        return std::any_of(list.begin(), list.end(), [&](const Member& member) {
            return member.group == BodyId{group} && member.body == BodyId{body} &&
                   member.role == role;
        });
    };
    EXPECT_EQ(plan.ended.size(), 4u); // its own three, and 2's plain seat in 10
    EXPECT_EQ(plan.begun.size(), 3u);
    EXPECT_TRUE(has(plan.begun, 10, 2, MemberRole::lead));
    EXPECT_TRUE(has(plan.begun, 11, 2, MemberRole::member));
    EXPECT_TRUE(has(plan.begun, 2, 5, MemberRole::lead));
    for (const auto& member : plan.begun)
        EXPECT_EQ(member.since, day);
}

TEST(BodyRules, AGroupHasOneLead_R1_1) {
    const auto group = a_body(10, 0, "市容环卫组");
    const auto body = a_body(1, 0, "城管局");
    const auto other = a_body(2, 0, "园林中心");
    const std::vector<Member> present{{{10}, {2}, "园林中心", MemberRole::lead, today}};
    const auto judge = [&](std::optional<Body> g, std::optional<Body> b, MemberRole role,
                           const char* since) {
        return code_of(judge_new_member(server(), {g, b, role, date(since)}, present, today));
    };
    const auto member = MemberRole::member;
    EXPECT_EQ(judge(group, body, member, "2026-11-22"), "");
    EXPECT_EQ(judge(group, body, MemberRole::lead, "2026-11-22"), "member.lead_taken");
    EXPECT_EQ(judge(group, other, member, "2026-11-22"), "member.already_in");
    EXPECT_EQ(judge(group, group, member, "2026-11-22"), "member.of_itself");
    EXPECT_EQ(judge({}, body, member, "2026-11-22"), "body.unknown");
    EXPECT_EQ(judge(group, {}, member, "2026-11-22"), "body.unknown_reference");
    EXPECT_EQ(judge(group, body, member, "2026-11-23"), "dates.in_future");
    EXPECT_EQ(judge(group, body, member, "2026-03-31"), "dates.reversed");
    EXPECT_EQ(code_of(judge_member_end(server(), {10}, {1}, present, today, today)),
              "member.unknown");
    EXPECT_EQ(code_of(judge_member_end(server(), {10}, {2}, present, date("2026-11-21"), today)),
              "dates.reversed");
    EXPECT_EQ(code_of(judge_member_end(server(), {10}, {2}, present, today, today)), "");
}

TEST(PeopleWords, TakeWhatIsWrittenInOffices_R1_1) {
    for (const char* good : {"", "0000-8812011", "(0000) 8812011", "+86 0000 8812011", "110"})
        EXPECT_TRUE(is_phone(good)) << good;
    for (const char* bad : {"12", "8812011转3", "--()", "0000-88120110000-88120110000-8812011"})
        EXPECT_FALSE(is_phone(bad)) << bad;
    EXPECT_TRUE(is_code("QF-HT-01"));
    EXPECT_FALSE(is_code("网格1"));
    EXPECT_FALSE(is_code(""));
    EXPECT_FALSE(is_name("　", 0));
    EXPECT_FALSE(is_name("a\x01", 10));
}

} // namespace
} // namespace weicheng::people::rules

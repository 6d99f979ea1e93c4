#include "modules/people/http/people_words.h"

namespace weicheng::people {

static std::vector<RefusalWords> body_words() {
    return {
        {"body.unknown", 404, "没有这个机构。请从机构列表中重新选择。",
         "There is no such body. Choose it again from the list of bodies."},
        {"body.unknown_reference", 422, "所填的机构不存在。请从机构列表中重新选择。",
         "The body named here does not exist. Choose it again from the list of bodies."},
        {"body.code_taken", 409, "代码“{code}”已被“{name}”使用，一个县内代码不能重复。请换一个。",
         "The code {code} already belongs to “{name}”; codes are unique in a county. Take "
         "another."},
        {"body.has_ended", 409, "“{name}”自 {valid_to} 起已撤并，只保留历史。请选择现在的机构。",
         "“{name}” ended on {valid_to} and only keeps its history. Choose a body that stands."},
        {"body.tree_cycle", 422, "“{parent}”在“{name}”之下，不能反过来作它的上级。请另选上级机构。",
         "“{parent}” lies below “{name}” and cannot stand above it. Choose another parent."},
        {"body.succeeds_itself", 422, "“{name}”不能由自己承接。请选择承接的机构。",
         "“{name}” cannot succeed itself. Choose the body that takes over."},
        {"member.of_itself", 422, "“{name}”不能作自己的成员单位。请另选单位。",
         "“{name}” cannot be a member of itself. Choose another body."},
        {"member.already_in", 409, "“{name}”已经是“{group}”的成员单位，不必重复添加。",
         "“{name}” already is a member of “{group}”; there is nothing to add."},
        {"member.lead_taken", 409,
         "“{group}”的牵头单位已是“{name}”，只能有一个。请先结束它的牵头，再另定。",
         "“{name}” already leads “{group}” and there is one lead only. End its lead first."},
        {"member.unknown", 404, "这个单位现在不是该组的成员单位。请核对后再办。",
         "This body is no present member of the group. Check the list of members."},
    };
}

static std::vector<RefusalWords> post_words() {
    return {
        {"person.unknown_reference", 422, "所填的人员不存在。请先登记人员，再安排岗位。",
         "The person named here does not exist. Register the person first."},
        {"post.unknown_reference", 422, "所填的岗位不存在。请从机构页面重新选择。",
         "The post named here does not exist. Choose it again on the body's page."},
        {"post.unknown", 404, "没有这个岗位。请从机构页面重新选择。",
         "There is no such post. Choose it again on the body's page."},
        {"post.already_held", 409, "“{name}”现在就任“{title}”，不必重复任职。",
         "“{name}” already holds the post “{title}”; there is nothing to change."},
        {"post.already_vacant", 409, "“{title}”现在无人任职，不能再免一次。",
         "Nobody holds the post “{title}” now, so nobody can leave it."},
        {"post.rank_wrong", 422, "排序须为 0 至 9999 的整数。请改正。",
         "The rank is a whole number from 0 to 9999. Correct it."},
        {"power.unknown", 422, "没有名为“{power}”的权限。请从权限表中选择。",
         "There is no power called {power}. Choose one from the list of powers."},
        {"power.already_granted", 409, "“{title}”在此范围内已有权限“{power}”，不必重复授予。",
         "The post “{title}” already has {power} there; there is nothing to grant."},
        {"power.not_granted", 409, "“{title}”在此范围内没有权限“{power}”，无从收回。",
         "The post “{title}” does not have {power} there, so it cannot be revoked."},
        {"dates.in_future", 422, "日期 {day} 还没有到。变动在当天登记，请填今天或更早的日期。",
         "The day {day} is still to come. Changes are entered on their day; give today or "
         "earlier."},
        {"dates.reversed", 422, "日期 {second} 早于 {first}，先后颠倒。请改正日期。",
         "The day {second} comes before {first}. Correct the dates."},
        {"people.code_wrong", 422, "代码须为 1 至 40 个字母、数字或 - _ . 。请改正。",
         "A code has 1 to 40 letters, digits or - _ . and nothing else. Correct it."},
        {"people.name_wrong", 422, "须填 1 至 {most} 个字，不能只有空格或含控制字符。请改正。",
         "This takes 1 to {most} characters, not only blanks, no control characters. Correct it."},
        {"people.phone_wrong", 422, "电话只能含数字、空格和 + - ( )，3 至 30 位。请改正。",
         "A phone number has 3 to 30 digits, blanks and + - ( ). Correct it."},
    };
}

std::vector<RefusalWords> refusal_words() {
    auto words = body_words();
    for (const auto& more : post_words())
        words.push_back(more);
    return words;
}

std::vector<PowerWords> power_words() {
    return {
        {"reference.read", "查阅机构、通讯录、网格和规则", "Read bodies, phone book, grids, rules"},
        {"people.edit", "登记机构、岗位和任职", "Edit bodies, posts and appointments"},
        {"accounts.manage", "管理账号和授予权限", "Manage accounts and hand out powers"},
    };
}

} // namespace weicheng::people

#include "modules/people/rules/body_rules.h"

#include "modules/people/rules/refusals.h"
#include "modules/people/rules/words.h"

#include <algorithm>

namespace weicheng::people::rules {

Result<void> judge_new_body(const Caller& caller, const NewBody& body,
                            const std::optional<Body>& same_code, const std::optional<Body>& parent,
                            Date today) {
    if (!caller.may_in("people.edit", body.parent)) return power_missing("people.edit");
    if (!is_code(body.code)) return refuse_at("/code", "people.code_wrong");
    if (!is_name(body.name, 60)) return refuse_at("/name", "people.name_wrong", {{"most", "60"}});
    if (!body.short_name.empty() && !is_name(body.short_name, 60))
        return refuse_at("/short_name", "people.name_wrong", {{"most", "60"}});
    if (same_code)
        return refuse_at("/code", "body.code_taken",
                         {{"code", body.code}, {"name", same_code->name}});
    if (body.parent && !parent) return refuse_at("/parent_id", "body.unknown_reference");
    if (parent && !parent->stands()) return has_ended("/parent_id", *parent);
    if (body.valid_from > today) return in_future("/valid_from", body.valid_from);
    return {};
}

static const Body* find_body(BodyId id, const std::vector<Body>& all) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Body& body) { return body.id == id; });
    return found == all.end() ? nullptr : &*found;
}

bool lies_below(BodyId body, BodyId top, const std::vector<Body>& all) {
    // A tree is never deeper than it has bodies: the bound keeps broken data from looping.
    for (std::size_t step = 0; body && step <= all.size(); ++step) {
        if (body == top) return true;
        const auto* here = find_body(body, all);
        body = here ? here->parent : BodyId{};
    }
    return false;
}

Result<void> judge_move(const Caller& caller, BodyId body, BodyId parent,
                        const std::vector<Body>& all) {
    const auto* moved = find_body(body, all);
    if (!moved) return Refusal{"body.unknown"};
    if (!caller.may_in("people.edit", moved->parent) || !caller.may_in("people.edit", parent))
        return power_missing("people.edit");
    if (!moved->stands()) return has_ended("", *moved);
    if (!parent) return {};
    const auto* above = find_body(parent, all);
    if (!above) return refuse_at("/parent_id", "body.unknown_reference");
    if (!above->stands()) return has_ended("/parent_id", *above);
    if (lies_below(parent, body, all))
        return refuse_at("/parent_id", "body.tree_cycle",
                         {{"name", moved->name}, {"parent", above->name}});
    return {};
}

Result<void> judge_succession(const Caller& caller, const std::optional<Body>& body,
                              const std::optional<Body>& successor, Date on,
                              std::optional<Date> latest_start, Date today) {
    if (!body) return Refusal{"body.unknown"};
    if (!successor) return refuse_at("/successor_id", "body.unknown_reference");
    if (!caller.may_in_county("people.edit")) return power_missing("people.edit");
    if (body->id == successor->id)
        return refuse_at("/successor_id", "body.succeeds_itself", {{"name", body->name}});
    if (!body->stands()) return has_ended("", *body);
    if (!successor->stands()) return has_ended("/successor_id", *successor);
    if (on > today) return in_future("/on", on);
    if (on < body->valid_from) return reversed("/on", body->valid_from, on);
    if (on < successor->valid_from) return reversed("/on", successor->valid_from, on);
    if (latest_start && on < *latest_start) return reversed("/on", *latest_start, on);
    return {};
}

Replanting replant(const Body& body, const Body& successor, const std::vector<Body>& all) {
    Replanting plan;
    if (lies_below(successor.id, body.id, all)) plan.successor_parent = body.parent;
    for (const auto& child : all)
        if (child.parent == body.id && child.stands() && child.id != successor.id)
            plan.children.push_back(child.id);
    return plan;
}

Inheritance inherit_memberships(BodyId body, BodyId successor, const std::vector<Member>& members,
                                Date on) {
    Inheritance plan;
    const auto present = [&](BodyId group, BodyId member) {
        return std::find_if(members.begin(), members.end(), [&](const Member& known) {
            return known.group == group && known.body == member;
        });
    };
    for (const auto& old : members) {
        if (old.group != body && old.body != body) continue;
        plan.ended.push_back(old);
        Member next = old;
        if (next.group == body) next.group = successor;
        if (next.body == body) next.body = successor;
        next.since = on;
        if (next.group == next.body) continue; // a body is no member of itself
        const auto known = present(next.group, next.body);
        if (known == members.end()) {
            plan.begun.push_back(next);
        } else if (old.body == body && old.role == MemberRole::lead &&
                   known->role != MemberRole::lead) {
            plan.ended.push_back(*known); // the successor steps up to the lead it inherits
            plan.begun.push_back(next);
        }
    }
    // A successor group keeps its own lead; a second one comes in as a member.
    for (auto& next : plan.begun) {
        if (next.role != MemberRole::lead || next.group != successor) continue;
        const bool led = std::any_of(members.begin(), members.end(), [&](const Member& known) {
            return known.group == successor && known.role == MemberRole::lead;
        });
        if (led) next.role = MemberRole::member;
    }
    return plan;
}

Result<void> judge_new_member(const Caller& caller, const Membership& input,
                              const std::vector<Member>& present, Date today) {
    if (!input.group) return Refusal{"body.unknown"};
    if (!caller.may_in("people.edit", input.group->id)) return power_missing("people.edit");
    if (!input.body) return refuse_at("/body_id", "body.unknown_reference");
    if (!input.group->stands()) return has_ended("", *input.group);
    if (!input.body->stands()) return has_ended("/body_id", *input.body);
    if (input.group->id == input.body->id)
        return refuse_at("/body_id", "member.of_itself", {{"name", input.body->name}});
    for (const auto& member : present) {
        if (member.body == input.body->id)
            return refuse_at("/body_id", "member.already_in",
                             {{"name", input.body->name}, {"group", input.group->name}});
        if (member.role == MemberRole::lead && input.role == MemberRole::lead)
            return refuse_at("/role", "member.lead_taken",
                             {{"name", member.name}, {"group", input.group->name}});
    }
    if (input.since > today) return in_future("/since", input.since);
    for (const auto* body : {&*input.group, &*input.body})
        if (input.since < body->valid_from)
            return reversed("/since", body->valid_from, input.since);
    return {};
}

Result<void> judge_member_end(const Caller& caller, BodyId group, BodyId body,
                              const std::vector<Member>& present, Date on, Date today) {
    if (!caller.may_in("people.edit", group)) return power_missing("people.edit");
    const auto found = std::find_if(present.begin(), present.end(),
                                    [&](const Member& member) { return member.body == body; });
    if (found == present.end()) return refuse_at("/body_id", "member.unknown");
    if (on > today) return in_future("/on", on);
    if (on < found->since) return reversed("/on", found->since, on);
    return {};
}

} // namespace weicheng::people::rules

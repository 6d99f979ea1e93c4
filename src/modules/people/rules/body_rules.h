// What the county allows with bodies, their tree, succession and membership. Pure.
#pragma once

#include "modules/people/people.h"

namespace weicheng::people::rules {

/// `same_code`: the body that already has the code; `parent`: the body named as parent, if found.
Result<void> judge_new_body(const Caller& caller, const NewBody& body,
                            const std::optional<Body>& same_code, const std::optional<Body>& parent,
                            Date today);

/// `all` are all bodies of the county.
Result<void> judge_move(const Caller& caller, BodyId body, BodyId parent,
                        const std::vector<Body>& all);

/// `latest_start` is the latest day on which a present holder or member of the old body began.
Result<void> judge_succession(const Caller& caller, const std::optional<Body>& body,
                              const std::optional<Body>& successor, Date on,
                              std::optional<Date> latest_start, Date today);

/// Whether `body` is `top` or lies somewhere below it.
bool lies_below(BodyId body, BodyId top, const std::vector<Body>& all);

/// Where the bodies hang after `successor` took over from `body`.
struct Replanting {
    std::optional<BodyId> successor_parent; // set when the successor itself must move up first
    std::vector<BodyId> children;           // these go below the successor
};
Replanting replant(const Body& body, const Body& successor, const std::vector<Body>& all);

/// What `group` and `body` memberships become for the successor.
struct Inheritance {
    std::vector<Member> ended;
    std::vector<Member> begun; // `since` is the day of succession
};
Inheritance inherit_memberships(BodyId body, BodyId successor, const std::vector<Member>& members,
                                Date on);

struct Membership {
    std::optional<Body> group;
    std::optional<Body> body;
    MemberRole role = MemberRole::member;
    Date since;
};
/// `present` are the present members of the group.
Result<void> judge_new_member(const Caller& caller, const Membership& input,
                              const std::vector<Member>& present, Date today);
Result<void> judge_member_end(const Caller& caller, BodyId group, BodyId body,
                              const std::vector<Member>& present, Date on, Date today);

} // namespace weicheng::people::rules

// What travels on the paths of people. Used inside http/ only.
#pragma once

#include "modules/people/people.h"
#include "platform/http/shape.h"

namespace weicheng::people {

// ---- answers ----

struct BodyReply {
    BodyId id;
    std::string code;
    BodyKind kind = BodyKind::other;
    std::string name;
    std::string short_name;
    BodyId parent_id;
    Date valid_from;
    std::optional<Date> valid_to;
    BodyId succeeded_by_id;
    BodyId leading_body_id; // of a function group or a grid; zero: none
};
SHAPE(BodyReply, id, code,
    (kind, "What kind of organisation it is."),
    name, short_name, parent_id, valid_from,
    (valid_to, "The first day it no longer stands."),
    succeeded_by_id,
    (leading_body_id, "The lead unit of a group or a grid."));

struct HolderReply {
    PersonId person_id;
    std::string name;
    Date since;
};
SHAPE(HolderReply,
    (person_id, "Who holds the post."),
    name, since);

struct PostReply {
    PostId id;
    std::string title;
    std::string duty;
    PostRole role = PostRole::staff;
    int rank = 0;
    std::optional<std::string> phone;
    std::optional<HolderReply> holder;
};
SHAPE(PostReply, id, title, duty,
    (role, "Head, deputy or staff of the body."),
    rank, phone, holder);

struct MemberReply {
    BodyId body_id;
    std::string name;
    MemberRole role = MemberRole::member;
    Date since;
};
SHAPE(MemberReply, body_id, name,
    (role, "Whether it leads the group."),
    since);

struct PredecessorReply {
    BodyId id;
    std::string name;
    Date until;
};
SHAPE(PredecessorReply, id, name,
    (until, "The first day it no longer stood."));

struct BodyDetail : BodyReply {
    std::vector<PostReply> posts;
    std::vector<MemberReply> members;
    std::vector<PredecessorReply> predecessors;
};
SHAPE_ON(BodyReply, BodyDetail, posts, members, (predecessors, "Bodies it stands for today."));

struct PhoneEntry {
    PersonId person_id;
    std::string name;
    std::string post_title;
    BodyId body_id;
    std::string body_name;
    std::optional<std::string> phone;
};
SHAPE(PhoneEntry,
    (person_id, "Who holds the post."),
    name, post_title, body_id, body_name, phone);

struct PostTerm {
    PersonId person_id;
    std::string name;
    Date since;
    std::optional<Date> until;
};
SHAPE(PostTerm,
    (person_id, "Who held the post."),
    name, since,
    (until, "The day it ended; null: holds it still."));

struct PostPowerReply {
    std::string power;
    BodyId body_id; // zero: the whole county
};
SHAPE(PostPowerReply, power, (body_id, "Where it holds; null: the whole county."));

struct PostDetail : PostReply {
    BodyId body_id;
    std::string body_name;
    std::vector<PostPowerReply> powers;
    std::vector<PostTerm> holders;
};
SHAPE_ON(PostReply, PostDetail, body_id, body_name, powers,
    (holders, "Everyone who held it, latest first."));

// ---- questions and wishes ----

struct PhoneBookQuery {
    std::optional<std::string> q;
};
SHAPE(PhoneBookQuery, (q, at_most(40), "A piece of a name, title, unit or number."));

struct NewBodyInput {
    std::string code;
    BodyKind kind = BodyKind::other;
    std::string name;
    std::optional<std::string> short_name;
    std::optional<BodyId> parent_id;
    std::optional<Date> valid_from; // absent: today
};
SHAPE(NewBodyInput,
    (code, between(1, 40), "Unique in the county."),
    (kind, "What kind of organisation it is."),
    (name, between(1, 60)),
    (short_name, at_most(60)),
    parent_id,
    (valid_from, "Today when absent."));

struct BodyParent {
    std::optional<BodyId> parent_id;
};
SHAPE(BodyParent, (parent_id, "Null: the top of the tree."));

struct NewSuccession {
    BodyId successor_id;
    std::optional<Date> on;
};
SHAPE(NewSuccession, successor_id, (on, "The first day of the successor; today when absent."));

struct NewMember {
    BodyId body_id;
    std::optional<MemberRole> role;
    std::optional<Date> since;
};
SHAPE(NewMember,
    (body_id, "The body that joins."),
    (role, "Whether it leads the group; member when absent."),
    (since, "Today when absent."));

struct NewMemberEnding {
    BodyId body_id;
    std::optional<Date> on;
};
SHAPE(NewMemberEnding,
    (body_id, "The body that leaves."),
    on);

struct NewPerson {
    std::string name;
};
SHAPE(NewPerson, (name, between(1, 40)));

struct NewPostInput {
    BodyId body_id;
    std::string title;
    std::optional<std::string> duty;
    std::optional<std::string> phone;
    std::optional<PostRole> role;
    std::optional<int> rank;
};
SHAPE(NewPostInput, body_id,
    (title, between(1, 40)),
    (duty, at_most(200)),
    (phone, at_most(30), "The office phone."),
    (role, "Head, deputy or staff of the body; staff when absent."),
    (rank, between(0, 9999), "Order within the body."));

struct NewAppointment {
    PostId post_id;
    PersonId person_id;
    std::optional<Date> since;
};
SHAPE(NewAppointment,
    (post_id, "The post that is given."),
    (person_id, "Who takes the post."),
    (since, "Today when absent."));

struct NewVacancy {
    std::optional<Date> on;
};
SHAPE(NewVacancy, on);

/// Persisted nowhere: how a scope is written in a request.
enum class ScopeWord { own_body, county, body };
ENUM_NAMES(ScopeWord, own_body, county, body);
struct PowerOfPost {
    std::string power;
    std::optional<ScopeWord> scope; // absent: the post's own body
    std::optional<BodyId> body_id;  // with scope "body"
};
SHAPE(PowerOfPost,
    (power, between(1, 60)),
    scope,
    (body_id, "With scope body."));

} // namespace weicheng::people

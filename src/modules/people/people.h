// People: bodies in a tree, their posts, who holds a post since when, and what a post may do.
// Any module may ask who a body is and who answers for it; set-up and the demo build a county here.
//
// Dates: what is recorded holds now or held before. An appointment, a succession or an ending that
// lies in the future is refused and entered on its day, so "current" always means "without an end".
#pragma once

#include "foundation/caller.h"
#include "foundation/enum_names.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/auth/auth.h"
#include "platform/db/db.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng {
struct Module;
struct Services;
} // namespace weicheng

namespace weicheng::people {

using PostId = Id<struct Post>;
using AppointmentId = Id<struct Appointment>;

/// Persisted by name.
enum class BodyKind {
    headquarters,   // 指挥部, 领导小组
    office,         // 创卫办
    function_group, // 职能组, 项目组
    department,     // 部门单位
    community,      // 社区
    grid_team,      // 网格
    street,         // 街道, 乡镇
    team,           // 督导组, 执法队
    other,
};
ENUM_NAMES(BodyKind, headquarters, office, function_group, department, community, grid_team, street,
           team, other);
/// Persisted by name.
enum class MemberRole { lead, member };
ENUM_NAMES(MemberRole, lead, member);
/// Persisted by name. 正职, 副职, 工作人员.
enum class PostRole { head, deputy, staff };
ENUM_NAMES(PostRole, head, deputy, staff);

// ---- what is known ----

struct Body {
    BodyId id;
    std::string code;
    BodyKind kind = BodyKind::other;
    std::string name;
    std::string short_name;
    BodyId parent; // zero: top of the tree
    Date valid_from;
    std::optional<Date> valid_to; // the first day it no longer stands
    BodyId succeeded_by;
    BodyId heir; // the body that stands for it today: itself, or the last successor

    bool stands() const { return !valid_to; }
};

struct Holder {
    PersonId person;
    std::string name;
    Date since;
};

struct Post {
    PostId id;
    BodyId body;
    std::string body_name;
    std::string title; // 网格长
    std::string duty;  // what it answers for, in words
    std::string phone; // the office phone; empty when there is none
    PostRole role = PostRole::staff;
    int rank = 0; // order within the body; small comes first
    std::optional<Holder> holder;
};

/// A body in a function group or a grid.
struct Member {
    BodyId group;
    BodyId body;
    std::string name;
    MemberRole role = MemberRole::member;
    Date since;
};

std::optional<Body> body(db::Tx& tx, CountyId county, BodyId body);
std::optional<Body> body_by_code(db::Tx& tx, CountyId county, std::string_view code);
/// All bodies, also those that have ended, by kind, then code.
std::vector<Body> bodies(db::Tx& tx, CountyId county);
/// The body's name, or "" for the zero id and unknown ids.
std::string body_name(db::Tx& tx, CountyId county, BodyId body);
/// The body that stands for `body` today (itself, or its last successor).
BodyId heir_of(db::Tx& tx, CountyId county, BodyId body);
std::string person_name(db::Tx& tx, CountyId county, PersonId person);

/// Posts of standing bodies with their present holders, by body, then rank.
std::vector<Post> posts(db::Tx& tx, CountyId county);
std::vector<Post> posts_of_body(db::Tx& tx, CountyId county, BodyId body);
/// The posts a person holds now, highest role first.
std::vector<Post> posts_of_person(db::Tx& tx, CountyId county, PersonId person);
/// The present members of one group, leads first.
std::vector<Member> members(db::Tx& tx, CountyId county, BodyId group);
std::vector<Member> all_members(db::Tx& tx, CountyId county);

// ---- building and changing a county ----
// All need people.edit for the body concerned (or the server's own hand); refusals carry stable
// codes (http/people_words.cpp): body.unknown (_reference when a field names it), body.code_taken,
// body.has_ended, body.tree_cycle, post.unknown, person.unknown_reference, dates.reversed, …

struct NewBody {
    std::string code; // 1..40 of A-Z a-z 0-9 - _ . ; unique in the county
    BodyKind kind = BodyKind::other;
    std::string name;            // 1..60 characters
    std::string short_name = {}; // empty: the name
    BodyId parent = {};
    Date valid_from;
};
Result<BodyId> create_body(db::Tx& tx, const Caller& caller, const NewBody& body, Instant now);
/// Moves a body below another one (zero: to the top).
Result<void> move_body(db::Tx& tx, const Caller& caller, BodyId body, BodyId parent, Instant now);
/// `successor` takes over from `body` on that day: children and memberships go over, holders of the
/// old body's posts end, the old body keeps its history. What was addressed to the old body is
/// answered by the heir.
Result<void> succeed_body(db::Tx& tx, const Caller& caller, BodyId body, BodyId successor, Date on,
                          Instant now);
Result<void> add_member(db::Tx& tx, const Caller& caller, BodyId group, BodyId member,
                        MemberRole role, Date since, Instant now);
Result<void> end_member(db::Tx& tx, const Caller& caller, BodyId group, BodyId member, Date on,
                        Instant now);

Result<PersonId> create_person(db::Tx& tx, const Caller& caller, const std::string& name,
                               Instant now);

struct NewPost {
    BodyId body;
    std::string title; // 1..40 characters
    std::string duty = {};
    std::string phone = {}; // digits, + - ( ) and blanks, or empty
    PostRole role = PostRole::staff;
    int rank = 0;
};
Result<PostId> create_post(db::Tx& tx, const Caller& caller, const NewPost& post, Instant now);
/// Ends the present holder on the same day. A post that carries powers is filled only by someone
/// who may hand out powers (accounts.manage in the county).
Result<AppointmentId> appoint(db::Tx& tx, const Caller& caller, PostId post, PersonId person,
                              Date since, Instant now);
Result<void> vacate(db::Tx& tx, const Caller& caller, PostId post, Date on, Instant now);

/// Where a post's power holds: its own body (the default), the whole county, or another body.
struct PowerScope {
    enum class Kind { own_body, county, body };
    Kind kind = Kind::own_body;
    BodyId body = {};
    static PowerScope own_body() { return {}; }
    static PowerScope county() { return {Kind::county, {}}; }
    static PowerScope of(BodyId body) { return {Kind::body, body}; }
};
/// Needs accounts.manage in the county. Refusals: power.unknown, power.already_granted.
Result<void> grant_power(db::Tx& tx, const Caller& caller, PostId post, std::string_view power,
                         PowerScope scope, Instant now);
Result<void> revoke_power(db::Tx& tx, const Caller& caller, PostId post, std::string_view power,
                          PowerScope scope, Instant now);
/// Which powers exist, from all modules; grant_power refuses others. In the links of the house's
/// database.
struct KnownPowers {
    std::vector<std::string> all;
};

/// The first administrator of a fresh county: the office 创卫办, its head's post with all known
/// powers in the county, and the person in it. Returns the person for the account.
Result<PersonId> found_office(db::Tx& tx, CountyId county, const std::string& administrator,
                              Instant now);

/// Bodies and grants of a person: for auth::Hooks. A body's grants also hold for the
/// bodies it is the heir of.
auth::Standing standing(db::Tx& tx, CountyId county, PersonId person, Instant now);

/// Whether someone in office holds the power for that body: by a grant for it, or by one for the
/// whole county and a post in it.
bool anyone_may(db::Tx& tx, CountyId county, std::string_view power, BodyId body);

/// Views for other modules' SQL:
///   bodies_v(county_id, id, code, kind, name, short_name, parent_id, heir_id, ended)
///   persons_v(county_id, id, name)
///   powers_v(county_id, account_id, power, body_id)  body_id NULL: the whole county; rows repeat
Module make_module(const Services& services);

} // namespace weicheng::people

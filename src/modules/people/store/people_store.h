// The tables of people. The readers of the door (body, posts, members …) live here too; this header
// adds what only actions and the paths of people need.
#pragma once

#include "modules/people/people.h"

namespace weicheng::people::store {

// ---- bodies ----
BodyId insert_body(db::Tx& tx, CountyId county, const NewBody& body);
void set_parent(db::Tx& tx, CountyId county, BodyId body, BodyId parent);
/// Ends the body and makes `successor` the heir of it and of all that it was the heir of.
void hand_over(db::Tx& tx, CountyId county, BodyId body, BodyId successor, Date on);
std::vector<Body> predecessors(db::Tx& tx, CountyId county, BodyId body);

// ---- members ----
void insert_member(db::Tx& tx, CountyId county, const Member& member);
void end_member(db::Tx& tx, CountyId county, BodyId group, BodyId body, Date on);

// ---- persons ----
PersonId insert_person(db::Tx& tx, CountyId county, const std::string& name);
bool person_exists(db::Tx& tx, CountyId county, PersonId person);

// ---- posts ----
PostId insert_post(db::Tx& tx, CountyId county, const NewPost& post);
std::optional<Post> post(db::Tx& tx, CountyId county, PostId post);
bool carries_powers(db::Tx& tx, CountyId county, PostId post);

struct Term {
    AppointmentId id;
    PersonId person;
    std::string name;
    Date since;
    std::optional<Date> until;
};
/// Everyone who held the post, latest first.
std::vector<Term> terms(db::Tx& tx, CountyId county, PostId post);
AppointmentId insert_term(db::Tx& tx, CountyId county, PostId post, PersonId person, Date since);
/// Ends the present term of the post, if there is one.
void end_term(db::Tx& tx, CountyId county, PostId post, Date on);
/// Ends the present terms of all posts of the body.
void end_terms_in(db::Tx& tx, CountyId county, BodyId body, Date on);
/// The latest day on which a present holder or member of the body began.
std::optional<Date> latest_start(db::Tx& tx, CountyId county, BodyId body);

// ---- powers ----
struct PostPower {
    std::string power;
    BodyId body; // zero: the whole county
};
std::vector<PostPower> powers(db::Tx& tx, CountyId county, PostId post);
void insert_power(db::Tx& tx, CountyId county, PostId post, const PostPower& power);
void erase_power(db::Tx& tx, CountyId county, PostId post, const PostPower& power);
/// What a person may do by the posts held now, in every body those powers reach.
std::vector<Grant> grants(db::Tx& tx, CountyId county, PersonId person);
/// Whether someone in office may do it for that body.
bool anyone_may(db::Tx& tx, CountyId county, std::string_view power, BodyId body);
/// The bodies in which the person holds a post, with those they are the heirs of.
std::vector<BodyId> bodies_of(db::Tx& tx, CountyId county, PersonId person);

} // namespace weicheng::people::store

// What the county allows with persons, posts, appointments and powers. Pure.
#pragma once

#include "modules/people/people.h"

namespace weicheng::people::rules {

Result<void> judge_new_person(const Caller& caller, const std::string& name);

Result<void> judge_new_post(const Caller& caller, const NewPost& post,
                            const std::optional<Body>& body);

/// What is known of a post when it is filled, left or given powers.
struct PostKnown {
    Post post;
    Body body;
    bool carries_powers = false;
};
Result<void> judge_appointment(const Caller& caller, const std::optional<PostKnown>& known,
                               PersonId person, bool person_exists, Date since, Date today);
Result<void> judge_vacancy(const Caller& caller, const std::optional<PostKnown>& known, Date on,
                           Date today);

/// The body a scope means for a post; zero: the whole county.
BodyId scope_body(const Post& post, const PowerScope& scope);

struct PowerChange {
    std::string_view power;
    PowerScope scope;
    bool scope_exists = true; // the body named by the scope is known
    bool already_granted = false;
};
/// `known_powers` empty: any well-formed name.
Result<void> judge_grant(const Caller& caller, const std::optional<PostKnown>& known,
                         const PowerChange& input, const std::vector<std::string>& known_powers);
Result<void> judge_revocation(const Caller& caller, const std::optional<PostKnown>& known,
                              const PowerChange& input);

/// Whether an entry of the phone book fits what was typed: a piece of the name, the title, the unit
/// or the number. Empty fits all.
bool fits_phone_search(const Post& post, std::string_view body_short_name, std::string_view typed);

} // namespace weicheng::people::rules

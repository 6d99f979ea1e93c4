#include "modules/people/rules/post_rules.h"

#include "foundation/text.h"
#include "modules/people/rules/refusals.h"
#include "modules/people/rules/words.h"

#include <algorithm>

namespace weicheng::people::rules {

/// A day on which something of the post begins or ends: not before the body, the holder before, nor
/// after today.
static Result<void> judge_day(std::string path, const PostKnown& known, Date day, Date today) {
    if (day > today) return in_future(std::move(path), day);
    auto first = known.body.valid_from;
    if (known.post.holder) first = std::max(first, known.post.holder->since);
    if (day < first) return reversed(std::move(path), first, day);
    return {};
}

Result<void> judge_new_person(const Caller& caller, const std::string& name) {
    if (!caller.may("people.edit")) return power_missing("people.edit");
    if (!is_name(name, 40)) return refuse_at("/name", "people.name_wrong", {{"most", "40"}});
    return {};
}

Result<void> judge_new_post(const Caller& caller, const NewPost& post,
                            const std::optional<Body>& body) {
    if (!caller.may_in("people.edit", post.body)) return power_missing("people.edit");
    if (!body) return refuse_at("/body_id", "body.unknown_reference");
    if (!body->stands()) return has_ended("/body_id", *body);
    if (!is_name(post.title, 40)) return refuse_at("/title", "people.name_wrong", {{"most", "40"}});
    if (!post.duty.empty() && !is_name(post.duty, 200))
        return refuse_at("/duty", "people.name_wrong", {{"most", "200"}});
    if (!is_phone(post.phone)) return refuse_at("/phone", "people.phone_wrong");
    if (post.rank < 0 || post.rank > 9999) return refuse_at("/rank", "post.rank_wrong");
    return {};
}

Result<void> judge_appointment(const Caller& caller, const std::optional<PostKnown>& known,
                               PersonId person, bool person_exists, Date since, Date today) {
    if (!known) return refuse_at("/post_id", "post.unknown_reference");
    if (!caller.may_in("people.edit", known->body.id)) return power_missing("people.edit");
    // Whoever fills a post hands its powers to somebody: that is the business of those who may.
    if (known->carries_powers && !caller.may_in_county("accounts.manage"))
        return power_missing("accounts.manage");
    if (!person_exists) return refuse_at("/person_id", "person.unknown_reference");
    if (!known->body.stands()) return has_ended("/post_id", known->body);
    if (known->post.holder && known->post.holder->person == person)
        return refuse_at("/person_id", "post.already_held",
                         {{"name", known->post.holder->name}, {"title", known->post.title}});
    return judge_day("/since", *known, since, today);
}

Result<void> judge_vacancy(const Caller& caller, const std::optional<PostKnown>& known, Date on,
                           Date today) {
    if (!known) return Refusal{"post.unknown"};
    if (!caller.may_in("people.edit", known->body.id)) return power_missing("people.edit");
    if (!known->post.holder) return Refusal{"post.already_vacant", {{"title", known->post.title}}};
    return judge_day("/on", *known, on, today);
}

BodyId scope_body(const Post& post, const PowerScope& scope) {
    switch (scope.kind) {
    case PowerScope::Kind::own_body: return post.body;
    case PowerScope::Kind::county: return {};
    case PowerScope::Kind::body: return scope.body;
    }
    throw Bug("a power scope of an unknown kind");
}

static bool is_power_name(std::string_view power) {
    const auto dot = power.find('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < power.size() &&
           power.size() <= 60 && std::all_of(power.begin(), power.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || c == '_' || c == '.';
           });
}

Result<void> judge_grant(const Caller& caller, const std::optional<PostKnown>& known,
                         const PowerChange& input, const std::vector<std::string>& known_powers) {
    if (!caller.may_in_county("accounts.manage")) return power_missing("accounts.manage");
    if (!known) return Refusal{"post.unknown"};
    const bool exists = known_powers.empty() ? is_power_name(input.power)
                                             : std::find(known_powers.begin(), known_powers.end(),
                                                         input.power) != known_powers.end();
    const std::string power{input.power};
    if (!exists) return refuse_at("/power", "power.unknown", {{"power", power}});
    if (!input.scope_exists) return refuse_at("/body_id", "body.unknown_reference");
    if (!known->body.stands()) return has_ended("", known->body);
    if (input.already_granted)
        return refuse_at("/power", "power.already_granted",
                         {{"power", power}, {"title", known->post.title}});
    return {};
}

Result<void> judge_revocation(const Caller& caller, const std::optional<PostKnown>& known,
                              const PowerChange& input) {
    if (!caller.may_in_county("accounts.manage")) return power_missing("accounts.manage");
    if (!known) return Refusal{"post.unknown"};
    if (!input.already_granted)
        return refuse_at("/power", "power.not_granted",
                         {{"power", std::string(input.power)}, {"title", known->post.title}});
    return {};
}

bool fits_phone_search(const Post& post, std::string_view body_short_name, std::string_view typed) {
    typed = trimmed(typed);
    if (typed.empty()) return true;
    const auto holds = [&](std::string_view text) {
        return text.find(typed) != std::string_view::npos;
    };
    return (post.holder && holds(post.holder->name)) || holds(post.title) ||
           holds(post.body_name) || holds(body_short_name) || holds(post.phone);
}

} // namespace weicheng::people::rules

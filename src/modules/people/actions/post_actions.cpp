#include "modules/people/people.h"
#include "modules/people/rules/post_rules.h"
#include "modules/people/store/people_store.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"

namespace weicheng::people {

static std::optional<rules::PostKnown> known_post(db::Tx& tx, CountyId county, PostId id) {
    const auto post = store::post(tx, county, id);
    if (!post) return std::nullopt;
    return rules::PostKnown{*post, *body(tx, county, post->body),
                            store::carries_powers(tx, county, id)};
}

Result<PersonId> create_person(db::Tx& tx, const Caller& caller, const std::string& name,
                               Instant now) {
    const auto judged = rules::judge_new_person(caller, name);
    if (!judged) return judged.refusal();
    const auto id = store::insert_person(tx, caller.county, name);
    facts::record(tx, caller, {"person.added", "person", id.value, now});
    return id;
}

Result<PostId> create_post(db::Tx& tx, const Caller& caller, const NewPost& input, Instant now) {
    const auto judged = rules::judge_new_post(caller, input, body(tx, caller.county, input.body));
    if (!judged) return judged.refusal();
    const auto id = store::insert_post(tx, caller.county, input);
    http::JsonObject fact;
    fact.add("body", input.body).add("role", name_of(input.role)).add("title", input.title);
    facts::record(tx, caller, {"post.added", "post", id.value, now, fact.text()});
    return id;
}

Result<AppointmentId> appoint(db::Tx& tx, const Caller& caller, PostId post, PersonId person,
                              Date since, Instant now) {
    const auto county = caller.county;
    const auto known = known_post(tx, county, post);
    const auto judged = rules::judge_appointment(
        caller, known, person, store::person_exists(tx, county, person), since, date_of(now));
    if (!judged) return judged.refusal();
    store::end_term(tx, county, post, since);
    const auto id = store::insert_term(tx, county, post, person, since);
    http::JsonObject fact;
    fact.add("person", person).add("since", to_text(since));
    fact.add("before", known->post.holder ? known->post.holder->person : PersonId{});
    facts::record(tx, caller, {"post.filled", "post", post.value, now, fact.text()});
    return id;
}

Result<void> vacate(db::Tx& tx, const Caller& caller, PostId post, Date on, Instant now) {
    const auto known = known_post(tx, caller.county, post);
    const auto judged = rules::judge_vacancy(caller, known, on, date_of(now));
    if (!judged) return judged;
    store::end_term(tx, caller.county, post, on);
    http::JsonObject fact;
    fact.add("person", known->post.holder->person).add("on", to_text(on));
    facts::record(tx, caller, {"post.vacated", "post", post.value, now, fact.text()});
    return {};
}

} // namespace weicheng::people

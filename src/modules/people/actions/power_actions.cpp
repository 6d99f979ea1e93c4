#include "modules/people/people.h"
#include "modules/people/rules/post_rules.h"
#include "modules/people/store/people_store.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"

#include <algorithm>

namespace weicheng::people {

namespace {

struct PowerCase {
    std::optional<rules::PostKnown> known;
    rules::PowerChange input;
    store::PostPower power;
};

PowerCase load(db::Tx& tx, CountyId county, PostId id, std::string_view power, PowerScope scope) {
    PowerCase loaded;
    loaded.input.power = power;
    loaded.input.scope = scope;
    const auto post = store::post(tx, county, id);
    if (!post) return loaded;
    const auto held = store::powers(tx, county, id);
    loaded.known = rules::PostKnown{*post, *body(tx, county, post->body), !held.empty()};
    loaded.power = {std::string(power), rules::scope_body(*post, scope)};
    loaded.input.scope_exists = scope.kind != PowerScope::Kind::body ||
                                (scope.body && body(tx, county, scope.body).has_value());
    loaded.input.already_granted =
        std::any_of(held.begin(), held.end(), [&](const store::PostPower& other) {
            return other.power == loaded.power.power && other.body == loaded.power.body;
        });
    return loaded;
}

void record(db::Tx& tx, const Caller& caller, const char* kind, PostId post,
            const store::PostPower& power, Instant now) {
    http::JsonObject fact;
    fact.add("power", power.power).add("body", power.body);
    facts::record(tx, caller, {kind, "post", post.value, now, fact.text()});
}

} // namespace

Result<void> grant_power(db::Tx& tx, const Caller& caller, PostId post, std::string_view power,
                         PowerScope scope, Instant now) {
    const auto loaded = load(tx, caller.county, post, power, scope);
    const auto judged =
        rules::judge_grant(caller, loaded.known, loaded.input, tx.links().get<KnownPowers>().all);
    if (!judged) return judged;
    store::insert_power(tx, caller.county, post, loaded.power);
    record(tx, caller, "post.power_granted", post, loaded.power, now);
    return {};
}

Result<void> revoke_power(db::Tx& tx, const Caller& caller, PostId post, std::string_view power,
                          PowerScope scope, Instant now) {
    const auto loaded = load(tx, caller.county, post, power, scope);
    const auto judged = rules::judge_revocation(caller, loaded.known, loaded.input);
    if (!judged) return judged;
    store::erase_power(tx, caller.county, post, loaded.power);
    record(tx, caller, "post.power_revoked", post, loaded.power, now);
    return {};
}

Result<PersonId> found_office(db::Tx& tx, CountyId county, const std::string& administrator,
                              Instant now) {
    const auto server = auth::server_caller(county);
    const auto today = date_of(now);
    const auto office = create_body(
        tx, server, {"CWB", BodyKind::office, "创卫工作办公室", "创卫办", {}, today}, now);
    if (!office) return office.refusal();
    const auto person = create_person(tx, server, administrator, now);
    if (!person) return person.refusal();
    const auto post = create_post(
        tx, server, {*office, "创卫办负责人", "建立全县机构、人员和网格", "", PostRole::head, 1},
        now);
    if (!post) return post.refusal();
    const auto appointed = appoint(tx, server, *post, *person, today, now);
    if (!appointed) return appointed.refusal();
    for (const auto& power : tx.links().get<KnownPowers>().all) {
        const auto granted = grant_power(tx, server, *post, power, PowerScope::county(), now);
        if (!granted) return granted.refusal();
    }
    return *person;
}

auth::Standing standing(db::Tx& tx, CountyId county, PersonId person, Instant) {
    return {store::bodies_of(tx, county, person), store::grants(tx, county, person)};
}

bool anyone_may(db::Tx& tx, CountyId county, std::string_view power, BodyId body) {
    return store::anyone_may(tx, county, power, body);
}

} // namespace weicheng::people

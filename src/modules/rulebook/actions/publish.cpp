#include "modules/people/people.h"
#include "modules/rulebook/rules/judge.h"
#include "modules/rulebook/store/rule_shapes.h"
#include "modules/rulebook/store/rule_store.h"
#include "platform/facts/facts.h"

namespace weicheng::rulebook {

template <class T, class Judge>
static Result<std::string> checked(std::string_view body, Judge judge_it) {
    auto read = http::from_json<T>(body);
    if (!read) return read.refusal();
    if constexpr (std::is_same_v<T, ReasonLists>) complete(*read);
    if (auto wrong = judge_it(*read); !wrong.empty())
        return Refusal{
            "request.fields_wrong", {{"count", std::to_string(wrong.size())}}, std::move(wrong)};
    return http::to_json(*read);
}

template <class T>
static Result<std::string> checked(std::string_view body) {
    return checked<T>(body, [](const T& data) { return judge(data); });
}

static Result<std::string> checked_routing(db::Tx& tx, CountyId county, std::string_view body,
                                           Instant valid_from) {
    const auto version = version_in_force(tx, county, "case_kinds", valid_from);
    check(version != 0, "kinds of case come before their routes");
    auto kinds = http::from_json<CaseKinds>(body_of(tx, county, version));
    check(bool(kinds), "kept rule data still fits its shape");
    return checked<Routing>(body, [&](const Routing& routing) {
        return judge(routing, *kinds, [&](std::string_view code) {
            const auto body_found = people::body_by_code(tx, county, code);
            return body_found && body_found->stands();
        });
    });
}

/// The body in its normal form, or why it cannot be taken.
static Result<std::string> checked_body(db::Tx& tx, CountyId county, std::string_view schema,
                                        std::string_view body, Instant valid_from) {
    if (schema == "case_kinds") return checked<CaseKinds>(body);
    if (schema == "routing") return checked_routing(tx, county, body, valid_from);
    if (schema == "limits") return checked<StageLimits>(body);
    if (schema == "lights") return checked<LightRules>(body);
    if (schema == "reasons") return checked<ReasonLists>(body);
    if (schema == "numbers") return checked<NumberFormats>(body);
    if (schema == "portal") return checked<PortalRules>(body);
    if (schema == "requests") return checked<RequestRules>(body);
    if (schema == "evidence") return checked<EvidenceRules>(body);
    return Refusal{"rulebook.schema_unknown", {{"schema", std::string(schema)}}};
}

Result<std::int64_t> publish(db::Tx& tx, const Caller& actor, std::string_view schema,
                             Instant valid_from, std::string_view note, std::string_view body,
                             Instant now) {
    if (!actor.may_in_county("rulebook.edit")) return Refusal{"auth.power_missing"};
    auto text = checked_body(tx, actor.county, schema, body, valid_from);
    if (!text) return text.refusal();
    const auto id = add_version(
        tx, actor, {0, std::string(schema), 0, valid_from, std::string(note), "", now}, *text);
    facts::record(
        tx, actor,
        {"rulebook.version_published", "rule_version", id, now,
         http::JsonObject{}.add("schema", schema).add("valid_from", to_millis(valid_from)).text()});
    return id;
}

void set_up(db::Tx& tx, const Caller& actor, Instant now) {
    Caller server = actor;
    server.is_server = true;
    for (const char* schema : schemas) {
        const auto made =
            publish(tx, server, schema, from_millis(0), "", built_in_body(schema), now);
        check(bool(made), "the built-in rule data fits its own rules");
    }
}

} // namespace weicheng::rulebook

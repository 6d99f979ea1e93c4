#include "modules/rulebook/store/layer.h"
#include "modules/rulebook/store/rule_store.h"
#include "platform/auth/auth.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"

namespace weicheng::rulebook {

/// The document in its normal form, or why it cannot be taken.
static Result<std::string> judged(const RuleSchema& schema, std::string_view body,
                                  const RuleSetting& setting) {
    const auto document = schema.read(body);
    if (!document) return document.refusal();
    if (auto wrong = schema.judge(*document, setting); !wrong.empty())
        return Refusal{
            "request.fields_wrong", {{"count", std::to_string(wrong.size())}}, std::move(wrong)};
    return schema.print(*document);
}

static std::int64_t keep(db::Tx& tx, const Caller& actor, const std::string& schema,
                         const Bodies& bodies, std::string_view note, Instant now) {
    const auto id = add_version(tx, actor, schema, bodies, note, now);
    facts::record(tx, actor,
                  {"rulebook.version_published", "rule_version", id, now,
                   http::JsonObject{}
                       .add("schema", schema)
                       .add("valid_from", to_millis(bodies.valid_from))
                       .text()});
    return id;
}

Result<std::int64_t> publish(db::Tx& tx, const Caller& actor, std::string_view name,
                             Instant valid_from, std::string_view note, std::string_view body,
                             Instant now) {
    if (!actor.may_in_county("rulebook.edit")) return Refusal{"auth.power_missing"};
    const auto* schema = tx.links().get<Schemas>().find(name);
    if (!schema) return Refusal{"rulebook.schema_unknown", {{"schema", std::string(name)}}};
    auto text = judged(*schema, body, {tx, actor.county, valid_from});
    if (!text) return text.refusal();
    return keep(tx, actor, schema->name, {valid_from, *text, schema->shipped}, note, now);
}

void set_up(db::Tx& tx, const Caller& actor, Instant now) {
    Caller server = actor;
    server.is_server = true;
    for (const auto& schema : tx.links().get<Schemas>().all()) {
        const auto made = publish(tx, server, schema.name, from_millis(0), "", schema.shipped, now);
        check(bool(made), "the shipped rule data fits its own rules");
    }
}

/// As the schema prints it today, so that documents of several programs can be compared.
static std::string reprinted(const RuleSchema& schema, std::string_view body) {
    if (body.empty()) return "";
    const auto document = schema.read(body);
    check(bool(document), "kept rule data still fits its shape");
    return schema.print(*document);
}

std::vector<std::string> take_shipped(db::Tx& tx, CountyId county, Instant now) {
    static constexpr const char* note = "程序更新：未自行修订的部分换成新随附的内容";
    const auto server = auth::server_caller(county);
    std::vector<std::string> refused;
    for (const auto& schema : tx.links().get<Schemas>().all())
        for (const auto& version : still_to_hold(tx, county, schema.name, now)) {
            const auto base = reprinted(schema, version.shipped);
            if (base == schema.shipped) continue;
            const auto own = reprinted(schema, version.own);
            const auto valid_from = std::max(version.valid_from, now);
            const auto after =
                judged(schema, relaid(base, own, schema.shipped), {tx, county, valid_from});
            if (!after)
                refused.push_back(schema.name);
            else if (*after != own)
                keep(tx, server, schema.name, {valid_from, *after, schema.shipped}, note, now);
        }
    return refused;
}

} // namespace weicheng::rulebook

#include "modules/rulebook/http/rulebook_http.h"

#include "modules/rulebook/http/version_shapes.h"
#include "modules/rulebook/store/rule_store.h"

namespace weicheng::rulebook {

using http::Context;
using http::Door;
using http::Method;

static std::string title_of(const RuleSchema& schema, Locale locale) {
    return locale == Locale::en ? schema.en : schema.zh;
}

static Result<http::List<RuleSchemaName>> list_schemas(const Context& context, db::Tx& tx,
                                                       const http::Nothing&) {
    http::List<RuleSchemaName> answer;
    for (const auto& schema : tx.links().get<Schemas>().all())
        answer.items.push_back({schema.name, title_of(schema, context.locale)});
    return answer;
}

static Result<RuleSchemaReply> tell_schema(const Context& context, db::Tx& tx,
                                           const std::string& name) {
    const auto* schema = tx.links().get<Schemas>().find(name);
    if (!schema) return Refusal{"rulebook.schema_unknown", {{"schema", name}}};
    const auto county = context.caller.county;
    RuleSchemaReply answer{name, title_of(*schema, context.locale), {}, {}};
    const auto rules = in_force(tx, county, context.now);
    answer.current = {0, {schema->print(rules->document(schema->type))}};
    const auto in_force_id = version_in_force(tx, county, name, context.now);
    for (const auto& each : versions(tx, county, name)) {
        answer.versions.push_back(
            {{each.id}, each.version, each.valid_from, each.note, each.made_by_name, each.made_at});
        if (each.id == in_force_id) answer.current->version = each.version;
    }
    return answer;
}

static Result<RuleSchemaReply> get_schema(const Context& context, db::Tx& tx,
                                          const SchemaPath& params) {
    return tell_schema(context, tx, params.schema);
}

static Result<RuleSchemaReply> post_version(const Context& context, db::Tx& tx,
                                            const SchemaPath& params, const NewRuleVersion& body) {
    const auto made = publish(tx, context.caller, params.schema, body.valid_from, body.note,
                              body.body.text, context.now);
    if (!made) {
        // The reader sent {"body": {…}}: his paths begin there.
        Refusal refusal = made.refusal();
        for (auto& error : refusal.errors)
            error.path = "/body" + error.path;
        return refusal;
    }
    return tell_schema(context, tx, params.schema);
}

std::vector<http::Endpoint> endpoints() {
    auto publishing = http::write<SchemaPath, NewRuleVersion, RuleSchemaReply>(
        {.method = Method::post,
         .path = "/api/v1/rules/{schema}/versions",
         .operation_id = "publish_rules",
         .words = "Publishes a dated version of one schema of rule data.",
         .door = Door::power,
         .power = "rulebook.edit",
         .success = 201,
         .row = "R2.5"},
        post_version);
    publishing.content_limit = 1024 * 1024; // a county's kinds come in one piece
    return {
        http::read<http::Nothing, http::List<RuleSchemaName>>(
            {.method = Method::get,
             .path = "/api/v1/rules",
             .operation_id = "list_rules",
             .words = "The kinds of rule data that the county may edit.",
             .door = Door::signed_in,
             .row = "R2.5"},
            list_schemas),
        http::read<SchemaPath, RuleSchemaReply>({.method = Method::get,
                                                 .path = "/api/v1/rules/{schema}",
                                                 .operation_id = "get_rules",
                                                 .words = "Versions of one schema of rule data.",
                                                 .door = Door::signed_in,
                                                 .row = "R2.5"},
                                                get_schema),
        std::move(publishing),
    };
}

} // namespace weicheng::rulebook

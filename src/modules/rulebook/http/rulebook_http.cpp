#include "modules/rulebook/http/rulebook_http.h"

#include "modules/rulebook/http/kind_answers.h"
#include "modules/rulebook/http/version_shapes.h"
#include "modules/rulebook/store/rule_store.h"

namespace weicheng::rulebook {

using http::Context;
using http::Door;
using http::Method;

static Result<CaseKindsReply> list_kinds(const Context& context, db::Tx& tx, const http::Nothing&) {
    const auto county = context.caller.county;
    return tell_kinds(tx, county, *in_force(tx, county, context.now), context.locale);
}

static const std::vector<Reason>* list_of(const ReasonLists& lists, std::string_view step) {
    if (step == "return") return &lists.return_to_desk;
    if (step == "send_back") return &lists.send_back;
    if (step == "rework") return &lists.rework;
    if (step == "closure_refusal") return &lists.closure_refusal;
    if (step == "objection") return &lists.objection;
    if (step == "verification") return &lists.verification;
    if (step == "decline") return &lists.decline;
    if (step == "void") return &lists.void_;
    if (step == "reassign") return &lists.reassign;
    if (step == "dispute") return &lists.dispute;
    if (step == "extension") return &lists.extension;
    if (step == "suspension") return &lists.suspension;
    if (step == "lateness") return &lists.lateness;
    if (step == "reinstate") return &lists.reinstate;
    return nullptr;
}

static Result<http::List<http::CodeName>> list_reasons(const Context& context, db::Tx& tx,
                                                       const StepParams& params) {
    const auto rules = in_force(tx, context.caller.county, context.now);
    const auto* list = list_of(rules->reasons, params.step);
    if (!list) return Refusal{"rulebook.step_unknown", {{"step", params.step}}};
    http::List<http::CodeName> answer;
    for (const auto& reason : *list)
        answer.items.push_back({reason.code, reason.name.in(context.locale)});
    return answer;
}

static Result<RuleSchema> tell_schema(db::Tx& tx, CountyId county, const std::string& schema,
                                      Instant now) {
    if (!is_schema(schema)) return Refusal{"rulebook.schema_unknown", {{"schema", schema}}};
    RuleSchema answer{schema, {}, {}};
    const auto in_force_id = version_in_force(tx, county, schema, now);
    for (const auto& each : versions(tx, county, schema)) {
        answer.versions.push_back(
            {{each.id}, each.version, each.valid_from, each.note, each.made_by_name, each.made_at});
        if (each.id == in_force_id) answer.current = {each.version, {body_of(tx, county, each.id)}};
    }
    if (in_force_id == 0) answer.current = {0, {std::string(built_in_body(schema))}};
    return answer;
}

static Result<RuleSchema> get_schema(const Context& context, db::Tx& tx,
                                     const SchemaParams& params) {
    return tell_schema(tx, context.caller.county, params.schema, context.now);
}

static Result<RuleSchema> post_version(const Context& context, db::Tx& tx,
                                       const SchemaParams& params, const NewRuleVersion& body) {
    const auto made = publish(tx, context.caller, params.schema, body.valid_from, body.note,
                              body.body.text, context.now);
    if (!made) {
        // The reader sent {"body": {…}}: his paths begin there.
        Refusal refusal = made.refusal();
        for (auto& error : refusal.errors)
            error.path = "/body" + error.path;
        return refusal;
    }
    return tell_schema(tx, context.caller.county, params.schema, context.now);
}

std::vector<http::Endpoint> endpoints() {
    auto publishing = http::write<SchemaParams, NewRuleVersion, RuleSchema>(
        {.method = Method::post,
         .path = "/api/v1/rules/{schema}/versions",
         .operation_id = "publish_rules",
         .words = "Publishes a dated version of one schema of rule data.",
         .door = Door::power,
         .power = "rulebook.edit",
         .success = 201,
         .row = "R2.5"},
        post_version);
    publishing.body_limit = 1024 * 1024; // a county's kinds come in one piece
    return {
        http::read<http::Nothing, CaseKindsReply>({.method = Method::get,
                                                   .path = "/api/v1/case-kinds",
                                                   .operation_id = "list_case_kinds",
                                                   .words = "Kinds of case in force.",
                                                   .door = Door::signed_in,
                                                   .row = "R2.5"},
                                                  list_kinds),
        http::read<StepParams, http::List<http::CodeName>>(
            {.method = Method::get,
             .path = "/api/v1/reasons",
             .operation_id = "list_reasons",
             .words = "Reasons to choose from at one step.",
             .door = Door::signed_in,
             .row = "R2.1"},
            list_reasons),
        http::read<SchemaParams, RuleSchema>({.method = Method::get,
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

#include "platform/http/openapi.h"

#include <array>
#include <set>

namespace weicheng::http {

/// Compact JSON -> indented JSON.
static std::string indented(std::string_view json) {
    std::string out;
    int depth = 0;
    bool inside = false;
    const auto new_line = [&] { (out += '\n').append(static_cast<std::size_t>(depth) * 2, ' '); };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inside) {
            out += c;
            if (c == '\\')
                out += json[++i];
            else if (c == '"')
                inside = false;
            continue;
        }
        const bool empty = i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']');
        switch (c) {
        case '"':
            inside = true;
            out += c;
            break;
        case '{':
        case '[':
            out += c;
            if (empty) {
                out += json[++i];
                break;
            }
            ++depth;
            new_line();
            break;
        case '}':
        case ']':
            --depth;
            new_line();
            out += c;
            break;
        case ',':
            out += c;
            new_line();
            break;
        case ':': out += ": "; break;
        default: out += c;
        }
    }
    return out + "\n";
}

// ---- parameters ----

static const std::string& words_of(const Contract& contract, const std::string& name,
                                   const std::string& own) {
    if (!own.empty()) return own;
    const auto known = contract.members.find(name);
    return known == contract.members.end() ? own : known->second;
}

static std::string schema_of_param(const ParamDescription& param) {
    if (!param.schema.empty()) return param.schema;
    if (param.type == "integer") return schema_of_whole(bounds_of_type<std::int64_t>({}), true);
    return schema_of_text(at_most(default_text_limit));
}

static std::string param_json(const ParamDescription& param, const Contract& contract) {
    JsonObject object;
    object.add("name", param.name)
        .add("in", param.in_header ? "header"
                   : param.in_path ? "path"
                                   : "query");
    const auto& words = words_of(contract, param.name, param.words);
    if (!words.empty()) object.add("description", words);
    if (param.required) object.add("required", true);
    object.add_json("schema", schema_of_param(param));
    // a list is written with commas: ?state=filed,handling
    if (param.schema.find("\"array\"") != std::string::npos)
        object.add("style", "form").add("explode", false);
    return object.text();
}

static ParamDescription header_param(std::string_view name, std::string_view words,
                                     std::string_view schema) {
    return {.name = std::string(name),
            .type = "string",
            .required = true,
            .words = std::string(words),
            .schema = std::string(schema),
            .in_header = true};
}

/// Those of path and query, and the headers that the spec asks for.
static std::vector<ParamDescription> all_params(const Endpoint& endpoint) {
    auto params = endpoint.params;
    const auto& spec = endpoint.spec;
    if (spec.keyed)
        params.push_back(header_param("Idempotency-Key",
                                      "32 hexadecimal digits or a UUID, new for each command.",
                                      R"({"type":"string","minLength":32,"maxLength":36,)"
                                      R"("pattern":"^[0-9a-fA-F-]{32,36}$"})"));
    if (spec.if_match)
        params.push_back(header_param("If-Match", "The revision that was seen, in quotes.",
                                      R"({"type":"string","maxLength":21,)"
                                      R"("pattern":"^\"[1-9][0-9]{0,18}\"$"})"));
    if (spec.door != Door::open && spec.method != Method::get)
        params.push_back(header_param("X-CSRF-Token",
                                      "The csrf_token of the session; not needed with an API "
                                      "token.",
                                      R"({"type":"string","maxLength":100})"));
    for (const auto& name : spec.headers)
        params.push_back(header_param(name, "", R"({"type":"string","maxLength":100})"));
    return params;
}

static std::string params_json(const Endpoint& endpoint, const Contract& contract) {
    std::string list = "[";
    for (const auto& param : all_params(endpoint))
        (list += list.size() > 1 ? "," : "") += param_json(param, contract);
    return list + "]";
}

// ---- bodies and answers ----

static std::string content_json(std::string_view types, const std::string& schema) {
    JsonObject content;
    for (const auto type : split(types, ','))
        content.add_json(trimmed(type), JsonObject().add_json("schema", schema).text());
    return content.text();
}

static std::string body_json(const Endpoint& endpoint) {
    const auto bytes = JsonObject()
                           .add("type", "string")
                           .add("format", "binary")
                           .add("maxLength", endpoint.content_limit);
    const auto content =
        endpoint.content_schema.empty()
            ? content_json(endpoint.raw_content_type, bytes.text())
            : content_json("application/json", schema_of_reference(endpoint.content_schema));
    return JsonObject().add("required", true).add_json("content", content).text();
}

static std::string reference_to(std::string_view kind, std::string_view name) {
    return JsonObject()
        .add("$ref", "#/components/" + std::string(kind) + "/" + std::string(name))
        .text();
}

static constexpr std::array rate_headers{"RateLimit-Limit", "RateLimit-Remaining",
                                         "RateLimit-Reset"};

static std::string headers_json(const Endpoint& endpoint) {
    JsonObject headers;
    headers.add_json("X-Request-Id", reference_to("headers", "X-Request-Id"));
    if (endpoint.limited())
        for (const auto* name : rate_headers)
            headers.add_json(name, reference_to("headers", name));
    return headers.text();
}

static std::string success_json(const Endpoint& endpoint) {
    JsonObject reply;
    reply.add("description", endpoint.spec.words).add_json("headers", headers_json(endpoint));
    if (!endpoint.reply_schema.empty())
        reply.add_json("content", content_json("application/json",
                                               schema_of_reference(endpoint.reply_schema)));
    else if (!endpoint.raw_reply_type.empty())
        reply.add_json("content", content_json(endpoint.raw_reply_type, "{}"));
    return reply.text();
}

static std::string responses_json(const Endpoint& endpoint) {
    JsonObject responses;
    const auto add = [&](std::string_view status, std::string_view name) {
        responses.add_json(status, reference_to("responses", name));
    };
    responses.add_json(std::to_string(endpoint.spec.success), success_json(endpoint));
    if (endpoint.spec.door != Door::open) add("401", "NotSignedIn");
    if (endpoint.spec.if_match) add("412", "Stale");
    if (endpoint.limited()) add("429", "TooMany");
    add("4XX", endpoint.limited() ? "RefusedAndCounted" : "Refused");
    add("500", "Incident");
    add("503", "Busy");
    add("5XX", "Incident");
    return responses.text();
}

// ---- operations ----

/// What the spec says beside its words: who may call, and what the headers mean.
static std::string description_of(const Spec& spec) {
    std::string text = spec.words;
    if (spec.door == Door::open)
        text += " Open to everyone.";
    else if (spec.door == Door::power)
        text += " Needs the power " + spec.power + ".";
    else
        text += " For whoever is signed in.";
    if (spec.person_only) text += " Not by an API token.";
    if (spec.keyed) text += " Sent again with the same Idempotency-Key it is done only once.";
    if (spec.if_match)
        text += " Refused with the present thing when its revision is not that of If-Match.";
    return text;
}

static std::string operation_json(const Endpoint& endpoint, const Contract& contract) {
    const auto& spec = endpoint.spec;
    JsonObject operation;
    operation.add("operationId", spec.operation_id)
        .add("summary", spec.words)
        .add("description", description_of(spec));
    if (!endpoint.noun.empty()) {
        std::string tags = "[";
        print_text(tags, endpoint.noun);
        operation.add_json("tags", tags + "]");
    }
    const auto params = params_json(endpoint, contract);
    if (params != "[]") operation.add_json("parameters", params);
    if (endpoint.takes_content()) operation.add_json("requestBody", body_json(endpoint));
    operation.add_json("responses", responses_json(endpoint));
    operation.add_json("security", spec.door == Door::open ? "[]"
                                   : spec.person_only      ? R"([{"session":[]}])"
                                                           : R"([{"session":[]},{"token":[]}])");
    if (!spec.power.empty()) operation.add("x-power", spec.power);
    if (!spec.row.empty()) operation.add("x-requirement", spec.row);
    return operation.text();
}

static std::string lower(std::string_view verb) {
    std::string text{verb};
    for (char& c : text)
        c = static_cast<char>(c + 32);
    return text;
}

static std::string paths_json(const std::vector<Endpoint>& endpoints, const Contract& contract) {
    std::map<std::string, std::map<std::string, const Endpoint*>> sorted;
    for (const auto& endpoint : endpoints)
        sorted[endpoint.spec.path][lower(verb_of(endpoint.spec.method))] = &endpoint;
    JsonObject paths;
    for (const auto& [path, methods] : sorted) {
        JsonObject item;
        for (const auto& [method, endpoint] : methods)
            item.add_json(method, operation_json(*endpoint, contract));
        paths.add_json(path, item.text());
    }
    return paths.text();
}

// ---- what operations share ----

/// As problem.cpp prints it.
struct FieldProblem {
    std::string path, code, detail;
};
SHAPE(FieldProblem,
    (path, at_most(500), "Where in the body, such as /photos/2, or ?limit among the parameters."),
    (code, at_most(60), "Stable, such as field.too_long."),
    (detail, at_most(2000), "What is wrong and what would be right."));

struct Problem {
    std::string type, title;
    int status = 0;
    std::string code, detail, request_id;
    std::optional<std::string> incident;
    std::vector<FieldProblem> errors;
    std::optional<Json> current;
};
SHAPE(Problem,
    (type, at_most(60), "Always about:blank; the code tells what it is."),
    (title, at_most(500), "What happened, in short."),
    (status, between(400, 599), "The status of the answer."),
    (code, at_most(60), "Stable, such as case.already_closed."),
    (detail, at_most(2000), "What happened; why; what to do."),
    (request_id, at_most(64), "The number of the request, for whoever looks into the log."),
    (incident, at_most(64), "The number to tell the administrator, where something broke."),
    (errors, at_most(100), "Every field that cannot be taken."),
    (current, "Only with 412: the present thing."));

static std::string object_json(const ObjectSchema& object, const Contract& contract) {
    JsonObject properties;
    std::string required = "[";
    for (const auto& member : object) {
        const auto& words = words_of(contract, member.name, member.words);
        properties.add_json(member.name, with_words(member.schema, words));
        if (!member.required) continue;
        if (required.size() > 1) required += ',';
        print_text(required, member.name);
    }
    JsonObject schema;
    schema.add("type", "object").add_json("properties", properties.text());
    if (required.size() > 1) schema.add_json("required", required + "]");
    return schema.add("additionalProperties", false).text();
}

static Schemas all_schemas(const std::vector<Endpoint>& endpoints) {
    Schemas all;
    // what is "sent" may leave members out, as a problem does
    all["Problem"] = object_schema<Problem>(Direction::sent, all);
    for (const auto& endpoint : endpoints)
        for (const auto& [name, object] : endpoint.schemas)
            if (const auto [at, added] = all.emplace(name, object); !added && at->second != object)
                throw Bug("two different shapes are called " + name + " (the second at " +
                          endpoint.spec.operation_id + ")");
    return all;
}

static std::string schemas_json(const Schemas& all, const Contract& contract) {
    JsonObject schemas;
    for (const auto& [name, object] : all)
        schemas.add_json(name, object_json(object, contract));
    return schemas.text();
}

/// A reader never meets a bare name: complains of all that have no words, and of words that nothing
/// needs any more.
static void refuse_bare_names(const std::vector<Endpoint>& endpoints, const Schemas& schemas,
                              const Contract& contract) {
    std::string complaints;
    const auto complain = [&](const std::string& text) { complaints += "\n  " + text; };
    std::set<std::string> needed;
    const auto look = [&](const auto& named, const std::string& where) {
        if (!named.words.empty()) return;
        needed.insert(named.name);
        if (!contract.members.contains(named.name))
            complain(named.name + " of " + where +
                     ": give it words in its SHAPE, or its name in "
                     "the contract's list");
    };
    for (const auto& endpoint : endpoints) {
        for (const auto& param : all_params(endpoint))
            look(param, endpoint.spec.operation_id);
        if (endpoint.spec.words.empty())
            complain(endpoint.spec.operation_id + ": give it words in its Spec");
        const auto noun = contract.nouns.find(endpoint.noun);
        if (!endpoint.noun.empty() && (noun == contract.nouns.end() || noun->second.empty()))
            complain("module " + endpoint.noun + ": has endpoints, give it words");
    }
    for (const auto& [name, object] : schemas)
        for (const auto& member : object)
            look(member, name);
    for (const auto& [name, words] : contract.members)
        if (!needed.contains(name)) complain(name + ": nothing needs its words any more");
    if (!complaints.empty())
        throw Bug("the description of the endpoints has names without words:" + complaints);
}

static std::string problem_json(std::string_view words,
                                std::initializer_list<std::string_view> headers) {
    JsonObject told;
    told.add_json("X-Request-Id", reference_to("headers", "X-Request-Id"));
    for (const auto name : headers)
        told.add_json(name, reference_to("headers", name));
    return JsonObject()
        .add("description", words)
        .add_json("headers", told.text())
        .add_json("content",
                  content_json("application/problem+json", schema_of_reference("Problem")))
        .text();
}

static std::string shared_responses() {
    return JsonObject()
        .add_json("Busy", problem_json("The server is busy and did nothing: send the same again "
                                       "after Retry-After seconds.",
                                       {"Retry-After"}))
        .add_json("Incident", problem_json("Something broke and nothing was done; `incident` is "
                                           "the number to tell.",
                                           {}))
        .add_json("NotSignedIn",
                  problem_json("Not signed in, or the session or token has ended.", {}))
        .add_json("Refused", problem_json("A refusal, in the language of Accept-Language: what "
                                          "happened, why, what to do.",
                                          {}))
        .add_json("RefusedAndCounted",
                  problem_json("A refusal, in the language of Accept-Language: what happened, "
                               "why, what to do.",
                               {rate_headers[0], rate_headers[1], rate_headers[2]}))
        .add_json("Stale", problem_json("Someone has changed it since; `current` is the present "
                                        "thing.",
                                        {}))
        .add_json("TooMany",
                  problem_json("Too many requests from this address: try again after "
                               "Retry-After seconds.",
                               {"Retry-After", rate_headers[0], rate_headers[1], rate_headers[2]}))
        .text();
}

static std::string shared_headers() {
    const auto header = [](std::string_view words, const std::string& schema) {
        return JsonObject().add("description", words).add_json("schema", schema).text();
    };
    const auto seconds = schema_of_whole(between(0, 86'400), false);
    const auto count = schema_of_whole(between(0, 1'000'000), false);
    return JsonObject()
        .add_json("RateLimit-Limit", header("Requests an address may send at once.", count))
        .add_json("RateLimit-Remaining", header("Requests it may still send at once.", count))
        .add_json("RateLimit-Reset",
                  header("Seconds until it may send as many as ever again.", seconds))
        .add_json("Retry-After", header("Seconds to wait.", seconds))
        .add_json("X-Request-Id", header("The number of the request in the server's log.",
                                         schema_of_text(at_most(64))))
        .text();
}

static std::string security_json() {
    const auto session = JsonObject()
                             .add("type", "apiKey")
                             .add("in", "cookie")
                             .add("name", "weicheng_session")
                             .add("description", "The cookie that signing in sets.")
                             .text();
    const auto token = JsonObject()
                           .add("type", "http")
                           .add("scheme", "bearer")
                           .add("description", "An API token, wc_…; no X-CSRF-Token is needed.")
                           .text();
    return JsonObject().add_json("session", session).add_json("token", token).text();
}

static std::string tags_json(const Contract& contract) {
    std::string list = "[";
    for (const auto& [noun, words] : contract.nouns) {
        if (list.size() > 1) list += ',';
        list += JsonObject().add("name", noun).add("description", words).text();
    }
    return list + "]";
}

static std::string info_json(const Contract& contract) {
    return JsonObject()
        .add("title", "Weicheng")
        .add("version", contract.version)
        .add("description", "The county's ledger of problems: reported, dispatched, handled, "
                            "checked, struck off.")
        .add_json("contact", R"({"name":"The county's office that runs this server"})")
        .add_json("license", R"({"name":"Apache License 2.0","identifier":"Apache-2.0"})")
        .text();
}

std::string openapi(const std::vector<Endpoint>& endpoints, const Contract& contract) {
    const auto schemas = all_schemas(endpoints);
    refuse_bare_names(endpoints, schemas, contract);
    const auto components = JsonObject()
                                .add_json("schemas", schemas_json(schemas, contract))
                                .add_json("responses", shared_responses())
                                .add_json("headers", shared_headers())
                                .add_json("securitySchemes", security_json());
    return indented(JsonObject()
                        .add("openapi", "3.1.0")
                        .add_json("info", info_json(contract))
                        .add_json("servers",
                                  R"([{"url":"/","description":"The production server itself.",)"
                                  R"("x-internal":false}])")
                        .add_json("tags", tags_json(contract))
                        .add_json("paths", paths_json(endpoints, contract))
                        .add_json("components", components.text())
                        .text());
}

} // namespace weicheng::http

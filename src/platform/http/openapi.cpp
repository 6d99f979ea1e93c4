#include "platform/http/openapi.h"

#include <algorithm>

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

static std::string param_json(const ParamDescription& param) {
    JsonObject object;
    object.add("name", param.name)
        .add("in", param.in_header ? "header"
                   : param.in_path ? "path"
                                   : "query");
    if (!param.words.empty()) object.add("description", param.words);
    if (param.required) object.add("required", true);
    object.add_json("schema", param.schema.empty() ? JsonObject().add("type", param.type).text()
                                                   : param.schema);
    // a list is written with commas: ?state=filed,handling
    if (param.schema.find("\"array\"") != std::string::npos)
        object.add("style", "form").add("explode", false);
    return object.text();
}

static ParamDescription header_param(std::string_view name, bool required, std::string_view words) {
    return {.name = std::string(name),
            .type = "string",
            .required = required,
            .words = std::string(words),
            .in_header = true};
}

static std::string params_json(const Endpoint& endpoint) {
    auto params = endpoint.params;
    const auto& spec = endpoint.spec;
    if (spec.keyed)
        params.push_back(header_param("Idempotency-Key", true,
                                      "32 hexadecimal digits or a UUID, new for each command"));
    if (spec.if_match)
        params.push_back(header_param("If-Match", true, "the revision that was seen, in quotes"));
    if (spec.door != Door::open && spec.method != Method::get)
        params.push_back(header_param("X-CSRF-Token", true, "csrf_token of the session"));
    for (const auto& name : spec.headers)
        params.push_back(header_param(name, true, ""));
    std::string list = "[";
    for (const auto& param : params)
        (list += list.size() > 1 ? "," : "") += param_json(param);
    return list + "]";
}

static std::string content_json(std::string_view types, const std::string& schema) {
    JsonObject content;
    for (const auto type : split(types, ','))
        content.add_json(trimmed(type), JsonObject().add_json("schema", schema).text());
    return content.text();
}

static std::string body_json(const Endpoint& endpoint) {
    const auto content =
        endpoint.body_schema.empty()
            ? content_json(endpoint.raw_body_type, R"({"type":"string","format":"binary"})")
            : content_json("application/json", schema_of_reference(endpoint.body_schema, ""));
    return JsonObject().add("required", true).add_json("content", content).text();
}

static std::string success_json(const Endpoint& endpoint) {
    JsonObject reply;
    reply.add("description", endpoint.spec.words);
    if (!endpoint.reply_schema.empty())
        reply.add_json("content", content_json("application/json",
                                               schema_of_reference(endpoint.reply_schema, "")));
    else if (!endpoint.raw_reply_type.empty())
        reply.add_json("content", content_json(endpoint.raw_reply_type, "{}"));
    return reply.text();
}

static std::string responses_json(const Endpoint& endpoint) {
    JsonObject responses;
    responses.add_json(std::to_string(endpoint.spec.success), success_json(endpoint));
    responses.add_json("default", R"({"$ref":"#/components/responses/Problem"})");
    return responses.text();
}

static std::string operation_json(const Endpoint& endpoint) {
    const auto& spec = endpoint.spec;
    JsonObject operation;
    operation.add("operationId", spec.operation_id).add("summary", spec.words);
    const auto params = params_json(endpoint);
    if (params != "[]") operation.add_json("parameters", params);
    if (endpoint.takes_body()) operation.add_json("requestBody", body_json(endpoint));
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

static std::string paths_json(const std::vector<Endpoint>& endpoints) {
    std::map<std::string, std::map<std::string, const Endpoint*>> sorted;
    for (const auto& endpoint : endpoints)
        sorted[endpoint.spec.path][lower(verb_of(endpoint.spec.method))] = &endpoint;
    JsonObject paths;
    for (const auto& [path, methods] : sorted) {
        JsonObject item;
        for (const auto& [method, endpoint] : methods)
            item.add_json(method, operation_json(*endpoint));
        paths.add_json(path, item.text());
    }
    return paths.text();
}

static constexpr const char* problem_schema =
    R"({"type":"object","properties":{)"
    R"("type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
    R"("code":{"type":"string","description":"stable, such as case.already_closed"},)"
    R"("detail":{"type":"string","description":"what happened; why; what to do"},)"
    R"("request_id":{"type":"string"},"incident":{"type":"string"},)"
    R"("errors":{"type":"array","items":{"type":"object","properties":{"path":{"type":"string"},)"
    R"("code":{"type":"string"},"detail":{"type":"string"}},"required":["path","code","detail"]}},)"
    R"("current":{"description":"only with 412: the present thing"}},)"
    R"("required":["type","title","status","code","detail","request_id"]})";

static std::string components_json(const std::vector<Endpoint>& endpoints) {
    Schemas all;
    for (const auto& endpoint : endpoints)
        for (const auto& [name, text] : endpoint.schemas)
            if (const auto [at, added] = all.emplace(name, text); !added && at->second != text)
                throw Bug("two different shapes are called " + name + " (the second at " +
                          endpoint.spec.operation_id + ")");
    JsonObject schemas;
    all.emplace("Problem", problem_schema);
    for (const auto& [name, text] : all)
        schemas.add_json(name, text);
    const auto content =
        content_json("application/problem+json", schema_of_reference("Problem", ""));
    const auto refusal = JsonObject()
                             .add("description", "A refusal, in the language of Accept-Language")
                             .add_json("content", content)
                             .text();
    const auto session = JsonObject()
                             .add("type", "apiKey")
                             .add("in", "cookie")
                             .add("name", "weicheng_session")
                             .text();
    const auto token = JsonObject()
                           .add("type", "http")
                           .add("scheme", "bearer")
                           .add("description", "An API token, wc_…; no X-CSRF-Token is needed")
                           .text();
    const auto schemes = JsonObject().add_json("session", session).add_json("token", token);
    return JsonObject()
        .add_json("schemas", schemas.text())
        .add_json("responses", JsonObject().add_json("Problem", refusal).text())
        .add_json("securitySchemes", schemes.text())
        .text();
}

std::string openapi(const std::vector<Endpoint>& endpoints, std::string_view version) {
    const auto info = JsonObject()
                          .add("title", "Weicheng")
                          .add("version", version)
                          .add("description", "The county's ledger of problems: reported, "
                                              "dispatched, handled, checked, struck off.")
                          .text();
    return indented(JsonObject()
                        .add("openapi", "3.1.0")
                        .add_json("info", info)
                        .add_json("paths", paths_json(endpoints))
                        .add_json("components", components_json(endpoints))
                        .text());
}

} // namespace weicheng::http

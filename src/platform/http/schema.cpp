#include "platform/http/schema.h"

namespace weicheng::http {

static JsonObject typed(std::string_view type, std::string_view words) {
    JsonObject object;
    object.add("type", type);
    if (!words.empty()) object.add("description", words);
    return object;
}

std::string schema_of_text(Bounds bounds, std::string_view words) {
    auto object = typed("string", words);
    if (bounds.given && bounds.min > 0) object.add("minLength", bounds.min);
    if (bounds.given) object.add("maxLength", bounds.max);
    return object.text();
}

std::string schema_of_number(const char* type, Bounds bounds, std::string_view words) {
    auto object = typed(type, words);
    if (bounds.given) object.add("minimum", bounds.min).add("maximum", bounds.max);
    return object.text();
}

std::string schema_of_format(const char* format, std::string_view words) {
    return typed("string", words).add("format", format).text();
}

std::string schema_of_id(std::string_view words) {
    return typed("string", words).add("pattern", "^[1-9][0-9]{0,18}$").text();
}

std::string schema_of_names(const std::vector<std::string_view>& names, std::string_view words) {
    std::string list = "[";
    for (const auto name : names) {
        if (list.size() > 1) list += ',';
        print_text(list, name);
    }
    return typed("string", words).add_json("enum", list + "]").text();
}

std::string schema_of_list(const std::string& item, Bounds bounds, std::string_view words) {
    auto object = typed("array", words);
    object.add_json("items", item);
    if (bounds.given && bounds.min > 0) object.add("minItems", bounds.min);
    if (bounds.given) object.add("maxItems", bounds.max);
    return object.text();
}

std::string schema_of_reference(const std::string& name, std::string_view words) {
    JsonObject object;
    object.add("$ref", "#/components/schemas/" + name);
    if (!words.empty()) object.add("description", words);
    return object.text();
}

std::string nullable(const std::string& schema) {
    return JsonObject().add_json("anyOf", "[" + schema + ",{\"type\":\"null\"}]").text();
}

std::string schema_of_point(Schemas& schemas, std::string_view words) {
    schemas["Point"] = schema_of_members(
        {{"lon", schema_of_number("number", between(-180, 180), "degrees, WGS84"), true},
         {"lat", schema_of_number("number", between(-90, 90), "degrees, WGS84"), true}});
    return schema_of_reference("Point", words);
}

std::string schema_of_anything(std::string_view words) {
    return words.empty() ? "{}" : JsonObject().add("description", words).text();
}

std::string schema_of_members(const std::vector<MemberSchema>& members) {
    JsonObject properties;
    std::string required = "[";
    for (const auto& member : members) {
        properties.add_json(member.name, member.schema);
        if (!member.required) continue;
        if (required.size() > 1) required += ',';
        print_text(required, member.name);
    }
    JsonObject object;
    object.add("type", "object").add_json("properties", properties.text());
    if (required.size() > 1) object.add_json("required", required + "]");
    object.add("additionalProperties", false);
    return object.text();
}

} // namespace weicheng::http

#include "platform/http/schema.h"

namespace weicheng::http {

static JsonObject typed(std::string_view type) {
    JsonObject object;
    object.add("type", type);
    return object;
}

std::string schema_of_text(Bounds bounds) {
    auto object = typed("string");
    if (bounds.min > 0) object.add("minLength", bounds.min);
    return object.add("maxLength", bounds.max).text();
}

std::string schema_of_whole(Bounds bounds, bool wide) {
    return typed("integer")
        .add("format", wide ? "int64" : "int32")
        .add("minimum", bounds.min)
        .add("maximum", bounds.max)
        .text();
}

std::string schema_of_number(Bounds bounds) {
    auto object = typed("number");
    if (bounds.given) object.add("minimum", bounds.min).add("maximum", bounds.max);
    return object.text();
}

std::string schema_of_format(const char* format, int longest) {
    return typed("string").add("format", format).add("maxLength", longest).text();
}

std::string schema_of_id() {
    return typed("string").add("pattern", "^[1-9][0-9]{0,18}$").add("maxLength", 19).text();
}

std::string schema_of_names(const std::vector<std::string_view>& names) {
    std::string list = "[";
    for (const auto name : names) {
        if (list.size() > 1) list += ',';
        print_text(list, name);
    }
    return typed("string").add_json("enum", list + "]").text();
}

std::string schema_of_list(const std::string& item, Bounds bounds) {
    auto object = typed("array");
    object.add_json("items", item);
    if (bounds.min > 0) object.add("minItems", bounds.min);
    return object.add("maxItems", bounds.given ? bounds.max : longest_list).text();
}

std::string schema_of_reference(const std::string& name) {
    return JsonObject().add("$ref", "#/components/schemas/" + name).text();
}

std::string nullable(const std::string& schema) {
    return JsonObject().add_json("anyOf", "[" + schema + ",{\"type\":\"null\"}]").text();
}

std::string schema_of_point(Schemas& schemas) {
    schemas["Point"] = {{"lon", schema_of_number(between(-180, 180)), "Degrees east, WGS84.", true},
                        {"lat", schema_of_number(between(-90, 90)), "Degrees north, WGS84.", true}};
    return schema_of_reference("Point");
}

std::string with_words(const std::string& schema, std::string_view words) {
    if (words.empty()) return schema;
    auto text = JsonObject().add("description", words).text();
    text.pop_back(); // the brace
    return schema == "{}" ? text + "}" : text + "," + schema.substr(1);
}

} // namespace weicheng::http

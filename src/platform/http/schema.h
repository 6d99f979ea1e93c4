// JSON Schema (2020-12) text of shapes, for the OpenAPI description. Used by endpoint_inline.h.
#pragma once

#include "platform/http/json.h"

#include <map>
#include <set>
#include <string>

namespace weicheng::http {

/// What is sent may leave out optional members; what is answered holds every member.
enum class Direction { sent, answered };

/// Every shape that can be reached, by name.
using Schemas = std::map<std::string, std::string>;

std::string schema_of_text(Bounds bounds, std::string_view words);
std::string schema_of_number(const char* type, Bounds bounds, std::string_view words);
std::string schema_of_format(const char* format, std::string_view words);
std::string schema_of_id(std::string_view words);
std::string schema_of_names(const std::vector<std::string_view>& names, std::string_view words);
std::string schema_of_list(const std::string& item, Bounds bounds, std::string_view words);
std::string schema_of_reference(const std::string& name, std::string_view words);
/// Allows null too.
std::string nullable(const std::string& schema);
std::string schema_of_point(Schemas& schemas, std::string_view words);
std::string schema_of_anything(std::string_view words);

struct MemberSchema {
    std::string_view name;
    std::string schema;
    bool required;
};
std::string schema_of_members(const std::vector<MemberSchema>& members);

template <class T>
std::string schema_of(Direction direction, Bounds bounds, std::string_view words, Schemas& schemas);

/// The text of a shape in one direction. A shape inside itself is not supported.
template <class T>
std::string object_schema(Direction direction, Schemas& schemas) {
    std::vector<MemberSchema> members;
    each_field<T>([&](const auto& field) {
        using Member = std::remove_reference_t<decltype(std::declval<T&>().*field.member)>;
        members.push_back(
            {field.name, schema_of<Member>(direction, field.bounds, field.words, schemas),
             direction == Direction::answered || !may_be_absent<Member>(field.bounds)});
    });
    return schema_of_members(members);
}

/// Adds the shape and gives its name: "Place", or "PlaceInput" when it is sent with other needs
/// than it is answered with.
template <class T>
std::string named_schema(Direction direction, Schemas& schemas) {
    const std::string name{shape_name(std::type_identity<T>{})};
    if (direction == Direction::answered) {
        schemas[name] = object_schema<T>(direction, schemas);
        return name;
    }
    Schemas answered_side;
    const auto answered = object_schema<T>(Direction::answered, answered_side);
    const auto sent = object_schema<T>(Direction::sent, schemas);
    const auto own_name = sent == answered ? name : name + "Input";
    schemas[own_name] = sent;
    return own_name;
}

template <class T>
std::string schema_of(Direction direction, Bounds bounds, std::string_view words,
                      Schemas& schemas) {
    if constexpr (IsOptional<T>::value) {
        return nullable(schema_of<typename T::value_type>(direction, bounds, words, schemas));
    } else if constexpr (IsList<T>::value) {
        return schema_of_list(schema_of<typename T::value_type>(direction, {}, "", schemas), bounds,
                              words);
    } else if constexpr (std::is_same_v<T, Json>) {
        return schema_of_anything(words);
    } else if constexpr (std::is_same_v<T, Point>) {
        return schema_of_point(schemas, words);
    } else if constexpr (std::is_same_v<T, bool>) {
        return schema_of_number("boolean", {}, words);
    } else if constexpr (Whole<T>) {
        return schema_of_number("integer", bounds, words);
    } else if constexpr (std::is_same_v<T, double>) {
        return schema_of_number("number", bounds, words);
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (!bounds.given && direction == Direction::sent) bounds = at_most(default_text_limit);
        return schema_of_text(bounds, words);
    } else if constexpr (IsId<T>::value) {
        return schema_of_id(words);
    } else if constexpr (std::is_same_v<T, Instant>) {
        return schema_of_format("date-time", words);
    } else if constexpr (std::is_same_v<T, Date>) {
        return schema_of_format("date", words);
    } else if constexpr (Enumerated<T>) {
        std::vector<std::string_view> names;
        for (const auto& [value, name] : EnumNames<T>::all)
            names.push_back(name);
        return schema_of_names(names, words);
    } else {
        static_assert(Shaped<T>, "this type cannot be described: it needs a SHAPE or ENUM_NAMES");
        return schema_of_reference(named_schema<T>(direction, schemas), words);
    }
}

} // namespace weicheng::http

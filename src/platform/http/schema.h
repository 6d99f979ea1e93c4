// JSON Schema (2020-12) text of shapes, for the OpenAPI description. Used by endpoint_inline.h.
#pragma once

#include "platform/http/json.h"

#include <map>
#include <set>
#include <string>

namespace weicheng::http {

/// What is sent may leave out optional members; what is answered holds every member.
enum class Direction { sent, answered };

struct MemberSchema {
    std::string name;
    std::string schema; // JSON Schema text without a description
    std::string words;  // of the shape; may be empty
    bool required = false;
    bool operator==(const MemberSchema&) const = default;
};
using ObjectSchema = std::vector<MemberSchema>;
/// Every shape that can be reached, by name.
using Schemas = std::map<std::string, ObjectSchema>;

/// Text that is answered has no bounds of its own, but came in by requests of at most 64 KiB.
inline constexpr std::int64_t longest_answered_text = 64 * 1024;
/// No list is longer, in either direction.
inline constexpr std::int64_t longest_list = 100'000;

std::string schema_of_text(Bounds bounds);
std::string schema_of_whole(Bounds bounds, bool wide);
std::string schema_of_number(Bounds bounds);
std::string schema_of_format(const char* format, int longest);
std::string schema_of_id();
std::string schema_of_names(const std::vector<std::string_view>& names);
std::string schema_of_list(const std::string& item, Bounds bounds);
std::string schema_of_reference(const std::string& name);
/// Allows null too.
std::string nullable(const std::string& schema);
std::string schema_of_point(Schemas& schemas);
/// The schema with a description in front; as it is where there are no words.
std::string with_words(const std::string& schema, std::string_view words);

template <class T>
std::string schema_of(Direction direction, Bounds bounds, Schemas& schemas);

/// The members of a shape in one direction. A shape inside itself is not supported.
template <class T>
ObjectSchema object_schema(Direction direction, Schemas& schemas) {
    ObjectSchema members;
    each_field<T>([&](const auto& field) {
        using Member = std::remove_reference_t<decltype(std::declval<T&>().*field.member)>;
        members.push_back(
            {std::string(field.name), schema_of<Member>(direction, field.bounds, schemas),
             std::string(field.words),
             direction == Direction::answered || !may_be_absent<Member>(field.bounds)});
    });
    return members;
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
std::string schema_of(Direction direction, Bounds bounds, Schemas& schemas) {
    if constexpr (IsOptional<T>::value) {
        return nullable(schema_of<typename T::value_type>(direction, bounds, schemas));
    } else if constexpr (IsList<T>::value) {
        return schema_of_list(schema_of<typename T::value_type>(direction, {}, schemas), bounds);
    } else if constexpr (std::is_same_v<T, Json>) {
        return "{}";
    } else if constexpr (std::is_same_v<T, Point>) {
        return schema_of_point(schemas);
    } else if constexpr (std::is_same_v<T, bool>) {
        return R"({"type":"boolean"})";
    } else if constexpr (Whole<T>) {
        return schema_of_whole(bounds_of_type<T>(bounds), sizeof(T) > sizeof(std::int32_t));
    } else if constexpr (std::is_same_v<T, double>) {
        return schema_of_number(bounds);
    } else if constexpr (std::is_same_v<T, std::string>) {
        const bool sent = direction == Direction::sent;
        return schema_of_text(
            bounds.given ? bounds : at_most(sent ? default_text_limit : longest_answered_text));
    } else if constexpr (IsId<T>::value) {
        return schema_of_id();
    } else if constexpr (std::is_same_v<T, Instant>) {
        return schema_of_format("date-time", 29);
    } else if constexpr (std::is_same_v<T, Date>) {
        return schema_of_format("date", 10);
    } else if constexpr (Enumerated<T>) {
        std::vector<std::string_view> names;
        for (const auto& [value, name] : EnumNames<T>::all)
            names.push_back(name);
        return schema_of_names(names);
    } else {
        static_assert(Shaped<T>, "this type cannot be described: it needs a SHAPE or ENUM_NAMES");
        return schema_of_reference(named_schema<T>(direction, schemas));
    }
}

} // namespace weicheng::http

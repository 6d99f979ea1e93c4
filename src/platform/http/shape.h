// Shapes: one field list per structure, used to parse (with field paths in errors), to print and to
// describe. SHAPE stands behind the structure, in its namespace; nothing of Boost.JSON is seen
// here.
#pragma once

#include "foundation/each_argument.h"
#include "foundation/enum_names.h"
#include "foundation/ids.h"
#include "foundation/point.h"
#include "foundation/refusal.h"
#include "foundation/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace weicheng::http {

/// Numbers: smallest and largest value. Text: code points. Lists: members.
struct Bounds {
    std::int64_t min = 0;
    std::int64_t max = 0;
    bool given = false;
    bool may_be_left_out = false; // then the member keeps its own default
};
constexpr Bounds between(std::int64_t min, std::int64_t max) {
    return {min, max, true};
}
constexpr Bounds at_most(std::int64_t max) {
    return {0, max, true};
}

/// A member that came later: text written before it existed is still read, and the member keeps
/// its default.
constexpr Bounds or_default(Bounds bounds = {}) {
    bounds.may_be_left_out = true;
    return bounds;
}

template <class Owner, class Member>
struct Field {
    std::string_view name;
    Member Owner::*member;
    Bounds bounds;
    std::string_view words; // one English sentence for the description
};
template <class Owner, class Member>
constexpr auto field(std::string_view name, Member Owner::*member, Bounds bounds,
                     std::string_view words = "") {
    if (name.ends_with('_')) name.remove_suffix(1); // void_: a word of C++
    return Field<Owner, Member>{name, member, bounds, words};
}
template <class Owner, class Member>
constexpr auto field(std::string_view name, Member Owner::*member, std::string_view words = "") {
    return field(name, member, Bounds{}, words);
}

/// Ready-made JSON text that is passed on as it stands.
struct Json {
    std::string text = "null";
};

// ---- what can travel ----

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Noun>
struct IsId<Id<Noun>> : std::true_type {};

/// A map from text: an object whose members are data. Kept JSON text and rule data only.
template <class T>
concept Keyed = std::is_same_v<typename T::key_type, std::string> && requires {
    typename T::mapped_type;
};

template <class T>
concept Whole = std::is_integral_v<T> && !std::is_same_v<T, bool>;
template <class T>
concept Shaped = requires {
    shape_name(std::type_identity<T>{});
};

template <class T>
constexpr bool can_travel() {
    if constexpr (IsOptional<T>::value || IsList<T>::value)
        return can_travel<typename T::value_type>();
    else if constexpr (Keyed<T>)
        return can_travel<typename T::mapped_type>();
    else
        return Whole<T> || Enumerated<T> || Shaped<T> || IsId<T>::value ||
               std::is_same_v<T, bool> || std::is_same_v<T, double> ||
               std::is_same_v<T, std::string> || std::is_same_v<T, Instant> ||
               std::is_same_v<T, Date> || std::is_same_v<T, Point> || std::is_same_v<T, Json>;
}

/// The name in the description: the structure's own, without the Reply or Input that keeps it apart
/// from a structure of the module's door ("BodyReply" is the answer that tells of a people::Body).
constexpr std::string_view published_name(std::string_view structure) {
    for (const std::string_view ending : {"Reply", "Input"})
        if (structure.size() > ending.size() && structure.ends_with(ending))
            return structure.substr(0, structure.size() - ending.size());
    return structure;
}

} // namespace weicheng::http

/// A structure that travels, with its members by name: one line a member that has bounds or words.
///   SHAPE(NewCheck, result,
///       (reason, at_most(40), "For a rework."),
///       (photos, at_most(9)));
/// Members may be bool, int, std::int64_t, double (coordinates only), std::string, Instant, Date,
/// Id<…> (a decimal string), Point ({"lon","lat"}), enumerations with ENUM_NAMES, std::optional
/// (may be absent or null), std::vector (may be absent when its bounds allow no members), other
/// shapes, and Json (printed as it stands). std::string members without bounds take at most 2000
/// code points. The layout is free: clang-format leaves it alone.
#define SHAPE(T, ...) WEICHENG_SHAPE(T, , __VA_ARGS__)
/// The same after the fields of a base structure.
#define SHAPE_ON(Base, T, ...)                                                                     \
    WEICHENG_SHAPE(T, fields_of(std::type_identity<Base>{}, take), __VA_ARGS__)

#define WEICHENG_SHAPE(T, of_base, ...)                                                            \
    constexpr std::string_view shape_name(std::type_identity<T>) {                                 \
        return ::weicheng::http::published_name(#T);                                               \
    }                                                                                              \
    template <class Take>                                                                          \
    constexpr void fields_of(std::type_identity<T>, [[maybe_unused]] Take&& take) {                \
        using namespace ::weicheng::http;                                                          \
        of_base;                                                                                   \
        WEICHENG_EACH(WEICHENG_FIELD, T, __VA_ARGS__)                                              \
    }                                                                                              \
    static_assert(::weicheng::http::Shaped<T>)
#define WEICHENG_FIELD(T, member, ...)                                                             \
    static_assert(can_travel<decltype(T::member)>(),                                               \
                  #T "." #member " cannot be printed: give its type a SHAPE or ENUM_NAMES "        \
                     "above this line, or one of the types listed in platform/http/shape.h");      \
    take(field(#member, &T::member __VA_OPT__(, ) __VA_ARGS__));

namespace weicheng::http {

/// Calls `take(field)` for each field of the shape.
template <class T, class Take>
constexpr void each_field(Take take) {
    fields_of(std::type_identity<T>{}, take);
}

// ---- shapes that many share ----

/// A reply without a body.
struct Nothing {};
SHAPE(Nothing);

/// A path that names one thing.
template <class Thing>
struct ById {
    Thing id;
};
template <class Thing>
constexpr std::string_view shape_name(std::type_identity<ById<Thing>>) {
    return "ById";
}
template <class Thing, class Take>
constexpr void fields_of(std::type_identity<ById<Thing>>, Take&& take) {
    take(field("id", &ById<Thing>::id));
}

/// A thing with the name people know it by.
template <class Thing>
struct Named {
    Thing id;
    std::string name;
};
template <class Thing>
constexpr std::string_view shape_name(std::type_identity<Named<Thing>>) {
    return "Named";
}
template <class Thing, class Take>
constexpr void fields_of(std::type_identity<Named<Thing>>, Take&& take) {
    take(field("id", &Named<Thing>::id));
    take(field("name", &Named<Thing>::name));
}

/// A code of the rules with its name in the reader's language.
struct CodeName {
    std::string code;
    std::string name;
};
SHAPE(CodeName, code, name);

/// All there is, at once. What can grow is a Page (endpoint.h).
template <class Item>
struct List {
    std::vector<Item> items;
};
template <class Item>
std::string shape_name(std::type_identity<List<Item>>) {
    return std::string(shape_name(std::type_identity<Item>{})) + "List";
}
template <class Item, class Take>
constexpr void fields_of(std::type_identity<List<Item>>, Take&& take) {
    take(field("items", &List<Item>::items));
}

} // namespace weicheng::http

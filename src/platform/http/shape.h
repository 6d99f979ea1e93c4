// Shapes: one constexpr field list per structure, used to parse (with field paths in errors), to
// print and to describe. Modules' http/ rooms specialise Shape; nothing of Boost.JSON is seen here.
#pragma once

#include "foundation/enum_names.h"
#include "foundation/ids.h"
#include "foundation/point.h"
#include "foundation/refusal.h"
#include "foundation/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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
constexpr auto field(std::string_view name, Member Owner::*member, std::string_view words = "") {
    return Field<Owner, Member>{name, member, {}, words};
}
template <class Owner, class Member>
constexpr auto field(std::string_view name, Member Owner::*member, Bounds bounds,
                     std::string_view words = "") {
    return Field<Owner, Member>{name, member, bounds, words};
}

/// Specialise for each structure that travels:
///   template <> struct Shape<Report> {
///       static constexpr std::string_view name = "Report";
///       static constexpr auto fields = std::tuple{field("kind", &Report::kind, at_most(40)), …};
///   };
/// Members may be bool, int, std::int64_t, double (coordinates only), std::string, Instant, Date,
/// Id<…> (a decimal string), Point ({"lon","lat"}), enumerations with EnumNames, std::optional (may
/// be absent or null), std::vector (may be absent when its bounds allow no members), other shapes,
/// and Json (printed as it stands). std::string fields without bounds take at most 2000 code
/// points. The members of a base structure may be listed too (std::tuple_cat with its fields).
template <class T>
struct Shape;

template <class T>
concept Shaped = requires {
    Shape<T>::fields;
};

/// Ready-made JSON text that is passed on as it stands.
struct Json {
    std::string text = "null";
};

/// A reply without a body.
struct Nothing {};
template <>
struct Shape<Nothing> {
    static constexpr std::string_view name = "Nothing";
    static constexpr std::tuple<> fields{};
};

} // namespace weicheng::http

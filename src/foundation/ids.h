// Strong 64-bit identifiers, made by the server only; strings in JSON. Any file may use them.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace weicheng {

/// A 64-bit identifier of one noun. Zero means "none" and is never stored as an identifier.
template <class Noun>
struct Id {
    std::int64_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using CountyId = Id<struct County>;
using AccountId = Id<struct Account>;
using PersonId = Id<struct Person>;
using BodyId = Id<struct Body>;

} // namespace weicheng

template <class Noun>
struct std::hash<weicheng::Id<Noun>> {
    std::size_t operator()(weicheng::Id<Noun> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};

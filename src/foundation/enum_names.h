// The stable names of an enumeration, as stored and as sent. Any file may use it.
// Specialise EnumNames next to the enumeration; a name once persisted never changes.
#pragma once

#include "foundation/check.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace weicheng {

/// static constexpr std::array<std::pair<E, std::string_view>, N> all;
template <class E>
struct EnumNames;

template <class E>
constexpr std::string_view name_of(E value) {
    for (const auto& [known, name] : EnumNames<E>::all)
        if (known == value) return name;
    throw Bug("an enumerator without a name");
}

template <class E>
constexpr std::optional<E> from_name(std::string_view name) {
    for (const auto& [known, known_name] : EnumNames<E>::all)
        if (known_name == name) return known;
    return std::nullopt;
}

} // namespace weicheng

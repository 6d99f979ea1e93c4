// The demo does only what its county allows: a refusal means that its files or its script are
// wrong. Used by the demo generator only.
#pragma once

#include "foundation/result.h"

#include <string>
#include <type_traits>

namespace weicheng::demo {

template <class T>
T granted(Result<T> result, const std::string& what) {
    if (!result) {
        std::string words = "the demo county was refused: " + what + ": " + result.refusal().code;
        for (const auto& [name, value] : result.refusal().params)
            words += " " + name + "=" + value;
        for (const auto& error : result.refusal().errors)
            words += " " + error.path + ":" + error.code;
        throw Bug(words);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

} // namespace weicheng::demo

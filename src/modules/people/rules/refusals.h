// The refusals that several rules of people give. Pure; used inside rules/ only.
#pragma once

#include "modules/people/people.h"

namespace weicheng::people::rules {

inline Refusal power_missing(std::string_view power) {
    return {"auth.power_missing", {{"power", std::string(power)}}};
}

inline Refusal has_ended(std::string path, const Body& body) {
    return refuse_at(std::move(path), "body.has_ended",
                     {{"name", body.name}, {"valid_to", to_text(*body.valid_to)}});
}

inline Refusal in_future(std::string path, Date day) {
    return refuse_at(std::move(path), "dates.in_future", {{"day", to_text(day)}});
}

/// `day` comes before `first`, which it may not.
inline Refusal reversed(std::string path, Date first, Date day) {
    return refuse_at(std::move(path), "dates.reversed",
                     {{"first", to_text(first)}, {"second", to_text(day)}});
}

} // namespace weicheng::people::rules

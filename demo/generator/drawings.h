// The demo's pictures: a scene of demo/pictures in chosen colours, before or after. Pure. Used by
// the demo generator only.
#pragma once

#include "demo/generator/dice.h"

#include <string>
#include <utility>
#include <vector>

namespace weicheng::demo {

enum class Moment { before, after };

/// What stays the same in every picture of one place.
struct Look {
    std::string scene;
    std::vector<std::pair<std::string, std::string>> colours; // placeholder and its value
};
Look choose_look(const std::string& scene, Dice& dice);

/// The SVG of that place at that moment; the hand that holds the camera moves a little with each
/// picture, so no two are the same.
std::string drawing(const Look& look, Moment moment, Dice& dice);

} // namespace weicheng::demo

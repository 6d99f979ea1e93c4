// A slow second evaluator of formulas that shares nothing with the first but the tree: numbers
// without end, no short cuts, days counted one year after the other.
#pragma once

#include "foundation/formula/formula.h"

namespace weicheng::formula {

/// As text_of() writes it: "n:5/2", "-", "!formula.overflow@3".
std::string reference_outcome(const Node& tree, const Values& values);

} // namespace weicheng::formula

// From words and signs to a tree, not yet typed. Only formula/ includes it.
#pragma once

#include "foundation/formula/tokens.h"

namespace weicheng::formula {

Result<Node> parse(const std::vector<Token>& tokens);

} // namespace weicheng::formula

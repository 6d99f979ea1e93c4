// The rule data that cases hands in. Used by module.cpp.
#pragma once

#include "platform/rule_schema.h"

#include <vector>

namespace weicheng::cases {

std::vector<RuleSchema> rule_schemas();

} // namespace weicheng::cases

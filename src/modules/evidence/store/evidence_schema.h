// The rule data that evidence hands in. Used by module.cpp.
#pragma once

#include "platform/rule_schema.h"

namespace weicheng::evidence {

RuleSchema evidence_schema();

} // namespace weicheng::evidence

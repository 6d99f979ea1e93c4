// The words of what the portal refuses, and of its power. Used by module.cpp.
#pragma once

#include "platform/module.h"

namespace weicheng::portal {

std::vector<RefusalWords> refusal_words();
std::vector<PowerWords> power_words();

} // namespace weicheng::portal

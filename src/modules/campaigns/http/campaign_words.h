// The words of what campaigns refuse. Used by module.cpp.
#pragma once

#include "platform/module.h"

namespace weicheng::campaigns {

std::vector<RefusalWords> refusal_words();

} // namespace weicheng::campaigns

// The words of what calendar refuses, and of its powers. Used by module.cpp.
#pragma once

#include "platform/module.h"

namespace weicheng::calendar {

std::vector<RefusalWords> refusal_words();
std::vector<PowerWords> power_words();

} // namespace weicheng::calendar

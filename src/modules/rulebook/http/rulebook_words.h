// The words of what rulebook refuses, and of its powers. Used by module.cpp.
#pragma once

#include "platform/module.h"

namespace weicheng::rulebook {

std::vector<RefusalWords> refusal_words();
std::vector<PowerWords> power_words();

} // namespace weicheng::rulebook

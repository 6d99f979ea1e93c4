// The words of what people refuses, and of its powers. Used by module.cpp.
#pragma once

#include "platform/module.h"

namespace weicheng::people {

std::vector<RefusalWords> refusal_words();
std::vector<PowerWords> power_words();

} // namespace weicheng::people

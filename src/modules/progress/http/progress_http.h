// The path of the rates and the words of its refusals. Used by module.cpp only.
#pragma once

#include "platform/module.h"

namespace weicheng::progress {

/// What some days brought.
std::vector<http::Endpoint> rates_endpoints();
std::vector<RefusalWords> refusal_words();

} // namespace weicheng::progress

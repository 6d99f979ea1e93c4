// The program's version, as /healthz and the OpenAPI text tell it.
#pragma once

namespace weicheng::app {

inline constexpr const char* version = "0.1.0";

} // namespace weicheng::app

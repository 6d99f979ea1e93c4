// The table of all settings, and which command takes which. Used by the commands.
#pragma once

#include "platform/config/config.h"

#include <string_view>
#include <vector>

namespace weicheng::app {

/// By name; Bug when there is none.
const config::Setting& setting(std::string_view name);
std::vector<const config::Setting*> settings(const std::vector<const char*>& names);
/// All of them, for weicheng.conf: a file may serve several commands.
std::vector<const config::Setting*> all_settings();

} // namespace weicheng::app

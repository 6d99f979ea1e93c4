// What the app filled in. Inside platform/auth only.
#pragma once

#include "platform/auth/auth.h"

namespace weicheng::auth {

struct Hooks {
    PowerSource power_source;
    SessionDetailsSource session_details;
    StartDetailsSource start_details;
    FirstAdministrator first_administrator;
    bool secure_cookies = false;
    Limits limits = {};
};
/// Filled before serving, read by all threads afterwards.
Hooks& hooks();

} // namespace weicheng::auth

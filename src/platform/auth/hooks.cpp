#include "platform/auth/hooks.h"

#include <utility>

namespace weicheng::auth {

Hooks& hooks() {
    static Hooks filled;
    return filled;
}

void set_power_source(PowerSource source) {
    hooks().power_source = std::move(source);
}

void set_session_details(SessionDetailsSource source) {
    hooks().session_details = std::move(source);
}

void set_start_details(StartDetailsSource source) {
    hooks().start_details = std::move(source);
}

void set_first_administrator(FirstAdministrator make) {
    hooks().first_administrator = std::move(make);
}

void use_secure_cookies(bool secure) {
    hooks().secure_cookies = secure;
}

void use_limits(const Limits& limits) {
    hooks().limits = limits;
}

} // namespace weicheng::auth

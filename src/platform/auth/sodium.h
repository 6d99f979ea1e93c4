// The few things taken from libsodium, started once. Inside platform/auth only.
#pragma once

#include <string>
#include <string_view>

namespace weicheng::auth {

/// Starts libsodium; throws Bug when the machine gives no randomness.
void start_sodium();
/// 32 random bytes in URL-safe base64 without padding (43 characters).
std::string random_token();
std::string base64(std::string_view bytes);
/// Empty when the text is no base64.
std::string from_base64(std::string_view text);
/// Compares without telling by its time where two texts differ.
bool same_secret(std::string_view a, std::string_view b);

} // namespace weicheng::auth

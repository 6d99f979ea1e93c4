// Signing in: wrong logins and wrong passwords look and last the same; five wrong in a row lock.
// Inside platform/auth only.
#pragma once

#include "platform/auth/accounts.h"

namespace weicheng::auth {

inline constexpr int most_failures = 5;
inline constexpr std::chrono::minutes lock_time{10};

struct OpenedSession {
    std::string token;
    AccountId account;
};
/// Slow (a password is hashed); opens its own transactions. Refusals auth.wrong_password,
/// auth.locked, set_up.needed.
Result<OpenedSession> sign_in(db::Database& database, const Secrets& secrets,
                              const std::string& login, const std::string& password,
                              const Device& device, Instant now);
/// The owner's change: the old password counts like a sign-in. Refusals auth.wrong_old_password,
/// auth.locked, password.same and those of judge_password.
Result<void> change_own_password(db::Database& database, const Secrets& secrets,
                                 const SignedIn& signed_in, const std::string& old_password,
                                 const std::string& new_password, const Device& device,
                                 Instant now);

} // namespace weicheng::auth

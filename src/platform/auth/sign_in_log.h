// The log of signing in and out: who, when, from where, with what outcome. Inside platform/auth
// only.
#pragma once

#include "foundation/enum_names.h"
#include "platform/auth/auth.h"

namespace weicheng::auth {

/// Persisted.
enum class Outcome {
    signed_in,
    wrong_password,
    locked,
    signed_out,
    idle,
    password_changed,
    token_made,
    token_ended
};
ENUM_NAMES(Outcome, signed_in, wrong_password, locked, signed_out, idle, password_changed,
           token_made, token_ended);

using SignInId = Id<struct SignIn>;

struct SignInRow {
    SignInId id;
    Instant at;
    Outcome outcome = Outcome::signed_in;
    std::string login;               // empty: the login does not exist
    std::optional<std::string> name; // of the account
    std::string address;
    std::string agent;
};

/// The account is zero when the login does not exist.
void log_sign_in(db::Tx& tx, CountyId county, AccountId account, Outcome outcome,
                 const Device& device, Instant now);
/// Newest first, from `before` on (zero: the newest), at most `limit`.
std::vector<SignInRow> sign_ins_of(db::Tx& tx, CountyId county, AccountId account, SignInId before,
                                   int limit);
std::vector<SignInRow> sign_ins_of_all(db::Tx& tx, CountyId county, SignInId before, int limit);
/// Throws away what is older. Returns how many.
std::int64_t forget_sign_ins(db::Tx& tx, CountyId county, Instant before);

} // namespace weicheng::auth

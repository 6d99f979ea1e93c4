// Rows of accounts as sign-in needs them. Inside platform/auth only.
#pragma once

#include "platform/auth/auth.h"

namespace weicheng::auth {

struct Account {
    AccountId id;
    std::string login;
    std::string password_hash;
    std::string name;
    PersonId person;
    Locale locale = Locale::zh;
    bool disabled = false;
};
std::optional<Account> account(db::Tx& tx, CountyId county, AccountId id);
std::optional<Account> account_with_login(db::Tx& tx, CountyId county, std::string_view login);
void set_locale(db::Tx& tx, CountyId county, AccountId id, Locale locale);
Locale locale_from_text(std::string_view text);
std::string_view locale_text(Locale locale); // "zh-CN" or "en"; persisted

/// Ends the account's sessions, but for the one named.
void end_sessions(db::Tx& tx, CountyId county, AccountId account, std::int64_t kept);
void end_session(db::Tx& tx, CountyId county, std::int64_t session);

/// A fact about an account; nothing but its id is told.
void record_account_fact(db::Tx& tx, const Caller& actor, const char* kind, AccountId account,
                         Instant now);

} // namespace weicheng::auth

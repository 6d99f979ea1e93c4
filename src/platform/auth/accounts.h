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
    bool must_change_password = false;
};
std::optional<Account> account(db::Tx& tx, CountyId county, AccountId id);
std::optional<Account> account_with_login(db::Tx& tx, CountyId county, std::string_view login);
void set_locale(db::Tx& tx, CountyId county, AccountId id, Locale locale);
Locale locale_from_text(std::string_view text);
std::string_view locale_text(Locale locale); // "zh-CN" or "en"; persisted

/// The owner's own new password; all other sessions of the account end. Refusal account.unknown.
Result<void> change_password(db::Tx& tx, CountyId county, AccountId account,
                             const std::string& new_hash, Instant now, std::int64_t session_kept);

/// The caller with what they hold at that moment.
Caller with_powers(db::Tx& tx, Caller caller, Instant now);

/// Ends the account's sessions, but for the one named.
void end_sessions(db::Tx& tx, CountyId county, AccountId account, std::int64_t kept);
/// False when the account has no such session.
bool end_session(db::Tx& tx, CountyId county, AccountId account, std::int64_t session);
/// Ends what has idled or lived too long, and says so in the log. At most a few hundred at a time.
void end_lapsed_sessions(db::Tx& tx, CountyId county, Instant now);

struct OpenSession {
    std::int64_t id = 0;
    Instant opened_at, seen_at;
    Device device;
};
/// The account's sessions that still stand, the last used first.
std::vector<OpenSession> open_sessions(db::Tx& tx, CountyId county, AccountId account, Instant now);

/// A fact about an account; nothing but its id is told.
void record_account_fact(db::Tx& tx, const Caller& actor, const char* kind, AccountId account,
                         Instant now);

} // namespace weicheng::auth

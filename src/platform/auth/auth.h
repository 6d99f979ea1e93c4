// Accounts, passwords, sessions and the tenant (county). Knows nothing of posts: powers come from a
// source the app sets.
#pragma once

#include "foundation/caller.h"
#include "foundation/clock.h"
#include "foundation/result.h"
#include "platform/db/db.h"
#include "platform/module.h"

#include <array>
#include <memory>
#include <string>

namespace weicheng::auth {

struct County {
    CountyId id;
    std::string code;    // GB/T 2260
    std::string name;    // 青峰县
    std::string hotline; // shown to citizens
    bool demo = false;
};
CountyId create_county(db::Tx& tx, const County& county, Instant now);
std::optional<County> county(db::Tx& tx, CountyId id);
/// The county that open pages belong to: the first one. nullopt before set-up.
std::optional<County> home_county(db::Tx& tx);

/// Argon2id by libsodium; slow on purpose: never on the writer's thread.
std::string hash_password(std::string_view password);
bool password_fits(const std::string& hash, std::string_view password);
/// Refusal password.too_short / password.too_common; 10 characters at the least.
Result<void> judge_password(std::string_view password);

struct NewAccount {
    CountyId county;
    std::string login; // lower-case letters, digits, . _ - ; 2..40
    std::string password_hash;
    std::string name;
    PersonId person = {};
};
Result<AccountId> create_account(db::Tx& tx, const NewAccount& account, Instant now);
Result<void> change_password(db::Tx& tx, CountyId county, AccountId account,
                             const std::string& new_hash, Instant now);
bool any_account(db::Tx& tx);
std::optional<AccountId> account_by_login(db::Tx& tx, CountyId county, std::string_view login);

/// Given by the people module: the bodies and grants of a person at a moment.
struct Standing {
    std::vector<BodyId> bodies;
    std::vector<Grant> grants;
};
using PowerSource = std::function<Standing(db::Tx&, CountyId, PersonId, Instant)>;
void set_power_source(PowerSource source);

struct SignedIn {
    Caller caller;
    std::string csrf_token;
    Locale locale = Locale::zh;
};
inline constexpr const char* session_cookie = "weicheng_session";
/// A fresh session; returns the cookie's token (only its digest is stored).
std::string open_session(db::Tx& tx, CountyId county, AccountId account, Instant now);
/// The session behind a token, with powers; nullopt when unknown, idle for 12 h, older than 7 days,
/// or the account is disabled.
std::optional<SignedIn> session(db::Tx& tx, std::string_view token, Instant now);
/// The caller for server-side work as that account (demo, tests).
std::optional<Caller> caller_of(db::Tx& tx, CountyId county, AccountId account, Instant now);
/// The server's own hand.
Caller server_caller(CountyId county);

/// Keys that live in the data folder (or beside it): photo addresses, the set-up code, sealing of
/// phones.
class Secrets {
  public:
    /// Reads or makes `folder`/secrets.key (mode 0600).
    explicit Secrets(const std::string& folder);
    /// Lower-case hex HMAC-SHA-256 of the text under a key derived for the purpose.
    std::string sign(std::string_view purpose, std::string_view text) const;
    bool verify(std::string_view purpose, std::string_view text, std::string_view signature) const;
    /// Authenticated encryption of small personal texts (phones); base64. A random nonce each time.
    std::string seal(std::string_view plain) const;
    std::optional<std::string> unseal(std::string_view sealed) const;
    /// A one-time code for the first administrator; stays the same until used.
    std::string set_up_code() const;

  private:
    std::array<unsigned char, 32> key_{};
    std::string folder_;
};

/// A random code of `length` characters from an alphabet without look-alikes
/// (23456789ABCDEFGHJKMNPQRSTUVWXYZ).
std::string random_code(int length);
std::string sha256_hex(std::string_view bytes);

/// /api/v1/sessions, /session, /session/password-changes, /set-up, migrations, refusals.
Module make_module(const Services& services);

} // namespace weicheng::auth

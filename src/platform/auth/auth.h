// Accounts, passwords, sessions and the tenant (county). Knows nothing of posts, bodies or
// campaigns: what it needs of them the app hands over in Hooks. Any module may call it.
#pragma once

#include "foundation/caller.h"
#include "foundation/clock.h"
#include "foundation/result.h"
#include "platform/db/db.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace weicheng {
struct Module;
struct Services;
namespace http {
struct Request;
}
} // namespace weicheng

namespace weicheng::auth {

// ---- counties ----

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
std::vector<CountyId> counties(db::Tx& tx);

// ---- passwords ----

/// Argon2id by libsodium (64 MiB, about 0.1 s, two at a time): never on the writer's thread.
std::string hash_password(std::string_view password);
bool password_fits(const std::string& hash, std::string_view password);
/// Refusals password.too_short (10 characters at the least), password.is_login,
/// password.too_common.
Result<void> judge_password(std::string_view password, std::string_view login = {});

// ---- accounts ----

struct NewAccount {
    CountyId county;
    std::string login; // lower-case letters, digits, . _ - ; 2..40
    std::string password_hash;
    std::string name;
    PersonId person = {};
    bool must_change_password = false; // somebody else chose the password
};
/// Refusals account.bad_login, account.login_taken.
Result<AccountId> create_account(db::Tx& tx, const NewAccount& account, Instant now);
/// The password from another's hand: all sessions of the account end, and the owner must choose a
/// password of their own before anything else. Refusal account.unknown.
Result<void> reset_password(db::Tx& tx, CountyId county, AccountId account,
                            const std::string& new_hash, Instant now);
/// A disabled account cannot sign in and its sessions end. Refusal account.unknown.
Result<void> set_disabled(db::Tx& tx, CountyId county, AccountId account, bool disabled,
                          Instant now);
bool any_account(db::Tx& tx);
std::optional<AccountId> account_by_login(db::Tx& tx, CountyId county, std::string_view login);

struct AccountRow {
    AccountId id;
    std::string login;
    std::string name;
    PersonId person;
    bool disabled = false;
    Instant created_at;
};
/// All accounts of the county, by login.
std::vector<AccountRow> accounts(db::Tx& tx, CountyId county);

// ---- sessions ----

/// How long sessions and the log of sign-ins live.
struct Limits {
    std::chrono::minutes shared_idle{60};   // at a computer that others use too
    std::chrono::minutes own_idle{12 * 60}; // on a device of one's own
    std::chrono::hours oldest{7 * 24};
    std::chrono::hours log_kept{366 * 24};
};

/// Where somebody sits, as it was seen.
struct Device {
    std::string address = {};
    std::string agent = {}; // what the browser says it is
    bool own = false;       // not shared with others: may idle longer
};
Device device_of(const http::Request& request, bool own = false);

struct SignedIn {
    Caller caller;
    std::string csrf_token;
    Locale locale = Locale::zh;
    std::int64_t session = 0;
    Instant seen_at; // as stored: up to a minute behind
    bool must_change_password = false;
};
inline constexpr const char* session_cookie = "weicheng_session";
/// A fresh session; returns the cookie's token (only its digest is stored).
std::string open_session(db::Tx& tx, CountyId county, AccountId account, Instant now,
                         const Device& device = {});
/// The session behind a token, with powers; nullopt when unknown, idle for too long, too old
/// (Limits), or the account is disabled. Reads only: follow it with touch_session.
std::optional<SignedIn> session(db::Tx& tx, std::string_view token, Instant now);
/// Remembers that the session is alive: a small write of its own, not waited for, at most one a
/// minute and session. Costs nothing when there is nothing to remember.
void touch_session(db::Database& database, const SignedIn& signed_in, Instant now);
/// The caller for server-side work as that account (demo, tests).
std::optional<Caller> caller_of(db::Tx& tx, CountyId county, AccountId account, Instant now);
/// The server's own hand.
Caller server_caller(CountyId county);
/// "weicheng_session=…; Path=/; HttpOnly; SameSite=Strict" and Secure for a server that is reached
/// by TLS. An empty token makes the cookie that removes it.
std::string session_cookie_text(std::string_view token, bool secure);

// ---- API tokens ----

/// Another program in the name of the account that made the token.
struct Bearer {
    Caller caller; // with those of the maker's present powers that the token was made for
    Locale locale = Locale::zh;
    std::int64_t token = 0;
    std::optional<Instant> used_at; // as stored: up to a minute behind
};
/// Behind "wc_…"; nullopt when unknown, expired, ended, or the maker's account is disabled or has
/// to change its password. Reads only: follow it with touch_token.
std::optional<Bearer> bearer(db::Tx& tx, std::string_view text, Instant now);
void touch_token(db::Database& database, const Bearer& bearer, Instant now);

// ---- what auth is told by others ----

/// Given by the people module: the bodies and grants of a person at a moment.
struct Standing {
    std::vector<BodyId> bodies;
    std::vector<Grant> grants;
};
using PowerSource = std::function<Standing(db::Tx&, CountyId, PersonId, Instant)>;

/// The parts of a session's answer that modules know, as JSON text: `posts` is
/// [{id,title,body_id,body_name}], `campaign` {id,name,title_sought,inspection_on,days_left} or
/// null.
struct SessionDetails {
    std::string posts = "[]";
    std::string campaign = "null";
};
using SessionDetailsSource =
    std::function<SessionDetails(db::Tx&, const Caller&, Instant now, Locale)>;

/// The parts of GET /public/start that modules know, as JSON text: `campaign` {name,days_left} or
/// null; `demo_accounts` [{login,password,name,title,role}], asked for in a demo county only.
struct StartDetails {
    std::string campaign = "null";
    std::string demo_accounts = "[]";
};
using StartDetailsSource = std::function<StartDetails(db::Tx&, const County&, Instant now, Locale)>;

/// Makes the first administrator's person, with the office's post and powers, in a county that was
/// just created.
using FirstAdministrator =
    std::function<PersonId(db::Tx&, CountyId, const std::string& name, Instant now)>;

class Secrets;

/// All of it in one value: the app sets it in the links of the house's database.
struct Hooks {
    PowerSource power_source = {};
    SessionDetailsSource session_details = {};
    StartDetailsSource start_details = {};
    FirstAdministrator first_administrator = {};
    const Secrets* secrets = nullptr; // the house's, for who has only a transaction
    Limits limits = {};
    bool secure_cookies = false;
};

// ---- secrets ----

/// Keys that live in the data folder (or beside it): photo addresses, the set-up code, sealing of
/// phones.
class Secrets {
  public:
    /// Reads or makes `folder`/secrets.key (mode 0600). Throws db::Fault when that cannot be.
    explicit Secrets(const std::string& folder);
    ~Secrets();
    Secrets(const Secrets&) = delete;
    Secrets& operator=(const Secrets&) = delete;
    /// Lower-case hex HMAC-SHA-256 of the text under a key derived for the purpose.
    std::string sign(std::string_view purpose, std::string_view text) const;
    bool verify(std::string_view purpose, std::string_view text, std::string_view signature) const;
    /// Authenticated encryption of small personal texts (phones); base64. A random nonce each time.
    std::string seal(std::string_view plain) const;
    std::optional<std::string> unseal(std::string_view sealed) const;
    /// A one-time code for the first administrator, kept in `folder`/set-up.code (mode 0600); stays
    /// the same until used.
    std::string set_up_code() const;
    /// Whether a typed code is the set-up code; hyphens, spaces and small letters do not matter.
    bool is_set_up_code(std::string_view typed) const;
    /// After the first account exists the code must open nothing.
    void forget_set_up_code() const;

  private:
    std::array<unsigned char, 32> derived(std::string_view purpose) const;
    std::array<unsigned char, 32> key_{};
    std::string folder_;
};

/// A random code of `length` characters from an alphabet without look-alikes
/// (23456789ABCDEFGHJKMNPQRSTUVWXYZ).
std::string random_code(int length);
std::string sha256_hex(std::string_view bytes);

/// /api/v1/sessions, /session, /session/password-changes, /sign-ins, /api-tokens, /set-up,
/// /public/start, migrations, jobs, refusals.
Module make_module(const Services& services);

} // namespace weicheng::auth

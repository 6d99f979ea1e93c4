#include "platform/auth/accounts.h"
#include "platform/auth/hooks.h"
#include "platform/auth/sodium.h"

#include <mutex>
#include <set>

namespace weicheng::auth {

using namespace std::chrono_literals;

static constexpr auto longest_idle = 12h;
static constexpr auto longest_life = 24h * 7;
static constexpr auto touch_pause = 1min;

static const db::Query insert_session{"auth.insert_session", R"(
    INSERT INTO sessions (county_id, id, account_id, token_digest, csrf_token, opened_at, seen_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6))"};
static const db::Query select_session{"auth.select_session", R"(
    SELECT s.county_id, s.id, s.account_id, s.csrf_token, s.seen_at, a.name, a.person_id, a.locale
    FROM sessions s JOIN accounts a ON a.county_id = s.county_id AND a.id = s.account_id
    WHERE s.token_digest = $1 AND s.seen_at > $2 AND s.opened_at > $3 AND a.disabled = 0)"};
static const db::Query update_seen{"auth.update_seen", R"(
    UPDATE sessions SET seen_at = $1 WHERE county_id = $2 AND id = $3 AND seen_at < $1)"};
static const db::Query delete_session{"auth.delete_session", R"(
    DELETE FROM sessions WHERE county_id = $1 AND id = $2)"};
static const db::Query delete_sessions{"auth.delete_sessions", R"(
    DELETE FROM sessions WHERE county_id = $1 AND account_id = $2 AND id <> $3)"};
static const db::Query delete_lapsed{"auth.delete_lapsed_sessions", R"(
    DELETE FROM sessions WHERE county_id = $1 AND seen_at <= $2)"};

static Caller with_powers(db::Tx& tx, Caller caller, Instant now) {
    if (!caller.person || !hooks().power_source) return caller;
    auto standing = hooks().power_source(tx, caller.county, caller.person, now);
    caller.bodies = std::move(standing.bodies);
    caller.grants = std::move(standing.grants);
    return caller;
}

std::string open_session(db::Tx& tx, CountyId county, AccountId account, Instant now) {
    tx.run(delete_lapsed, {county, now - longest_idle});
    const std::string token = random_token();
    tx.run(insert_session, {county, tx.new_id(), account, sha256_hex(token), random_token(), now});
    return token;
}

std::optional<SignedIn> session(db::Tx& tx, std::string_view token, Instant now) {
    if (token.empty()) return std::nullopt;
    auto found =
        tx.first(select_session, {sha256_hex(token), now - longest_idle, now - longest_life},
                 [](const db::Row& row) {
                     SignedIn signed_in;
                     signed_in.caller.county = row.get<CountyId>(0);
                     signed_in.session = row.get<std::int64_t>(1);
                     signed_in.caller.account = row.get<AccountId>(2);
                     signed_in.csrf_token = row.get<std::string>(3);
                     signed_in.seen_at = row.get<Instant>(4);
                     signed_in.caller.name = row.get<std::string>(5);
                     signed_in.caller.person = row.get<PersonId>(6);
                     signed_in.locale = locale_from_text(row.text(7));
                     return signed_in;
                 });
    if (found) found->caller = with_powers(tx, std::move(found->caller), now);
    return found;
}

/// Sessions whose touch is on its way to the writer.
namespace {
class Touching {
  public:
    bool begin(std::int64_t session) {
        const std::lock_guard lock(mutex_);
        return under_way_.insert(session).second;
    }
    void end(std::int64_t session) {
        const std::lock_guard lock(mutex_);
        under_way_.erase(session);
    }

  private:
    std::mutex mutex_;
    std::set<std::int64_t> under_way_;
};
Touching touching;
} // namespace

void touch_session(db::Database& database, const SignedIn& signed_in, Instant now) {
    if (now - signed_in.seen_at < touch_pause || !touching.begin(signed_in.session)) return;
    const auto county = signed_in.caller.county;
    const auto id = signed_in.session;
    try {
        database.submit(
            [county, id, now](db::Tx& tx) {
                tx.run(update_seen, {now, county, id});
                return db::Verdict::keep;
            },
            // Trouble of the store shows in every write; this one may be lost.
            [id](std::exception_ptr) { touching.end(id); });
    } catch (const db::Busy&) {
        touching.end(id);
    }
}

void end_session(db::Tx& tx, CountyId county, std::int64_t session) {
    tx.run(delete_session, {county, session});
}

void end_sessions(db::Tx& tx, CountyId county, AccountId account, std::int64_t kept) {
    tx.run(delete_sessions, {county, account, kept});
}

std::optional<Caller> caller_of(db::Tx& tx, CountyId county, AccountId id, Instant now) {
    auto found = account(tx, county, id);
    if (!found || found->disabled) return std::nullopt;
    Caller caller{.county = county, .account = id, .person = found->person, .name = found->name};
    return with_powers(tx, std::move(caller), now);
}

Caller server_caller(CountyId county) {
    Caller caller{.county = county};
    caller.is_server = true;
    return caller;
}

std::string session_cookie_text(std::string_view token) {
    std::string text = std::string(session_cookie) + "=" + std::string(token) +
                       "; Path=/; HttpOnly; SameSite=Strict";
    if (token.empty()) text += "; Max-Age=0";
    if (hooks().secure_cookies) text += "; Secure";
    return text;
}

} // namespace weicheng::auth

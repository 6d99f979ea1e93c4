#include "platform/auth/accounts.h"
#include "platform/auth/sign_in_log.h"
#include "platform/auth/sodium.h"
#include "platform/auth/touching.h"
#include "platform/db/table.h"

namespace weicheng::auth {

using namespace std::chrono_literals;

static constexpr auto touch_pause = 1min;

static const db::Query insert_session{"auth.insert_session", R"(
    INSERT INTO sessions (county_id, id, account_id, token_digest, csrf_token, opened_at, seen_at,
                          own_device, address, agent)
    VALUES (:county, :id, :account, :token_digest, :csrf_token, :now, :now, :own_device, :address,
            :agent))"};
static const db::Query select_session{"auth.select_session", R"(
    SELECT s.county_id, s.id, s.account_id, s.csrf_token, s.seen_at, a.name, a.person_id, a.locale,
           a.must_change_password
    FROM sessions s JOIN accounts a ON a.county_id = s.county_id AND a.id = s.account_id
    WHERE s.token_digest = $1
      AND (s.own_device = 0 AND s.seen_at > $2 OR s.own_device = 1 AND s.seen_at > $3)
      AND s.opened_at > $4 AND a.disabled = 0)"};
static const db::Columns<OpenSession> open_columns{
    {"id", &OpenSession::id},
    {"opened_at", &OpenSession::opened_at},
    {"seen_at", &OpenSession::seen_at},
    {"address", &OpenSession::device, &Device::address},
    {"agent", &OpenSession::device, &Device::agent},
    {"own_device", &OpenSession::device, &Device::own}};
static const db::Query select_open_sessions{"auth.select_open_sessions",
                                            "SELECT " + open_columns.list() + R"( FROM sessions
    WHERE county_id = $1 AND account_id = $2
      AND (own_device = 0 AND seen_at > $3 OR own_device = 1 AND seen_at > $4) AND opened_at > $5
    ORDER BY seen_at DESC, id DESC)"};
static const db::Query select_lapsed{"auth.select_lapsed_sessions", R"(
    SELECT id, account_id, address, agent FROM sessions
    WHERE county_id = $1 AND (own_device = 0 AND seen_at <= $2 OR own_device = 1 AND seen_at <= $3
                              OR opened_at <= $4)
    ORDER BY id LIMIT 500)"};
// Also where the clock has stepped back: nothing was seen later than now.
static const db::Query update_seen{"auth.update_seen", R"(
    UPDATE sessions SET seen_at = $1, opened_at = CASE WHEN opened_at > $1 THEN $1 ELSE opened_at END
    WHERE county_id = $2 AND id = $3 AND (seen_at < $1 OR seen_at > $4))"};
static const db::Query delete_session{"auth.delete_session", R"(
    DELETE FROM sessions WHERE county_id = $1 AND account_id = $2 AND id = $3)"};
static const db::Query delete_sessions{"auth.delete_sessions", R"(
    DELETE FROM sessions WHERE county_id = $1 AND account_id = $2 AND id <> $3)"};

namespace {
/// What was seen before these moments has lapsed.
struct Lapse {
    Instant shared, own, opened;
};
} // namespace

static Lapse lapse_at(const db::Tx& tx, Instant now) {
    const auto& limits = tx.links().get<Hooks>().limits;
    return {now - limits.shared_idle, now - limits.own_idle, now - limits.oldest};
}

Caller with_powers(db::Tx& tx, Caller caller, Instant now) {
    const auto& source = tx.links().get<Hooks>().power_source;
    if (!caller.person || !source) return caller;
    auto standing = source(tx, caller.county, caller.person, now);
    caller.bodies = std::move(standing.bodies);
    caller.grants = std::move(standing.grants);
    return caller;
}

std::string open_session(db::Tx& tx, CountyId county, AccountId account, Instant now,
                         const Device& device) {
    const std::string token = random_token();
    tx.run(insert_session, {{"county", county},
                            {"id", tx.new_id()},
                            {"account", account},
                            {"token_digest", sha256_hex(token)},
                            {"csrf_token", random_token()},
                            {"now", now},
                            {"own_device", device.own},
                            {"address", device.address},
                            {"agent", device.agent}});
    return token;
}

std::optional<SignedIn> session(db::Tx& tx, std::string_view token, Instant now) {
    if (token.empty()) return std::nullopt;
    const auto lapse = lapse_at(tx, now);
    auto found =
        tx.first(select_session, {sha256_hex(token), lapse.shared, lapse.own, lapse.opened},
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
                     signed_in.must_change_password = row.get<bool>(8);
                     return signed_in;
                 });
    if (found) found->caller = with_powers(tx, std::move(found->caller), now);
    return found;
}

namespace {
struct SessionTouching : Touching {};
} // namespace

void touch_session(db::Database& database, const SignedIn& signed_in, Instant now) {
    const auto behind = now - signed_in.seen_at;
    if (behind < touch_pause && behind > -touch_pause) return;
    const auto county = signed_in.caller.county;
    const auto id = signed_in.session;
    database.links().memory<SessionTouching>().write(database, id, [county, id, now](db::Tx& tx) {
        tx.run(update_seen, {now, county, id, now + touch_pause});
    });
}

std::vector<OpenSession> open_sessions(db::Tx& tx, CountyId county, AccountId account,
                                       Instant now) {
    const auto lapse = lapse_at(tx, now);
    return tx.rows(select_open_sessions, {county, account, lapse.shared, lapse.own, lapse.opened},
                   open_columns);
}

bool end_session(db::Tx& tx, CountyId county, AccountId account, std::int64_t session) {
    return tx.run(delete_session, {county, account, session}) == 1;
}

void end_sessions(db::Tx& tx, CountyId county, AccountId account, std::int64_t kept) {
    tx.run(delete_sessions, {county, account, kept});
}

void end_lapsed_sessions(db::Tx& tx, CountyId county, Instant now) {
    struct Lapsed {
        std::int64_t id;
        AccountId account;
        Device device;
    };
    const auto lapse = lapse_at(tx, now);
    const auto lapsed = tx.rows(
        select_lapsed, {county, lapse.shared, lapse.own, lapse.opened}, [](const db::Row& row) {
            return Lapsed{row.get<std::int64_t>(0),
                          row.get<AccountId>(1),
                          {row.get<std::string>(2), row.get<std::string>(3)}};
        });
    for (const auto& each : lapsed) {
        end_session(tx, county, each.account, each.id);
        log_sign_in(tx, county, each.account, Outcome::idle, each.device, now);
    }
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

std::string session_cookie_text(std::string_view token, bool secure) {
    std::string text = std::string(session_cookie) + "=" + std::string(token) +
                       "; Path=/; HttpOnly; SameSite=Strict";
    if (token.empty()) text += "; Max-Age=0";
    if (secure) text += "; Secure";
    return text;
}

} // namespace weicheng::auth

#include "platform/auth/sign_in.h"
#include "platform/auth/sign_in_log.h"
#include "platform/auth/sodium.h"

#include "platform/facts/facts.h"

namespace weicheng::auth {

using namespace std::chrono_literals;

static constexpr auto guards_kept = 24h;

static const db::Query select_guard{"auth.select_guard", R"(
    SELECT failures, locked_until FROM sign_in_guards
    WHERE county_id = $1 AND login_digest = $2)"};
static const db::Query upsert_guard{"auth.upsert_guard", R"(
    INSERT INTO sign_in_guards (county_id, id, login_digest, failures, failed_at, locked_until)
    VALUES (:county, :id, :digest, :failures, :now, :locked_until)
    ON CONFLICT (county_id, login_digest) DO UPDATE
    SET failures = excluded.failures, failed_at = excluded.failed_at,
        locked_until = excluded.locked_until)"};
static const db::Query delete_guard{"auth.delete_guard", R"(
    DELETE FROM sign_in_guards WHERE county_id = $1 AND login_digest = $2)"};
static const db::Query delete_old_guards{"auth.delete_old_guards", R"(
    DELETE FROM sign_in_guards WHERE county_id = $1 AND failed_at < $2)"};

namespace {
/// What is known of wrong passwords for one login.
struct Guard {
    std::int64_t failures = 0;
    std::optional<Instant> locked_until;
    bool clock_stepped_back = false; // locked for longer than a lock lasts
};

Guard guard_of(db::Tx& tx, CountyId county, const std::string& digest, Instant now) {
    auto guard = tx.first(select_guard, {county, digest}, [](const db::Row& row) {
                       return Guard{row.get<std::int64_t>(0), row.get<std::optional<Instant>>(1)};
                   }).value_or(Guard{});
    if (!guard.locked_until) return guard;
    if (*guard.locked_until <= now) return {}; // served: count anew
    guard.clock_stepped_back = *guard.locked_until > now + lock_time;
    if (guard.clock_stepped_back) guard.locked_until = now + lock_time;
    return guard;
}

Refusal locked(const Guard& guard, Instant now) {
    const auto left = std::chrono::ceil<std::chrono::minutes>(*guard.locked_until - now);
    return {"auth.locked", {{"minutes", std::to_string(left.count())}}};
}

void put_guard(db::Tx& tx, CountyId county, const std::string& digest, const Guard& guard,
               Instant now) {
    tx.run(upsert_guard, {{"county", county},
                          {"id", tx.new_id()},
                          {"digest", digest},
                          {"failures", guard.failures},
                          {"now", now},
                          {"locked_until", guard.locked_until}});
}

/// Notes that somebody came while it was locked.
void note_locked(db::Tx& tx, CountyId county, const std::string& digest, AccountId account,
                 const Device& device, Instant now) {
    const Guard guard = guard_of(tx, county, digest, now);
    if (guard.clock_stepped_back) put_guard(tx, county, digest, guard, now);
    log_sign_in(tx, county, account, Outcome::locked, device, now);
}

/// Counts one more; the fifth in a row locks.
void count_failure(db::Tx& tx, CountyId county, const std::string& digest, AccountId account,
                   const Device& device, Instant now) {
    tx.run(delete_old_guards, {county, now - guards_kept});
    Guard guard = guard_of(tx, county, digest, now);
    ++guard.failures;
    if (guard.failures >= most_failures) guard.locked_until = now + lock_time;
    put_guard(tx, county, digest, guard, now);
    // An unknown login leaves the account zero: that somebody tried, not what was typed.
    const Caller nobody{.county = county};
    record_account_fact(tx, nobody, "account.sign_in_failed", account, now);
    log_sign_in(tx, county, account, Outcome::wrong_password, device, now);
    if (guard.failures != most_failures) return;
    record_account_fact(tx, nobody, "account.locked", account, now);
    log_sign_in(tx, county, account, Outcome::locked, device, now);
}

/// Hashed in the place of an unknown login's password, so that it takes as long.
const std::string& dummy_hash() {
    static const std::string hash = hash_password(random_token());
    return hash;
}

struct Known {
    CountyId county;
    Guard guard;
    std::optional<Account> account;

    AccountId account_id() const { return account ? account->id : AccountId{}; }
};

std::string digest_of(const Secrets& secrets, std::string_view login) {
    return secrets.sign("login", login);
}
} // namespace

Result<OpenedSession> sign_in(db::Database& database, const Secrets& secrets,
                              const std::string& login, const std::string& password,
                              const Device& device, Instant now) {
    const std::string digest = digest_of(secrets, login);
    const std::string& dummy = dummy_hash(); // made by the first to come, whoever that is
    const auto known = database.read([&](db::Tx& tx) -> std::optional<Known> {
        const auto home = home_county(tx);
        if (!home) return std::nullopt;
        return Known{home->id, guard_of(tx, home->id, digest, now),
                     account_with_login(tx, home->id, login)};
    });
    if (!known) return Refusal{"set_up.needed"};
    if (known->guard.locked_until) {
        database.write([&](db::Tx& tx) {
            note_locked(tx, known->county, digest, known->account_id(), device, now);
        });
        return locked(known->guard, now);
    }
    const bool usable = known->account && !known->account->disabled;
    const bool fits =
        password_fits(usable ? known->account->password_hash : dummy, password) && usable;

    struct Settled { // an outcome, not a refusal: the count of failures must be kept
        std::optional<OpenedSession> opened;
        std::optional<Refusal> refused;
    };
    auto outcome = database.write([&](db::Tx& tx) -> Settled {
        const auto county = known->county;
        const Guard guard = guard_of(tx, county, digest, now);
        if (guard.locked_until) return {{}, locked(guard, now)}; // others guessed meanwhile
        const auto account = usable ? auth::account(tx, county, known->account->id) : std::nullopt;
        if (!fits || !account || account->disabled ||
            account->password_hash != known->account->password_hash) {
            count_failure(tx, county, digest, known->account_id(), device, now);
            return {{}, Refusal{"auth.wrong_password"}};
        }
        tx.run(delete_guard, {county, digest});
        const Caller caller{.county = county, .account = account->id};
        record_account_fact(tx, caller, "account.signed_in", account->id, now);
        log_sign_in(tx, county, account->id, Outcome::signed_in, device, now);
        return {OpenedSession{open_session(tx, county, account->id, now, device), account->id}, {}};
    });
    if (outcome.refused) return *outcome.refused;
    return *outcome.opened;
}

Result<void> change_own_password(db::Database& database, const Secrets& secrets,
                                 const SignedIn& signed_in, const std::string& old_password,
                                 const std::string& new_password, const Device& device,
                                 Instant now) {
    const auto county = signed_in.caller.county;
    const auto id = signed_in.caller.account;
    const auto account = database.read([&](db::Tx& tx) { return auth::account(tx, county, id); });
    if (!account) return Refusal{"account.unknown"};
    const std::string digest = digest_of(secrets, account->login);
    const auto guard = database.read([&](db::Tx& tx) { return guard_of(tx, county, digest, now); });
    if (guard.locked_until) return locked(guard, now);
    if (!password_fits(account->password_hash, old_password)) {
        database.write([&](db::Tx& tx) { count_failure(tx, county, digest, id, device, now); });
        return Refusal{"auth.wrong_old_password"};
    }
    if (new_password == old_password) return Refusal{"password.same"};
    if (auto judged = judge_password(new_password, account->login); !judged) return judged;
    const std::string hash = hash_password(new_password);
    return database.write([&](db::Tx& tx) {
        tx.run(delete_guard, {county, digest});
        log_sign_in(tx, county, id, Outcome::password_changed, device, now);
        return change_password(tx, county, id, hash, now, signed_in.session);
    });
}

} // namespace weicheng::auth

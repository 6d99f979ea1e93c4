#include "platform/auth/accounts.h"

#include "platform/db/table.h"
#include "platform/facts/facts.h"

#include <algorithm>

namespace weicheng::auth {

static const db::Query insert_county{"auth.insert_county", R"(
    INSERT INTO counties (county_id, id, code, name, hotline, demo, created_at)
    VALUES (:id, :id, :code, :name, :hotline, :demo, :now))"};
static const db::Columns<County> county_columns{{"id", &County::id},
                                                {"code", &County::code},
                                                {"name", &County::name},
                                                {"hotline", &County::hotline},
                                                {"demo", &County::demo}};
static const db::Sql all_counties = "SELECT " + county_columns.list() + " FROM counties";
static const db::Query select_county{"auth.select_county", all_counties + " WHERE county_id = $1"};
static const db::Query select_home_county{"auth.select_home_county",
                                          all_counties + " ORDER BY id LIMIT 1"};
static const db::Query select_counties{"auth.select_counties",
                                       "SELECT id FROM counties ORDER BY id"};
static const db::Query insert_account{"auth.insert_account", R"(
    INSERT INTO accounts (county_id, id, login, password_hash, name, person_id, locale, disabled,
                          created_at, password_changed_at, must_change_password)
    VALUES (:county, :id, :login, :password_hash, :name, :person, 'zh-CN', 0, :now, :now,
            :must_change_password))"};
static const db::Columns<Account> account_columns{
    {"id", &Account::id},
    {"login", &Account::login},
    {"password_hash", &Account::password_hash},
    {"name", &Account::name},
    {"person_id", &Account::person},
    {"disabled", &Account::disabled},
    {"must_change_password", &Account::must_change_password}};
static const db::Sql accounts_of_county =
    "SELECT " + account_columns.list() + ", locale FROM accounts WHERE county_id = $1";
static const db::Query select_account{"auth.select_account", accounts_of_county + " AND id = $2"};
static const db::Query select_account_by_login{"auth.select_account_by_login",
                                               accounts_of_county + " AND login = $2"};
static const db::Query select_accounts{"auth.select_accounts", R"(
    SELECT id, login, name, person_id, disabled, created_at
    FROM accounts WHERE county_id = $1 ORDER BY login)"};
static const db::Query count_any_account{
    "auth.count_any_account", "SELECT COUNT(*) FROM (SELECT id FROM accounts LIMIT 1) one"};
static const db::Query update_password{"auth.update_password", R"(
    UPDATE accounts SET password_hash = $1, password_changed_at = $2, must_change_password = $3
    WHERE county_id = $4 AND id = $5)"};
static const db::Query update_disabled{"auth.update_disabled", R"(
    UPDATE accounts SET disabled = $1 WHERE county_id = $2 AND id = $3)"};
static const db::Query update_locale{"auth.update_locale", R"(
    UPDATE accounts SET locale = $1 WHERE county_id = $2 AND id = $3)"};

// ---- counties ----

CountyId create_county(db::Tx& tx, const County& county, Instant now) {
    const CountyId id = county.id ? county.id : CountyId{tx.new_id()};
    tx.run(insert_county, {{"id", id},
                           {"code", county.code},
                           {"name", county.name},
                           {"hotline", county.hotline},
                           {"demo", county.demo},
                           {"now", now}});
    facts::record(tx, server_caller(id), {"county.created", "county", id.value, now});
    return id;
}

std::optional<County> county(db::Tx& tx, CountyId id) {
    return tx.first(select_county, {id}, county_columns);
}

std::optional<County> home_county(db::Tx& tx) {
    return tx.first(select_home_county, {}, county_columns);
}

std::vector<CountyId> counties(db::Tx& tx) {
    return tx.rows(select_counties, {}, [](const db::Row& row) { return row.get<CountyId>(0); });
}

// ---- accounts ----

std::string_view locale_text(Locale locale) {
    return locale == Locale::en ? "en" : "zh-CN";
}

Locale locale_from_text(std::string_view text) {
    return text == "en" ? Locale::en : Locale::zh;
}

static Account read_account(const db::Row& row) {
    auto account = account_columns(row);
    account.locale = locale_from_text(row.text(account_columns.size()));
    return account;
}

std::optional<Account> account(db::Tx& tx, CountyId county, AccountId id) {
    return tx.first(select_account, {county, id}, read_account);
}

std::optional<Account> account_with_login(db::Tx& tx, CountyId county, std::string_view login) {
    return tx.first(select_account_by_login, {county, login}, read_account);
}

std::optional<AccountId> account_by_login(db::Tx& tx, CountyId county, std::string_view login) {
    const auto found = account_with_login(tx, county, login);
    return found ? std::optional{found->id} : std::nullopt;
}

std::vector<AccountRow> accounts(db::Tx& tx, CountyId county) {
    return tx.rows(select_accounts, {county}, [](const db::Row& row) {
        return AccountRow{row.get<AccountId>(0), row.get<std::string>(1), row.get<std::string>(2),
                          row.get<PersonId>(3),  row.get<bool>(4),        row.get<Instant>(5)};
    });
}

bool any_account(db::Tx& tx) {
    return tx.number(count_any_account, {}) > 0;
}

void record_account_fact(db::Tx& tx, const Caller& actor, const char* kind, AccountId account,
                         Instant now) {
    facts::record(tx, actor, {kind, "account", account.value, now});
}

static bool is_login(std::string_view login) {
    const bool plain = std::all_of(login.begin(), login.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
    return plain && login.size() >= 2 && login.size() <= 40;
}

Result<AccountId> create_account(db::Tx& tx, const NewAccount& account, Instant now) {
    if (!is_login(account.login)) return Refusal{"account.bad_login"};
    if (account_by_login(tx, account.county, account.login)) return Refusal{"account.login_taken"};
    const AccountId id{tx.new_id()};
    tx.run(insert_account, {{"county", account.county},
                            {"id", id},
                            {"login", account.login},
                            {"password_hash", account.password_hash},
                            {"name", account.name},
                            {"person", account.person},
                            {"now", now},
                            {"must_change_password", account.must_change_password}});
    record_account_fact(tx, server_caller(account.county), "account.created", id, now);
    return id;
}

Result<void> change_password(db::Tx& tx, CountyId county, AccountId account,
                             const std::string& new_hash, Instant now, std::int64_t session_kept) {
    if (tx.run(update_password, {new_hash, now, false, county, account}) == 0)
        return Refusal{"account.unknown"};
    end_sessions(tx, county, account, session_kept);
    record_account_fact(tx, Caller{.county = county, .account = account},
                        "account.password_changed", account, now);
    return {};
}

Result<void> reset_password(db::Tx& tx, CountyId county, AccountId account,
                            const std::string& new_hash, Instant now) {
    if (tx.run(update_password, {new_hash, now, true, county, account}) == 0)
        return Refusal{"account.unknown"};
    end_sessions(tx, county, account, 0);
    record_account_fact(tx, server_caller(county), "account.password_reset", account, now);
    return {};
}

Result<void> set_disabled(db::Tx& tx, CountyId county, AccountId account, bool disabled,
                          Instant now) {
    if (tx.run(update_disabled, {disabled, county, account}) == 0)
        return Refusal{"account.unknown"};
    if (disabled) end_sessions(tx, county, account, 0);
    record_account_fact(tx, server_caller(county),
                        disabled ? "account.disabled" : "account.enabled", account, now);
    return {};
}

void set_locale(db::Tx& tx, CountyId county, AccountId id, Locale locale) {
    tx.run(update_locale, {locale_text(locale), county, id});
}

} // namespace weicheng::auth

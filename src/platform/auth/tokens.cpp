#include "platform/auth/tokens.h"

#include "platform/auth/accounts.h"
#include "platform/auth/sign_in_log.h"
#include "platform/auth/sodium.h"
#include "platform/auth/touching.h"
#include "platform/facts/facts.h"

#include "foundation/text.h"

#include <algorithm>
#include <set>

namespace weicheng::auth {

using namespace std::chrono_literals;

static constexpr std::string_view token_start = "wc_";
static constexpr int longest_days = 366;
static constexpr auto touch_pause = 1min;

static const db::Query insert_token{"auth.insert_token", R"(
    INSERT INTO api_tokens (county_id, id, account_id, name, token_digest, powers, created_at,
                            expires_at)
    VALUES (:county, :id, :account, :name, :digest, :powers, :now, :expires_at))"};
static const db::Query select_tokens{"auth.select_tokens", R"(
    SELECT t.id, t.account_id, a.name, t.name, t.powers, t.created_at, t.expires_at, t.last_used_at,
           t.ended_at
    FROM api_tokens t JOIN accounts a ON a.county_id = t.county_id AND a.id = t.account_id
    WHERE t.county_id = $1 ORDER BY t.id DESC)"};
static const db::Query select_bearer{"auth.select_bearer", R"(
    SELECT t.county_id, t.id, t.account_id, t.powers, t.last_used_at, a.name, a.person_id, a.locale
    FROM api_tokens t JOIN accounts a ON a.county_id = t.county_id AND a.id = t.account_id
    WHERE t.token_digest = $1 AND t.expires_at > $2 AND t.ended_at IS NULL AND a.disabled = 0
      AND a.must_change_password = 0)"};
static const db::Query update_used{"auth.update_used", R"(
    UPDATE api_tokens SET last_used_at = $1
    WHERE county_id = $2 AND id = $3 AND (last_used_at IS NULL OR last_used_at < $1))"};
static const db::Query update_ended{"auth.update_ended", R"(
    UPDATE api_tokens SET ended_at = $1 WHERE county_id = $2 AND id = $3 AND ended_at IS NULL)"};

// ---- making and ending ----

static std::string joined(const std::vector<std::string>& powers) {
    std::string text;
    for (const auto& power : powers)
        text += (text.empty() ? "" : " ") + power;
    return text;
}

static std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> powers;
    for (const auto power : split(text, ' '))
        if (!power.empty()) powers.emplace_back(power);
    return powers;
}

static Result<void> judge(const Caller& maker, const NewApiToken& wished, Instant now) {
    if (wished.powers.empty()) return refuse_at("/powers", "token.powers_missing");
    for (std::size_t i = 0; i < wished.powers.size(); ++i)
        if (!maker.may(wished.powers[i]))
            return refuse_at("/powers/" + std::to_string(i), "token.power_not_yours",
                             {{"power", wished.powers[i]}});
    const auto today = date_of(now);
    if (wished.expires_on < today || wished.expires_on > next_day(today, longest_days))
        return refuse_at("/expires_on", "token.expiry_wrong",
                         {{"days", std::to_string(longest_days)}});
    return {};
}

static void record_token_fact(db::Tx& tx, const Caller& actor, const char* kind, TokenId token,
                              Instant now) {
    facts::record(tx, actor, {kind, "api_token", token.value, now});
}

Result<MadeToken> make_token(db::Tx& tx, const Caller& maker, const NewApiToken& wished,
                             const Device& device, Instant now) {
    if (auto judged = judge(maker, wished, now); !judged) return judged.refusal();
    const std::set<std::string> once(wished.powers.begin(), wished.powers.end());
    MadeToken made;
    made.text = std::string(token_start) + random_token();
    made.token = {.id = TokenId{tx.new_id()},
                  .account = maker.account,
                  .account_name = maker.name,
                  .name = wished.name,
                  .powers = {once.begin(), once.end()},
                  .created_at = now,
                  .expires_at = instant_of(next_day(wished.expires_on), 0),
                  .last_used_at = {},
                  .ended_at = {}};
    const auto& token = made.token;
    tx.run(insert_token, {{"county", maker.county},
                          {"id", token.id},
                          {"account", maker.account},
                          {"name", token.name},
                          {"digest", sha256_hex(made.text)},
                          {"powers", joined(token.powers)},
                          {"now", now},
                          {"expires_at", token.expires_at}});
    record_token_fact(tx, maker, "api_token.made", token.id, now);
    log_sign_in(tx, maker.county, maker.account, Outcome::token_made, device, now);
    return made;
}

std::vector<ApiToken> tokens(db::Tx& tx, CountyId county, AccountId account) {
    auto all = tx.rows(select_tokens, {county}, [](const db::Row& row) {
        return ApiToken{row.get<TokenId>(0),
                        row.get<AccountId>(1),
                        row.get<std::string>(2),
                        row.get<std::string>(3),
                        parted(row.text(4)),
                        row.get<Instant>(5),
                        row.get<Instant>(6),
                        row.get<std::optional<Instant>>(7),
                        row.get<std::optional<Instant>>(8)};
    });
    if (account)
        std::erase_if(all, [&](const ApiToken& token) { return token.account != account; });
    return all;
}

Result<void> end_token(db::Tx& tx, const Caller& actor, TokenId id, const Device& device,
                       Instant now) {
    const bool of_all = actor.may_in_county("accounts.manage");
    const auto mine = tokens(tx, actor.county, of_all ? AccountId{} : actor.account);
    const auto found = std::find_if(mine.begin(), mine.end(),
                                    [&](const ApiToken& token) { return token.id == id; });
    if (found == mine.end()) return Refusal{"token.unknown"};
    if (tx.run(update_ended, {now, actor.county, id}) == 0) return {};
    record_token_fact(tx, actor, "api_token.ended", id, now);
    log_sign_in(tx, actor.county, found->account, Outcome::token_ended, device, now);
    return {};
}

// ---- using one ----

std::optional<Bearer> bearer(db::Tx& tx, std::string_view text, Instant now) {
    if (!text.starts_with(token_start)) return std::nullopt;
    std::vector<std::string> powers;
    auto found = tx.first(select_bearer, {sha256_hex(text), now}, [&](const db::Row& row) {
        Bearer bearer;
        bearer.caller.county = row.get<CountyId>(0);
        bearer.token = row.get<std::int64_t>(1);
        bearer.caller.account = row.get<AccountId>(2);
        powers = parted(row.text(3));
        bearer.used_at = row.get<std::optional<Instant>>(4);
        bearer.caller.name = row.get<std::string>(5);
        bearer.caller.person = row.get<PersonId>(6);
        bearer.locale = locale_from_text(row.text(7));
        return bearer;
    });
    if (!found) return std::nullopt;
    found->caller = with_powers(tx, std::move(found->caller), now);
    std::erase_if(found->caller.grants, [&](const Grant& grant) {
        return std::find(powers.begin(), powers.end(), grant.power) == powers.end();
    });
    return found;
}

namespace {
struct TokenTouching : Touching {};
} // namespace

void touch_token(db::Database& database, const Bearer& bearer, Instant now) {
    if (bearer.used_at && now - *bearer.used_at < touch_pause) return;
    const auto county = bearer.caller.county;
    const auto id = bearer.token;
    database.links().memory<TokenTouching>().write(database, id, [county, id, now](db::Tx& tx) {
        tx.run(update_used, {now, county, id});
    });
}

} // namespace weicheng::auth

#include "platform/auth/sign_in_log.h"

#include "platform/db/table.h"
#include "platform/http/endpoint.h"

#include <limits>

namespace weicheng::auth {

static const db::Query insert_sign_in{
    "auth.insert_sign_in", db::insert_into("sign_ins", {"county_id", "id", "account_id", "at",
                                                        "outcome", "address", "agent"})};
static const db::Columns<SignInRow> sign_in_columns{
    {"s.id", &SignInRow::id},           {"s.at", &SignInRow::at},
    {"s.outcome", &SignInRow::outcome}, {"COALESCE(a.login, '')", &SignInRow::login},
    {"a.name", &SignInRow::name},       {"s.address", &SignInRow::address},
    {"s.agent", &SignInRow::agent}};
static const db::Query select_sign_ins{"auth.select_sign_ins",
                                       "SELECT " + sign_in_columns.list() + R"(
    FROM sign_ins s LEFT JOIN accounts a ON a.county_id = s.county_id AND a.id = s.account_id
    WHERE s.county_id = $1 AND s.id < $2 ORDER BY s.id DESC LIMIT $3)"};
static const db::Query select_own_sign_ins{"auth.select_own_sign_ins",
                                           "SELECT " + sign_in_columns.list() + R"(
    FROM sign_ins s JOIN accounts a ON a.county_id = s.county_id AND a.id = s.account_id
    WHERE s.county_id = $1 AND s.account_id = $2 AND s.id < $3 ORDER BY s.id DESC LIMIT $4)"};
static const db::Query delete_old_sign_ins{"auth.delete_old_sign_ins", R"(
    DELETE FROM sign_ins WHERE county_id = $1 AND at < $2)"};

/// Headers of strangers: plain characters only, not too many.
static std::string plain(std::string_view text, std::size_t most) {
    std::string kept(text.substr(0, most));
    for (char& c : kept)
        if (c < ' ' || c > '~') c = '?';
    return kept;
}

Device device_of(const http::Request& request, bool own) {
    constexpr std::size_t longest_address = 64, longest_agent = 200;
    return {plain(request.peer, longest_address),
            plain(request.header("user-agent"), longest_agent), own};
}

void log_sign_in(db::Tx& tx, CountyId county, AccountId account, Outcome outcome,
                 const Device& device, Instant now) {
    tx.run(insert_sign_in, {{"county_id", county},
                            {"id", tx.new_id()},
                            {"account_id", account},
                            {"at", now},
                            {"outcome", outcome},
                            {"address", device.address},
                            {"agent", device.agent}});
}

static std::int64_t up_to(SignInId before) {
    return before ? before.value : std::numeric_limits<std::int64_t>::max();
}

std::vector<SignInRow> sign_ins_of(db::Tx& tx, CountyId county, AccountId account, SignInId before,
                                   int limit) {
    return tx.rows(select_own_sign_ins, {county, account, up_to(before), limit}, sign_in_columns);
}

std::vector<SignInRow> sign_ins_of_all(db::Tx& tx, CountyId county, SignInId before, int limit) {
    return tx.rows(select_sign_ins, {county, up_to(before), limit}, sign_in_columns);
}

std::int64_t forget_sign_ins(db::Tx& tx, CountyId county, Instant before) {
    return tx.run(delete_old_sign_ins, {county, before});
}

} // namespace weicheng::auth

#include "platform/auth/accounts.h"
#include "platform/auth/endpoints.h"
#include "platform/auth/session_shapes.h"

#include <map>

namespace weicheng::auth {

using http::Context;
using http::Endpoint;
using http::Method;
using http::Nothing;

static constexpr const char* power = "tokens.manage";

/// `maker` is the account that made it as it stands now; nullopt when it is closed.
static ApiTokenReply row_of(const ApiToken& token, const std::optional<Caller>& maker,
                            AccountId asker, Instant now) {
    ApiTokenReply row;
    row.id = token.id;
    row.name = token.name;
    row.maker_name = token.account_name;
    row.mine = token.account == asker;
    row.powers = token.powers;
    row.works = maker && !token.ended_at && token.expires_at > now;
    for (const auto& each : token.powers)
        if (row.works && maker->may(each)) row.powers_now.push_back(each);
    row.expires_on = next_day(date_of(token.expires_at), -1);
    row.created_at = token.created_at;
    row.last_used_at = token.last_used_at;
    row.ended_at = token.ended_at;
    return row;
}

static Endpoint list_tokens() {
    return http::slow(
        {.method = Method::get,
         .path = "/api/v1/api-tokens",
         .operation_id = "list_api_tokens",
         .words = "The tokens one has made, or all of them for who may manage accounts in the "
                  "county; never the tokens themselves.",
         .power = power,
         .person_only = true},
        +[](const Context& context, const Nothing&,
            const Nothing&) -> Result<http::List<ApiTokenReply>> {
            return context.database.read([&](db::Tx& tx) {
                const auto& caller = context.caller;
                const bool of_all = caller.may_in_county("accounts.manage");
                std::map<AccountId, std::optional<Caller>> makers;
                http::List<ApiTokenReply> list;
                for (const auto& token :
                     tokens(tx, caller.county, of_all ? AccountId{} : caller.account)) {
                    const auto [at, fresh] = makers.try_emplace(token.account);
                    if (fresh)
                        at->second = caller_of(tx, caller.county, token.account, context.now);
                    list.items.push_back(row_of(token, at->second, caller.account, context.now));
                }
                return list;
            });
        });
}

// Without Idempotency-Key: the answer to a key is kept, and a token is kept nowhere.
static Endpoint make_one() {
    return http::write(
        {.method = Method::post,
         .path = "/api/v1/api-tokens",
         .operation_id = "create_api_token",
         .words = "Makes a token for another program; the answer is the only time it is shown.",
         .power = power,
         .success = 201,
         .person_only = true},
        +[](const Context& context, db::Tx& tx, const Nothing&,
            const NewApiToken& body) -> Result<IssuedApiToken> {
            auto made =
                make_token(tx, context.caller, body, device_of(context.request), context.now);
            if (!made) return made.refusal();
            IssuedApiToken reply;
            static_cast<ApiTokenReply&>(reply) =
                row_of(made->token, context.caller, context.caller.account, context.now);
            reply.token = made->text;
            return reply;
        });
}

static Endpoint end_one() {
    return http::write(
        {.method = Method::del,
         .path = "/api/v1/api-tokens/{id}",
         .operation_id = "end_api_token",
         .words = "Ends a token at once; ending it twice changes nothing.",
         .power = power,
         .success = 204,
         .person_only = true},
        +[](const Context& context, db::Tx& tx, const http::ById<TokenId>& path,
            const Nothing&) -> Result<Nothing> {
            auto ended =
                end_token(tx, context.caller, path.id, device_of(context.request), context.now);
            if (!ended) return ended.refusal();
            return Nothing{};
        });
}

std::vector<Endpoint> token_endpoints() {
    return {list_tokens(), make_one(), end_one()};
}

} // namespace weicheng::auth

#include "platform/auth/accounts.h"
#include "platform/auth/endpoints.h"
#include "platform/auth/session_shapes.h"

namespace weicheng::auth {

using http::Context;
using http::Door;
using http::Endpoint;
using http::Method;
using http::Nothing;

static Endpoint list_sessions() {
    return http::read(
        {.method = Method::get,
         .path = "/api/v1/sessions",
         .operation_id = "list_sessions",
         .words = "One's own open sessions, the last used first.",
         .door = Door::signed_in,
         .person_only = true},
        +[](const Context& context, db::Tx& tx, const Nothing&) -> Result<http::List<OwnSession>> {
            const auto current = session_of(context, tx).session;
            http::List<OwnSession> list;
            for (const auto& each :
                 open_sessions(tx, context.caller.county, context.caller.account, context.now))
                list.items.push_back({SessionId{each.id}, each.opened_at, each.seen_at,
                                      each.device.address, each.device.agent, each.device.own,
                                      each.id == current});
            return list;
        });
}

static Endpoint end_one_session() {
    return http::write(
        {.method = Method::del,
         .path = "/api/v1/sessions/{id}",
         .operation_id = "end_session",
         .words = "Ends one of one's own sessions, such as one left open elsewhere.",
         .door = Door::signed_in,
         .success = 204,
         .person_only = true},
        +[](const Context& context, db::Tx& tx, const http::ById<SessionId>& path,
            const Nothing&) -> Result<Nothing> {
            const auto& caller = context.caller;
            if (!end_session(tx, caller.county, caller.account, path.id.value))
                return Refusal{"session.unknown"};
            record_account_fact(tx, caller, "account.signed_out", caller.account, context.now);
            log_sign_in(tx, caller.county, caller.account, Outcome::signed_out,
                        device_of(context.request), context.now);
            return Nothing{};
        });
}

static Endpoint list_sign_ins() {
    return http::read(
        {.method = Method::get,
         .path = "/api/v1/sign-ins",
         .operation_id = "list_sign_ins",
         .words = "The log of signing in and out: one's own, or everybody's for who may manage "
                  "accounts in the county.",
         .door = Door::signed_in},
        +[](const Context& context, db::Tx& tx, const SignInQuery& query) -> Result<SignInPage> {
            const auto& caller = context.caller;
            const int limit = query.limit.value_or(http::default_page);
            const auto before = query.cursor.value_or(SignInId{});
            SignInPage page;
            page.items = caller.may_in_county("accounts.manage")
                             ? sign_ins_of_all(tx, caller.county, before, limit + 1)
                             : sign_ins_of(tx, caller.county, caller.account, before, limit + 1);
            if (page.items.size() <= static_cast<std::size_t>(limit)) return page;
            page.items.pop_back();
            page.next_cursor = std::to_string(page.items.back().id.value);
            return page;
        });
}

std::vector<Endpoint> session_endpoints() {
    return {list_sessions(), end_one_session(), list_sign_ins()};
}

} // namespace weicheng::auth

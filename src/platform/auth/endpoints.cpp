#include "platform/auth/endpoints.h"

#include "platform/auth/sign_in.h"
#include "platform/auth/sign_in_log.h"
#include "platform/services.h"

#include <algorithm>

namespace weicheng::auth {

using http::Context;
using http::Door;
using http::Endpoint;
using http::Method;
using http::Nothing;
using http::RawReply;

SessionReply session_reply(db::Tx& tx, const SignedIn& signed_in, Instant now, Locale locale) {
    const Caller& caller = signed_in.caller;
    const auto home = county(tx, caller.county);
    const auto mine = account(tx, caller.county, caller.account);
    check(home && mine, "a session has its county and account");
    SessionReply reply;
    reply.account_id = caller.account;
    reply.person_id = caller.person;
    reply.name = mine->name;
    reply.login = mine->login;
    reply.locale = locale_text(mine->locale);
    for (const auto& grant : caller.grants)
        reply.powers.push_back(grant.power);
    std::sort(reply.powers.begin(), reply.powers.end());
    reply.powers.erase(std::unique(reply.powers.begin(), reply.powers.end()), reply.powers.end());
    reply.csrf_token = signed_in.csrf_token;
    reply.county = {home->id, home->name, home->code};
    reply.demo = home->demo;
    reply.must_change_password = mine->must_change_password;
    reply.server_now = now;
    const auto& source = tx.links().get<Hooks>().session_details;
    const auto details = source ? source(tx, caller, now, locale) : SessionDetails{};
    reply.posts.text = details.posts;
    reply.campaign.text = details.campaign;
    return reply;
}

SignedIn session_of(const Context& context, db::Tx& tx) {
    auto found = session(tx, context.request.cookie(session_cookie), context.now);
    check(found.has_value(), "who passed the door has a session");
    return *found;
}

static Refusal field_refusal(std::string_view name, std::string_view code,
                             std::vector<WordParam> params = {}) {
    http::Errors errors;
    errors.add(http::Path({}, name), code, std::move(params));
    return errors.refusal();
}

static RawReply with_cookie(const Context& context, int status, std::string body,
                            std::string_view token) {
    RawReply reply;
    reply.status = status;
    if (body.empty()) reply.content_type.clear();
    reply.body = std::move(body);
    const bool secure = context.database.links().get<Hooks>().secure_cookies;
    reply.headers.emplace_back("Set-Cookie", session_cookie_text(token, secure));
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

/// Describes the JSON of a handler that sets headers of its own.
template <class Reply>
static Endpoint answering(Endpoint endpoint) {
    endpoint.reply_schema = http::named_schema<Reply>(http::Direction::answered, endpoint.schemas);
    return endpoint;
}

static Endpoint sign_in_endpoint(const Secrets* secrets) {
    return answering<SessionReply>(http::slow<Nothing, SignInInput, RawReply>(
        {.method = Method::post,
         .path = "/api/v1/sessions",
         .operation_id = "sign_in",
         .words = "Signs in: sets the session cookie and tells who one is.",
         .door = Door::open,
         .success = 201},
        [secrets](const Context& context, const Nothing&,
                  const SignInInput& body) -> Result<RawReply> {
            auto opened = sign_in(context.database, *secrets, body.login, body.password,
                                  device_of(context.request, body.own_device), context.now);
            if (!opened) return opened.refusal();
            return context.database.read([&](db::Tx& tx) -> Result<RawReply> {
                const auto signed_in = session(tx, opened->token, context.now);
                if (!signed_in) return Refusal{"auth.wrong_password"}; // disabled meanwhile
                const auto reply = session_reply(tx, *signed_in, context.now, context.locale);
                return with_cookie(context, 201, http::to_json(reply), opened->token);
            });
        }));
}

static Endpoint get_session() {
    return http::read(
        {.method = Method::get,
         .path = "/api/v1/session",
         .operation_id = "get_session",
         .words = "Who is signed in, with posts, powers and the running campaign.",
         .door = Door::signed_in,
         .person_only = true,
         .before_new_password = true},
        +[](const Context& context, db::Tx& tx, const Nothing&) -> Result<SessionReply> {
            return session_reply(tx, session_of(context, tx), context.now, context.locale);
        });
}

static Endpoint change_session() {
    return http::write(
        {.method = Method::patch,
         .path = "/api/v1/session",
         .operation_id = "change_session",
         .words = "Remembers the language of the signed-in person.",
         .door = Door::signed_in,
         .person_only = true,
         .before_new_password = true},
        +[](const Context& context, db::Tx& tx, const Nothing&,
            const SessionChange& body) -> Result<SessionReply> {
            if (body.locale != "zh-CN" && body.locale != "en")
                return field_refusal("locale", "field.unknown_name", {{"names", "zh-CN, en"}});
            const Locale locale = locale_from_text(body.locale);
            set_locale(tx, context.caller.county, context.caller.account, locale);
            record_account_fact(tx, context.caller, "account.locale_changed",
                                context.caller.account, context.now);
            return session_reply(tx, session_of(context, tx), context.now, locale);
        });
}

static Endpoint sign_out() {
    auto endpoint = http::write(
        {.method = Method::del,
         .path = "/api/v1/session",
         .operation_id = "sign_out",
         .words = "Ends the session and removes its cookie.",
         .door = Door::signed_in,
         .success = 204,
         .person_only = true,
         .before_new_password = true},
        +[](const Context& context, db::Tx& tx, const Nothing&,
            const Nothing&) -> Result<RawReply> {
            const auto& [county, account] =
                std::pair{context.caller.county, context.caller.account};
            end_session(tx, county, account, session_of(context, tx).session);
            record_account_fact(tx, context.caller, "account.signed_out", account, context.now);
            log_sign_in(tx, county, account, Outcome::signed_out, device_of(context.request),
                        context.now);
            return with_cookie(context, 204, "", "");
        });
    return endpoint;
}

static Endpoint change_password_endpoint(const Secrets* secrets) {
    return http::slow<Nothing, PasswordChange, Nothing>(
        {.method = Method::post,
         .path = "/api/v1/session/password-changes",
         .operation_id = "change_password",
         .words = "Changes one's own password; all other sessions of the account end.",
         .door = Door::signed_in,
         .success = 204,
         .person_only = true,
         .before_new_password = true},
        [secrets](const Context& context, const Nothing&,
                  const PasswordChange& body) -> Result<Nothing> {
            const auto signed_in = context.database.read([&](db::Tx& tx) {
                return session(tx, context.request.cookie(session_cookie), context.now);
            });
            if (!signed_in) return Refusal{"auth.sign_in_first"}; // ended meanwhile
            auto changed =
                change_own_password(context.database, *secrets, *signed_in, body.old_password,
                                    body.new_password, device_of(context.request), context.now);
            if (!changed) return changed.refusal();
            return Nothing{};
        });
}

static Endpoint get_start() {
    return http::read(
        {.method = Method::get,
         .path = "/api/v1/public/start",
         .operation_id = "get_start",
         .words = "What the first screens need before anybody signs in.",
         .door = Door::open},
        +[](const Context& context, db::Tx& tx, const Nothing&) -> Result<StartReply> {
            StartReply reply;
            reply.server_now = context.now;
            reply.demo_accounts.text = "[]";
            reply.set_up_needed = !any_account(tx);
            const auto home = home_county(tx);
            if (!home) return reply;
            reply.county_name = home->name;
            reply.hotline = home->hotline;
            reply.demo = home->demo;
            const auto& source = tx.links().get<Hooks>().start_details;
            if (!source) return reply;
            const auto details = source(tx, *home, context.now, context.locale);
            reply.campaign.text = details.campaign;
            if (home->demo) reply.demo_accounts.text = details.demo_accounts;
            return reply;
        });
}

/// Creates county, person and account in one go; refuses when somebody was faster.
static Result<std::string> first_steps(db::Tx& tx, const SetUp& body,
                                       const std::string& password_hash, const Device& device,
                                       Instant now) {
    if (any_account(tx)) return Refusal{"set_up.done"};
    const auto home = home_county(tx);
    const CountyId id =
        home ? home->id
             : create_county(tx, {{}, body.county_code, body.county_name, "", false}, now);
    PersonId person;
    if (const auto& make = tx.links().get<Hooks>().first_administrator)
        person = make(tx, id, body.name, now);
    auto account = create_account(tx, {id, body.login, password_hash, body.name, person}, now);
    if (!account) return account.refusal();
    record_account_fact(tx, Caller{.county = id, .account = *account}, "account.signed_in",
                        *account, now);
    log_sign_in(tx, id, *account, Outcome::signed_in, device, now);
    return open_session(tx, id, *account, now, device);
}

static Result<void> judge_set_up(const Context& context, const Secrets& secrets,
                                 const SetUp& body) {
    if (context.database.read(any_account)) return Refusal{"set_up.done"};
    if (!secrets.is_set_up_code(body.code)) return Refusal{"set_up.wrong_code"};
    const auto& code = body.county_code;
    if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return field_refusal("county_code", "field.not_digits");
    return judge_password(body.password, body.login);
}

Endpoint set_up_endpoint(const Services& services) {
    const Secrets* secrets = services.secrets;
    return answering<SessionReply>(http::slow<Nothing, SetUp, RawReply>(
        {.method = Method::post,
         .path = "/api/v1/set-up",
         .operation_id = "set_up",
         .words = "Makes the county and its first administrator, once, with the printed code.",
         .door = Door::open,
         .success = 201},
        [secrets](const Context& context, const Nothing&, const SetUp& body) -> Result<RawReply> {
            if (auto judged = judge_set_up(context, *secrets, body); !judged)
                return judged.refusal();
            const std::string hash = hash_password(body.password);
            auto token = context.database.write([&](db::Tx& tx) {
                return first_steps(tx, body, hash, device_of(context.request), context.now);
            });
            if (!token) return token.refusal();
            secrets->forget_set_up_code();
            return context.database.read([&](db::Tx& tx) -> Result<RawReply> {
                const auto signed_in = session(tx, *token, context.now);
                check(signed_in.has_value(), "the first session is open");
                const auto reply = session_reply(tx, *signed_in, context.now, context.locale);
                return with_cookie(context, 201, http::to_json(reply), *token);
            });
        }));
}

std::vector<Endpoint> endpoints(const Services& services) {
    return {sign_in_endpoint(services.secrets),
            get_session(),
            change_session(),
            sign_out(),
            change_password_endpoint(services.secrets),
            get_start(),
            set_up_endpoint(services)};
}

} // namespace weicheng::auth

// The shapes and endpoints of signing in and setting up. Inside platform/auth only.
#pragma once

#include "platform/auth/auth.h"
#include "platform/http/endpoint.h"

namespace weicheng::auth {

struct CountyName {
    CountyId id;
    std::string name, code;
};

struct SessionReply {
    AccountId account_id;
    PersonId person_id;
    std::string name, login, locale;
    http::Json posts;
    std::vector<std::string> powers; // each once, in whatever scope
    std::string csrf_token;
    CountyName county;
    http::Json campaign;
    Instant server_now;
    bool demo = false;
    bool must_change_password = false;
};

struct StartReply {
    std::string county_name;
    http::Json campaign;
    bool demo = false;
    http::Json demo_accounts;
    bool set_up_needed = false;
    std::string hotline;
    Instant server_now;
};

struct SignInBody {
    std::string login, password;
    bool own_device = false;
};
struct LocaleBody {
    std::string locale;
};
struct PasswordBody {
    std::string old_password, new_password;
};
struct SetUpBody {
    std::string code, county_name, county_code, login, name, password;
};

/// The session of a request that passed the door for persons; the door looked at the same cookie.
SignedIn session_of(const http::Context& context, db::Tx& tx);
/// The answer to whoever holds that session's token.
SessionReply session_reply(db::Tx& tx, const SignedIn& signed_in, Instant now, Locale locale);

std::vector<http::Endpoint> endpoints(const Services& services);
http::Endpoint set_up_endpoint(const Services& services);
/// One's own sessions and the log of sign-ins.
std::vector<http::Endpoint> session_endpoints();
std::vector<http::Endpoint> token_endpoints();
std::vector<RefusalWords> refusals();

} // namespace weicheng::auth

namespace weicheng::http {

template <>
struct Shape<auth::CountyName> {
    static constexpr std::string_view name = "CountyName";
    static constexpr auto fields =
        std::tuple{field("id", &auth::CountyName::id), field("name", &auth::CountyName::name),
                   field("code", &auth::CountyName::code)};
};

template <>
struct Shape<auth::SessionReply> {
    using It = auth::SessionReply;
    static constexpr std::string_view name = "Session";
    static constexpr auto fields = std::tuple{
        field("account_id", &It::account_id),
        field("person_id", &It::person_id),
        field("name", &It::name),
        field("login", &It::login),
        field("locale", &It::locale, "zh-CN or en"),
        field("posts", &It::posts, "[{id,title,body_id,body_name}]"),
        field("powers", &It::powers, "What this person may do somewhere"),
        field("csrf_token", &It::csrf_token, "Goes into X-CSRF-Token of every change"),
        field("county", &It::county),
        field("campaign", &It::campaign, "{id,name,title_sought,inspection_on,days_left} or null"),
        field("server_now", &It::server_now),
        field("demo", &It::demo),
        field("must_change_password", &It::must_change_password)};
};

template <>
struct Shape<auth::StartReply> {
    using It = auth::StartReply;
    static constexpr std::string_view name = "Start";
    static constexpr auto fields =
        std::tuple{field("county_name", &It::county_name, "Empty before the set-up"),
                   field("campaign", &It::campaign, "{name,days_left} or null"),
                   field("demo", &It::demo),
                   field("demo_accounts", &It::demo_accounts,
                         "[{login,password,name,title,role}], in the demo county only"),
                   field("set_up_needed", &It::set_up_needed),
                   field("hotline", &It::hotline),
                   field("server_now", &It::server_now)};
};

template <>
struct Shape<auth::SignInBody> {
    static constexpr std::string_view name = "SignIn";
    static constexpr auto fields =
        std::tuple{field("login", &auth::SignInBody::login, between(1, 80)),
                   field("password", &auth::SignInBody::password, between(1, 200)),
                   field("own_device", &auth::SignInBody::own_device, or_default(),
                         "Nobody else uses this device: the session may idle longer")};
};

template <>
struct Shape<auth::LocaleBody> {
    static constexpr std::string_view name = "SessionChange";
    static constexpr auto fields =
        std::tuple{field("locale", &auth::LocaleBody::locale, between(2, 5), "zh-CN or en")};
};

template <>
struct Shape<auth::PasswordBody> {
    static constexpr std::string_view name = "PasswordChange";
    static constexpr auto fields =
        std::tuple{field("old_password", &auth::PasswordBody::old_password, between(1, 200)),
                   field("new_password", &auth::PasswordBody::new_password, between(1, 200),
                         "10 characters at the least")};
};

template <>
struct Shape<auth::SetUpBody> {
    using It = auth::SetUpBody;
    static constexpr std::string_view name = "SetUp";
    static constexpr auto fields =
        std::tuple{field("code", &It::code, between(1, 40), "The one-time code the server printed"),
                   field("county_name", &It::county_name, between(2, 40)),
                   field("county_code", &It::county_code, between(6, 6), "Six digits, GB/T 2260"),
                   field("login", &It::login, between(2, 40)),
                   field("name", &It::name, between(1, 40)),
                   field("password", &It::password, between(1, 200), "10 characters at the least")};
};

} // namespace weicheng::http

// The shapes and endpoints of signing in and setting up. Inside platform/auth only.
#pragma once

#include "platform/auth/auth.h"
#include "platform/http/endpoint.h"

namespace weicheng::auth {

struct CountyName {
    CountyId id;
    std::string name, code;
};
SHAPE(CountyName, id, name, code);

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
SHAPE(SessionReply, account_id,
    (person_id, "Whose account it is."),
    name, login,
    (locale, "zh-CN or en."),
    (posts, "[{id,title,body_id,body_name}]."),
    (powers, "What this person may do somewhere."),
    (csrf_token, "Goes into X-CSRF-Token of every change."),
    county,
    (campaign, "{id,name,title_sought,inspection_on,days_left} or null."),
    server_now, demo, must_change_password);

struct StartReply {
    std::string county_name;
    http::Json campaign;
    bool demo = false;
    http::Json demo_accounts;
    bool set_up_needed = false;
    std::string hotline;
    Instant server_now;
};
SHAPE(StartReply,
    (county_name, "Empty before the set-up."),
    (campaign, "{name,days_left} or null."),
    demo,
    (demo_accounts, "[{login,password,name,title,role}], in the demo county only."),
    set_up_needed, hotline, server_now);

struct SignInInput {
    std::string login, password;
    bool own_device = false;
};
SHAPE(SignInInput,
    (login, between(1, 80)),
    (password, between(1, 200)),
    (own_device, or_default(), "Nobody else uses this device: the session may idle longer."));

struct SessionChange {
    std::string locale;
};
SHAPE(SessionChange, (locale, between(2, 5), "zh-CN or en."));

struct PasswordChange {
    std::string old_password, new_password;
};
SHAPE(PasswordChange,
    (old_password, between(1, 200)),
    (new_password, between(1, 200), "10 characters at the least."));

struct SetUp {
    std::string code, county_name, county_code, login, name, password;
};
SHAPE(SetUp,
    (code, between(1, 40), "The one-time code the server printed."),
    (county_name, between(2, 40)),
    (county_code, between(6, 6), "Six digits, GB/T 2260."),
    (login, between(2, 40)),
    (name, between(1, 40)),
    (password, between(1, 200), "10 characters at the least."));

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

// The shapes of one's own sessions, the log of sign-ins and API tokens. Inside platform/auth only.
#pragma once

#include "platform/auth/sign_in_log.h"
#include "platform/auth/tokens.h"
#include "platform/http/endpoint.h"

namespace weicheng::auth {

SHAPE(SignInRow, id, at,
    (login, "Empty when the login does not exist."),
    name,
    (outcome, "Signed in or out, or why not."),
    (address, "As it was seen."),
    (agent, "What the browser or program said it was."));

SHAPE(NewApiToken,
    (name, between(1, 40), "What it is for."),
    (powers, between(0, 100), "Powers of the one who makes it."),
    (expires_on, "It works to the end of that day."));

using SessionId = Id<struct SessionNoun>;

struct OwnSession {
    SessionId id;
    Instant opened_at, seen_at;
    std::string address, agent;
    bool own_device = false;
    bool current = false;
};
SHAPE(OwnSession, id, opened_at,
    (seen_at, "Up to a minute behind."),
    (address, "As it was seen when it was opened."),
    (agent, "What the browser said it was."),
    own_device,
    (current, "The one that asks."));

struct SignInQuery {
    std::optional<int> limit;
    std::optional<SignInId> cursor;
};
SHAPE(SignInQuery, (limit, between(1, largest_page)), cursor);

struct SignInPage {
    std::vector<SignInRow> items;
    std::optional<std::string> next_cursor;
};
SHAPE(SignInPage,
    (items, "The newest first."),
    (next_cursor, "For the next page; null at the end."));

struct ApiTokenReply {
    TokenId id;
    std::string name;
    std::string maker_name;
    bool mine = false;
    std::vector<std::string> powers, powers_now;
    Date expires_on;
    Instant created_at;
    std::optional<Instant> last_used_at, ended_at;
    bool works = false;
};
SHAPE(ApiTokenReply, id, name, maker_name, mine,
    (powers, "What it was made for."),
    (powers_now, "What it may do now: what its maker still may."),
    (expires_on, "It works to the end of that day."),
    created_at,
    (last_used_at, "Up to a minute behind."),
    ended_at,
    (works, "Neither ended nor expired."));

struct IssuedApiToken : ApiTokenReply {
    std::string token;
};
SHAPE_ON(ApiTokenReply, IssuedApiToken,
    (token, "wc_…: shown this once, for Authorization: Bearer."));

} // namespace weicheng::auth

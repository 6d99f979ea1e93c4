// The shapes of one's own sessions, the log of sign-ins and API tokens. Inside platform/auth only.
#pragma once

#include "platform/auth/sign_in_log.h"
#include "platform/auth/tokens.h"
#include "platform/http/endpoint.h"

namespace weicheng::auth {

using SessionId = Id<struct SessionNoun>;

struct SessionRow {
    SessionId id;
    Instant opened_at, seen_at;
    std::string address, agent;
    bool own_device = false;
    bool current = false;
};
struct SessionList {
    std::vector<SessionRow> items;
};
struct SessionPath {
    SessionId id;
};

struct SignInQuery {
    std::optional<int> limit;
    std::optional<SignInId> cursor;
};
struct SignInPage {
    std::vector<LoggedSignIn> items;
    std::optional<std::string> next_cursor;
};

struct TokenRow {
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
struct TokenList {
    std::vector<TokenRow> items;
};
struct NewTokenReply : TokenRow {
    std::string token;
};
struct TokenPath {
    TokenId id;
};

} // namespace weicheng::auth

namespace weicheng::http {

template <>
struct Shape<auth::SessionRow> {
    using T = auth::SessionRow;
    static constexpr std::string_view name = "SessionRow";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("opened_at", &T::opened_at),
                   field("seen_at", &T::seen_at, "Up to a minute behind"),
                   field("address", &T::address, "As it was seen when it was opened"),
                   field("agent", &T::agent, "What the browser said it was"),
                   field("own_device", &T::own_device),
                   field("current", &T::current, "The one that asks")};
};
template <>
struct Shape<auth::SessionList> {
    static constexpr std::string_view name = "SessionList";
    static constexpr auto fields = std::tuple{field("items", &auth::SessionList::items)};
};
template <>
struct Shape<auth::SessionPath> {
    static constexpr std::string_view name = "SessionPath";
    static constexpr auto fields = std::tuple{field("id", &auth::SessionPath::id)};
};
template <>
struct Shape<auth::SignInQuery> {
    using T = auth::SignInQuery;
    static constexpr std::string_view name = "SignInQuery";
    static constexpr auto fields = std::tuple{field("limit", &T::limit, between(1, largest_page)),
                                              field("cursor", &T::cursor)};
};
template <>
struct Shape<auth::LoggedSignIn> {
    using T = auth::LoggedSignIn;
    static constexpr std::string_view name = "SignInRow";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("at", &T::at),
                   field("login", &T::login, "Empty when the login does not exist"),
                   field("name", &T::name),
                   field("outcome", &T::outcome),
                   field("address", &T::address, "As it was seen"),
                   field("agent", &T::agent, "What the browser or program said it was")};
};
template <>
struct Shape<auth::SignInPage> {
    using T = auth::SignInPage;
    static constexpr std::string_view name = "SignInPage";
    static constexpr auto fields =
        std::tuple{field("items", &T::items, "The newest first"),
                   field("next_cursor", &T::next_cursor, "For the next page; null at the end")};
};
template <>
struct Shape<auth::TokenRow> {
    using T = auth::TokenRow;
    static constexpr std::string_view name = "ApiToken";
    static constexpr auto fields = std::tuple{
        field("id", &T::id),
        field("name", &T::name),
        field("maker_name", &T::maker_name),
        field("mine", &T::mine),
        field("powers", &T::powers, "What it was made for"),
        field("powers_now", &T::powers_now, "What it may do now: what its maker still may"),
        field("expires_on", &T::expires_on, "It works to the end of that day"),
        field("created_at", &T::created_at),
        field("last_used_at", &T::last_used_at, "Up to a minute behind"),
        field("ended_at", &T::ended_at),
        field("works", &T::works, "Neither ended nor expired")};
};
template <>
struct Shape<auth::TokenList> {
    static constexpr std::string_view name = "ApiTokenList";
    static constexpr auto fields = std::tuple{field("items", &auth::TokenList::items)};
};
template <>
struct Shape<auth::NewTokenReply> {
    static constexpr std::string_view name = "NewApiToken";
    static constexpr auto fields =
        std::tuple_cat(Shape<auth::TokenRow>::fields,
                       std::tuple{field("token", &auth::NewTokenReply::token,
                                        "wc_…: shown this once, for Authorization: Bearer")});
};
template <>
struct Shape<auth::NewToken> {
    using T = auth::NewToken;
    static constexpr std::string_view name = "ApiTokenWish";
    static constexpr auto fields =
        std::tuple{field("name", &T::name, between(1, 40), "What it is for"),
                   field("powers", &T::powers, between(0, 100), "Powers of the one who makes it"),
                   field("expires_on", &T::expires_on, "It works to the end of that day")};
};
template <>
struct Shape<auth::TokenPath> {
    static constexpr std::string_view name = "ApiTokenPath";
    static constexpr auto fields = std::tuple{field("id", &auth::TokenPath::id)};
};

} // namespace weicheng::http

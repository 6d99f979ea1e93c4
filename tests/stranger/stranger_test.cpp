// The stranger at every door: each endpoint of the checked-in description, asked by nobody, by
// somebody without powers, by each power alone and by tokens of each. Free of tables: a new
// endpoint is asked as soon as it exists, and one that is missing from api/openapi.json fails.
// R2.1, R1.1 (who may do what).
#include "app/contract.h"
#include "app/house.h"
#include "app/modules.h"
#include "tests/support/server.h"
#include "tests/support/source_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace weicheng {
namespace {

using testing::Answer;
using testing::Headers;
using testing::TestServer;
using testing::Visitor;

std::string described() {
    std::ifstream file(testing::source_folder() / "api/openapi.json");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// One operation as the description tells it.
struct Door {
    std::string method; // "GET"
    std::string path;   // with {names}
    std::string operation;
    bool open = false;
    std::string power;        // empty: any signed-in person
    bool person_only = false; // not for API tokens
    bool takes_json = false;

    /// An address of this path that belongs to nothing.
    std::string address(std::string_view made_up) const {
        std::string text;
        for (std::size_t i = 0; i < path.size(); ++i) {
            if (path[i] != '{') {
                text += path[i];
                continue;
            }
            i = path.find('}', i);
            text += made_up;
        }
        return text;
    }
    bool changes() const { return method != "GET"; }
    std::string name() const { return method + " " + path; }
};

std::vector<Door> doors() {
    const auto text = described();
    auto document = http::Document::parse(text);
    check(bool(document), "api/openapi.json is JSON");
    std::vector<Door> all;
    document->root().member("paths")->each_member([&](std::string_view path, http::Node item) {
        item.each_member([&](std::string_view method, http::Node operation) {
            Door door;
            for (const char c : method)
                door.method += static_cast<char>(c - 32);
            door.path = path;
            door.operation = operation.member("operationId")->text();
            door.open = operation.member("security")->size() == 0;
            door.person_only = operation.member("security")->size() == 1;
            if (const auto power = operation.member("x-power")) door.power = power->text();
            if (const auto body = operation.member("requestBody"))
                door.takes_json = body->member("content")->member("application/json").has_value();
            all.push_back(std::move(door));
        });
    });
    return all;
}

Headers command_headers() {
    return {{"Idempotency-Key", Visitor::new_key()}, {"If-Match", "\"1\""}};
}

Answer ask(Visitor visitor, const Door& door, std::string_view made_up, std::string_view body) {
    return visitor.send(door.method, door.address(made_up), door.changes() ? body : "",
                        door.takes_json || !door.changes() ? "application/json" : "image/jpeg",
                        command_headers());
}

/// Refused at the door itself, not by what lies behind it.
bool turned_away(const Answer& answer) {
    const auto code = answer.code();
    return code == "auth.sign_in_first" || code == "auth.power_missing" || code == "auth.csrf" ||
           code == "auth.token_invalid" || code == "auth.not_by_token" ||
           code == "auth.change_password_first";
}

std::set<std::string> powers() {
    std::set<std::string> all;
    for (const auto& module : app::all_modules(Services{}))
        for (const auto& power : module.powers)
            all.insert(power.power);
    return all;
}

TEST(OpenApiFile, IsWhatTheProgramPrints) {
    const auto printed = http::openapi(app::described_endpoints(), app::contract());
    EXPECT_TRUE(described() == printed)
        << "api/openapi.json is not what the endpoints say: run `weicheng openapi > "
           "api/openapi.json` and look at the difference before it is checked in";
}

TEST(OpenApiFile, NamesOnlyPowersThatExist) {
    const auto known = powers();
    for (const auto& door : doors())
        EXPECT_TRUE(door.power.empty() || known.contains(door.power))
            << door.name() << " wants " << door.power;
}

TEST(Stranger, FindsEveryEndpointOfTheServerInTheDescription) {
    std::set<std::string> told, served;
    for (const auto& door : doors())
        told.insert(door.name());
    for (const auto& endpoint : app::described_endpoints())
        served.insert(std::string(http::verb_of(endpoint.spec.method)) + " " + endpoint.spec.path);
    EXPECT_EQ(told, served);
}

TEST(Stranger, NobodyComesInButByOpenDoors) {
    TestServer server;
    server.found_county();
    for (const auto& door : doors()) {
        for (const char* body : {"{}", "rubbish"}) {
            const auto answer = ask(server.visitor(), door, "7", body);
            if (door.open) {
                EXPECT_FALSE(turned_away(answer)) << door.name() << " " << answer.body;
            } else {
                EXPECT_EQ(answer.status, 401) << door.name();
                EXPECT_EQ(answer.code(), "auth.sign_in_first") << door.name();
            }
        }
    }
}

TEST(Stranger, AForgedSessionOpensNothing) {
    TestServer server;
    server.found_county();
    for (const auto& door : doors()) {
        if (door.open) continue;
        auto forger = server.visitor();
        forger.use_session(std::string(43, 'A'), std::string(43, 'A'));
        EXPECT_EQ(ask(forger, door, "7", "{}").code(), "auth.sign_in_first") << door.name();
    }
}

TEST(Stranger, WhoIsSignedInWithoutThePowerIsTurnedAway) {
    TestServer server;
    const auto somebody = server.visitor_with({});
    auto looking = somebody;
    const auto session = looking.get("/api/v1/session");
    ASSERT_EQ(session.status, 200);
    std::set<std::string> everyones; // powers that everyone signed in has
    for (std::size_t i = 0; i < session.size("/powers"); ++i)
        everyones.insert(session.at("/powers/" + std::to_string(i)));
    for (const auto& door : doors()) {
        if (door.open || door.operation == "sign_out") continue;
        const auto answer = ask(somebody, door, "7", "{}");
        if (door.power.empty() || everyones.contains(door.power)) {
            EXPECT_FALSE(turned_away(answer)) << door.name() << " " << answer.body;
        } else {
            EXPECT_EQ(answer.status, 403) << door.name();
            EXPECT_EQ(answer.code(), "auth.power_missing") << door.name();
        }
    }
}

TEST(Stranger, EachPowerOpensItsOwnDoorsAndNoOther) {
    TestServer server;
    const auto all = doors();
    for (const auto& power : powers()) {
        const auto holder = server.visitor_with({power});
        auto looking = holder;
        const auto session = looking.get("/api/v1/session");
        std::set<std::string> held;
        for (std::size_t i = 0; i < session.size("/powers"); ++i)
            held.insert(session.at("/powers/" + std::to_string(i)));
        ASSERT_TRUE(held.contains(power));
        for (const auto& door : all) {
            if (door.open || door.operation == "sign_out") continue;
            const auto answer = ask(holder, door, "7", "{}");
            const bool may = door.power.empty() || held.contains(door.power);
            EXPECT_EQ(answer.code() == "auth.power_missing" && turned_away(answer), !may)
                << power << " at " << door.name() << ": " << answer.body;
        }
    }
}

TEST(Stranger, ChangesWithoutTheTokenOfTheSessionAreRefused) {
    TestServer server;
    const auto all_powers = powers();
    auto visitor = server.visitor_with({all_powers.begin(), all_powers.end()});
    visitor.without_csrf();
    for (const auto& door : doors()) {
        if (door.open || !door.changes()) continue;
        EXPECT_EQ(ask(visitor, door, "7", "{}").code(), "auth.csrf") << door.name();
    }
}

// ---- API tokens ----

/// Another program with a token for these powers, made by somebody who holds all powers.
Visitor program_with(Visitor maker, const std::set<std::string>& wanted) {
    std::string list;
    for (const auto& power : wanted)
        list += (list.empty() ? "\"" : ",\"") + power + "\"";
    const auto made = maker.post("/api/v1/api-tokens", R"({"name":"试验程序","powers":[)" + list +
                                                           R"(],"expires_on":")" +
                                                           to_text(date_of(Clock().now())) + "\"}");
    EXPECT_EQ(made.status, 201) << made.body;
    maker.forget_session();
    maker.use_token(made.at("/token"));
    return maker;
}

TEST(Stranger, AForgedTokenOpensNothing) {
    TestServer server;
    server.found_county();
    auto forger = server.visitor();
    forger.use_token("wc_" + std::string(43, 'A'));
    for (const auto& door : doors()) {
        const auto answer = ask(forger, door, "7", "{}");
        if (door.open) {
            EXPECT_FALSE(turned_away(answer)) << door.name() << " " << answer.body;
        } else {
            EXPECT_EQ(answer.status, 401) << door.name();
            EXPECT_EQ(answer.code(), "auth.token_invalid") << door.name();
        }
    }
}

TEST(Stranger, ATokenWithAllPowersOpensAllButWhatTakesThePersonAndNeedsNoCsrfToken) {
    TestServer server;
    const auto all_powers = powers();
    const auto maker = server.visitor_with({all_powers.begin(), all_powers.end()});
    const auto program = program_with(maker, all_powers);
    const std::set<std::string> of_the_person{
        "get_session", "change_session",  "sign_out",         "change_password", "list_sessions",
        "end_session", "list_api_tokens", "create_api_token", "end_api_token"};
    std::set<std::string> found;
    for (const auto& door : doors()) {
        if (door.open) continue;
        const auto answer = ask(program, door, "7", "{}");
        if (door.person_only) {
            found.insert(door.operation);
            EXPECT_EQ(answer.status, 403) << door.name();
            EXPECT_EQ(answer.code(), "auth.not_by_token") << door.name();
        } else {
            EXPECT_FALSE(turned_away(answer)) << door.name() << " " << answer.body;
        }
    }
    EXPECT_EQ(found, of_the_person);
}

TEST(Stranger, EachTokenOpensTheDoorsOfItsPowerAndNoOther) {
    TestServer server;
    const auto all_powers = powers();
    const auto maker = server.visitor_with({all_powers.begin(), all_powers.end()});
    const auto all = doors();
    for (const auto& power : all_powers) {
        const auto program = program_with(maker, {power});
        for (const auto& door : all) {
            if (door.open || door.person_only) continue;
            const auto answer = ask(program, door, "7", "{}");
            const bool may = door.power.empty() || door.power == power;
            EXPECT_EQ(answer.code() == "auth.power_missing" && turned_away(answer), !may)
                << power << " at " << door.name() << ": " << answer.body;
        }
    }
}

TEST(Stranger, WhoMustChangeThePasswordDoesThatFirst) {
    TestServer server;
    const auto all_powers = powers();
    auto visitor = server.visitor_with({all_powers.begin(), all_powers.end()});
    const auto session = visitor.get("/api/v1/session");
    const CountyId county{std::stoll(session.at("/county/id"))};
    const AccountId account{std::stoll(session.at("/account_id"))};
    const auto now = server.house().clock().now();
    server.house().database().write([&](db::Tx& tx) {
        check(bool(auth::reset_password(tx, county, account, "no password fits this", now)),
              "a test's password can be reset");
        const auto token = auth::open_session(tx, county, account, now);
        visitor.use_session(token, auth::session(tx, token, now)->csrf_token);
    });
    const std::set<std::string> open_to_them{"get_session", "change_session", "change_password"};
    for (const auto& door : doors()) {
        if (door.open || door.operation == "sign_out") continue;
        const auto answer = ask(visitor, door, "7", "{}");
        EXPECT_EQ(answer.code() == "auth.change_password_first",
                  !open_to_them.contains(door.operation))
            << door.name() << " " << answer.body;
    }
    EXPECT_EQ(visitor.get("/api/v1/session").at("/must_change_password"), "true");
    EXPECT_EQ(visitor.send("DELETE", "/api/v1/session", "", "").status, 204);
}

TEST(Stranger, MadeUpRequestsAreRefusedAndNeverBreakTheServer_R2_1) {
    TestServer server;
    const auto all_powers = powers();
    const auto visitor = server.visitor_with({all_powers.begin(), all_powers.end()});
    const std::vector<std::string> bodies{
        "",
        "{}",
        "[]",
        "null",
        "\"text\"",
        "{\"made_up\":true}",
        "{\"a\":",
        "rubbish",
        "{\"x\":\"\xff\"}",
        std::string(100, '['),
        "{\"a\":1,\"a\":2}",
    };
    const std::vector<std::string> names{"7",         "x",   "-1",      "99999999999999999999",
                                         "%E5%8D%AB", "%00", "a'b%22--"};
    for (const auto& door : doors()) {
        if (door.operation == "sign_out") continue;
        for (const auto& made_up : names) {
            const auto answer = ask(visitor, door, made_up, "{\"made_up\":true}");
            EXPECT_LT(answer.status, 500) << door.name() << " " << made_up << " " << answer.body;
            EXPECT_GE(answer.status, 200) << door.name() << " " << made_up;
        }
        if (!door.changes()) continue;
        for (const auto& body : bodies) {
            const auto answer = ask(visitor, door, "7", body);
            EXPECT_LT(answer.status, 500) << door.name() << " " << body << " " << answer.body;
            if (body == "{}" || !door.takes_json) continue;
            EXPECT_GE(answer.status, 400) << door.name() << " " << body;
        }
    }
}

TEST(Stranger, EveryRefusalHasWordsInBothLanguages) {
    TestServer server;
    server.found_county();
    for (const auto& door : doors()) {
        for (const char* language : {"zh-CN", "en"}) {
            auto nobody = server.visitor();
            nobody.speak(language);
            const auto answer = ask(nobody, door, "7", "{\"made_up\":true}");
            if (answer.status < 400 || door.operation == "get_health") continue;
            EXPECT_EQ(answer.header("content-type"), "application/problem+json") << door.name();
            EXPECT_EQ(answer.header("content-language"), language) << door.name();
            EXPECT_FALSE(answer.at("/detail").empty()) << door.name();
            EXPECT_EQ(answer.at("/detail").find('{'), std::string::npos)
                << door.name() << ": " << answer.at("/detail");
        }
    }
}

} // namespace
} // namespace weicheng

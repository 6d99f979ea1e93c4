// The log of signing in and out: every outcome, from where, for whom, and how long it is kept.
#include "platform/auth/sign_in_log.h"
#include "platform/auth/tests/auth_world.h"

namespace weicheng::auth {
namespace {

using namespace std::chrono_literals;
using testing::code_of;

class SignInLog : public AuthWorld {
  protected:
    void SetUp() override {
        AuthWorld::SetUp();
        if (!IsSkipped()) settle();
    }
    std::vector<SignInRow> log() {
        return read([&](db::Tx& tx) { return sign_ins_of_all(tx, county, {}, 100); });
    }
    /// "outcome login", newest first.
    std::vector<std::string> told() {
        std::vector<std::string> lines;
        for (const auto& each : log())
            lines.push_back(std::string(name_of(each.outcome)) + " " + each.login);
        return lines;
    }
    /// The outcomes of a page of GET /sign-ins.
    std::vector<std::string> asked(const std::string& token, std::string& cursor) {
        http::Request request;
        request.query_params["limit"] = "2";
        if (!cursor.empty()) request.query_params["cursor"] = cursor;
        const auto reply = send("list_sign_ins", std::move(request), token);
        if (!reply) return {reply.refusal().code};
        const auto page = http::Document::parse(reply->body);
        const auto next = page->root().member("next_cursor");
        cursor = next && next->print() != "null" ? std::string(next->text()) : std::string();
        std::vector<std::string> outcomes;
        const auto items = *page->root().member("items");
        for (std::size_t i = 0; i < items.size(); ++i)
            outcomes.emplace_back(items.at(i).member("outcome")->text());
        return outcomes;
    }
};
RUN_ON_BOTH_STORES(SignInLog);

TEST_P(SignInLog, TellsEveryOutcomeAndWhereItCameFrom) {
    sign_in_code("office", "wrong");
    sign_in_code("a password typed as a login", "wrong");
    const auto token = testing::cookie_of(*sign_in("office", password));
    const std::string change = http::JsonObject()
                                   .add("old_password", password)
                                   .add("new_password", "autumn moon on water")
                                   .text();
    EXPECT_EQ(code_of(call("change_password", change, token)), "done");
    EXPECT_EQ(code_of(call("sign_out", "", token)), "done");
    EXPECT_EQ(told(), (std::vector<std::string>{"signed_out office", "password_changed office",
                                                "signed_in office", "wrong_password ",
                                                "wrong_password office"}));
    for (const auto& each : log()) {
        EXPECT_EQ(each.address, "10.0.0.9");
        EXPECT_EQ(each.agent, "Firefox/152");
        EXPECT_EQ(each.name.has_value(), !each.login.empty());
        EXPECT_EQ(each.at, now);
    }
}

TEST_P(SignInLog, TellsOfALockAndOfWhoComesWhileItHolds) {
    for (int i = 0; i < 5; ++i)
        sign_in_code("office", "wrong");
    EXPECT_EQ(sign_in_code("office", password), "auth.locked");
    const auto lines = told();
    ASSERT_EQ(lines.size(), 7U);
    EXPECT_EQ(lines[0], "locked office");
    EXPECT_EQ(lines[1], "locked office");
    EXPECT_EQ(lines[2], "wrong_password office");
}

TEST_P(SignInLog, ShowsOnesOwnAndEverybodysToWhoManagesAccounts) {
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return create_account(
            tx, {county, "manager", hash_password(password), "管一川", PersonId{8}}, now);
    }));
    hook({.power_source = [](db::Tx&, CountyId, PersonId person, Instant) {
        return person == PersonId{8} ? Standing{{}, {{"accounts.manage", {}}}} : Standing{};
    }});
    sign_in_code("nobody.known", "wrong");
    const auto mine = testing::cookie_of(*sign_in("office", password));
    sign_in_code("manager", "wrong");
    const auto managers = testing::cookie_of(*sign_in("manager", password));
    std::string cursor;
    using Lines = std::vector<std::string>;
    EXPECT_EQ(asked(mine, cursor), (Lines{"signed_in"}));
    EXPECT_EQ(cursor, "");
    EXPECT_EQ(asked(managers, cursor), (Lines{"signed_in", "wrong_password"}));
    EXPECT_NE(cursor, "");
    EXPECT_EQ(asked(managers, cursor), (Lines{"signed_in", "wrong_password"}));
    EXPECT_EQ(cursor, "");
    cursor = "rubbish";
    EXPECT_EQ(asked(managers, cursor), (Lines{"request.fields_wrong"}));
}

TEST_P(SignInLog, KeepsStrangersHeadersPlainAndShort) {
    http::Request request;
    request.body = http::JsonObject().add("login", "office").add("password", "wrong").text();
    request.headers["user-agent"] = std::string("\xff\x00\n", 3) + std::string(5000, 'x');
    const auto& endpoint = testing::endpoint_named(module, "sign_in");
    request.peer = std::string(500, '1');
    const http::Context context{{.county = county}, now, Locale::zh, request, **database};
    EXPECT_EQ(code_of((*endpoint.prepare_run(request))(context)), "auth.wrong_password");
    const auto lines = log();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].agent, "???" + std::string(197, 'x'));
    EXPECT_EQ(lines[0].address, std::string(64, '1'));
}

TEST_P(SignInLog, IsKeptAsLongAsTheSettingSays) {
    hook({.limits = {.log_kept = 24h * 200}});
    sign_in_code("office", "wrong");
    now += 24h;
    sign_in_code("office", password);
    now += 24h * 199 + 1ms;
    const auto& forget = testing::job_named(module, "auth.forget_sign_ins");
    write([&](db::Tx& tx) { forget.run(tx, {1, county, "", ""}, now); });
    EXPECT_EQ(told(), (std::vector<std::string>{"signed_in office"}));
}

class Locks : public SignInLog {};
RUN_ON_BOTH_STORES(Locks);

TEST_P(Locks, DoNotTellWhetherTheLoginExists) {
    std::vector<Refusal> refusals;
    for (const char* login : {"office", "nobody.known"}) {
        for (int i = 0; i < 5; ++i)
            sign_in_code(login, "wrong");
        refusals.push_back(sign_in(login, password).refusal());
    }
    EXPECT_EQ(refusals[0].code, "auth.locked");
    EXPECT_EQ(refusals[0].code, refusals[1].code);
    EXPECT_EQ(refusals[0].params, refusals[1].params);
    const auto words = module.refusals;
    for (const auto& each : words) {
        if (std::string_view(each.code) != "auth.locked") continue;
        EXPECT_EQ(std::string_view(each.zh).find("账号"), std::string_view::npos);
        EXPECT_EQ(std::string_view(each.en).find("account"), std::string_view::npos);
    }
}

TEST_P(Locks, OpenAgainAfterTheWaitWhateverTheClockDid) {
    for (int i = 0; i < 5; ++i)
        sign_in_code("office", "wrong");
    now -= 1h; // the clock is corrected: nobody waits seventy minutes
    const auto locked = sign_in("office", password);
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.refusal().params.at(0), (WordParam{"minutes", "10"}));
    now += 10min - 1ms;
    EXPECT_EQ(sign_in_code("office", password), "auth.locked");
    now += 1ms;
    EXPECT_EQ(sign_in_code("office", password), "done");
}

} // namespace
} // namespace weicheng::auth

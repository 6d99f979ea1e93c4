#include "platform/auth/tests/auth_world.h"

namespace weicheng::auth {
namespace {

using namespace std::chrono_literals;
using testing::code_of;

static const db::Query count_tokens{"auth_tests.count_tokens", R"(
    SELECT COUNT(*) FROM sessions WHERE token_digest = $1 OR csrf_token = $1)"};

class AuthSessions : public AuthWorld {
  protected:
    std::string open() {
        return write([&](db::Tx& tx) { return open_session(tx, county, account, now); });
    }
    void SetUp() override {
        AuthWorld::SetUp();
        if (!IsSkipped()) settle();
    }
    /// As the front does with every request.
    bool visit(const std::string& token) {
        const auto found = session_of(token);
        if (!found) return false;
        touch_session(**database, *found, now);
        // The touch is not waited for; on PostgreSQL several writes are under way at once.
        while (now - session_of(token)->seen_at >= 1min)
            write([](db::Tx&) {});
        return true;
    }
};
RUN_ON_BOTH_STORES(AuthSessions);

TEST_P(AuthSessions, TellWhoIsBehindTheToken) {
    const auto token = open();
    const auto found = session_of(token);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->caller.account, account);
    EXPECT_EQ(found->caller.county, county);
    EXPECT_EQ(found->caller.person, PersonId{7});
    EXPECT_EQ(found->caller.name, "林若溪");
    EXPECT_EQ(found->csrf_token.size(), 43U);
    EXPECT_FALSE(session_of(token + "x"));
    EXPECT_FALSE(session_of(""));
    EXPECT_NE(open(), token);
}

TEST_P(AuthSessions, StoreOnlyTheDigestOfTheToken) {
    const auto token = open();
    EXPECT_EQ(read([&](db::Tx& tx) { return tx.number(count_tokens, {token}); }), 0);
    EXPECT_EQ(read([&](db::Tx& tx) { return tx.number(count_tokens, {sha256_hex(token)}); }), 1);
}

TEST_P(AuthSessions, EndAfterTwelveIdleHours) {
    const auto token = open();
    now += 12h - 1ms;
    EXPECT_TRUE(session_of(token));
    now += 1ms;
    EXPECT_FALSE(session_of(token));
}

TEST_P(AuthSessions, LiveSevenDaysAtTheMost) {
    const auto token = open();
    const auto opened = now;
    while (now + 11h < opened + 7 * 24h) {
        now += 11h;
        ASSERT_TRUE(visit(token));
    }
    now = opened + 7 * 24h - 1ms;
    EXPECT_TRUE(session_of(token));
    now = opened + 7 * 24h;
    EXPECT_FALSE(session_of(token));
}

TEST_P(AuthSessions, AreTouchedOnceAMinuteAtTheMost) {
    const auto token = open();
    const auto opened = now;
    now += 59s;
    ASSERT_TRUE(visit(token));
    EXPECT_EQ(session_of(token)->seen_at, opened);
    now += 1s;
    ASSERT_TRUE(visit(token));
    EXPECT_EQ(session_of(token)->seen_at, now);
}

TEST_P(AuthSessions, OfADisabledAccountEnd) {
    const auto token = open();
    ASSERT_TRUE(write([&](db::Tx& tx) { return set_disabled(tx, county, account, true, now); }));
    EXPECT_FALSE(session_of(token));
    EXPECT_FALSE(read([&](db::Tx& tx) { return caller_of(tx, county, account, now); }));
    ASSERT_TRUE(write([&](db::Tx& tx) { return set_disabled(tx, county, account, false, now); }));
    EXPECT_FALSE(session_of(token));
    EXPECT_TRUE(read([&](db::Tx& tx) { return caller_of(tx, county, account, now); }));
}

TEST_P(AuthSessions, CarryThePowersOfTheMoment) {
    set_power_source([](db::Tx&, CountyId, PersonId person, Instant) {
        return Standing{{BodyId{3}}, {{"cases.sign", {BodyId{person.value}}}}};
    });
    const auto found = session_of(open());
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->caller.may_in("cases.sign", BodyId{7}));
    EXPECT_FALSE(found->caller.may_in_county("cases.sign"));
    EXPECT_TRUE(found->caller.belongs_to(BodyId{3}));
    const auto caller = read([&](db::Tx& tx) { return caller_of(tx, county, account, now); });
    ASSERT_TRUE(caller);
    EXPECT_TRUE(caller->may_in("cases.sign", BodyId{7}));
    EXPECT_FALSE(caller->is_server);
    EXPECT_TRUE(server_caller(county).may("anything"));
}

TEST_P(AuthSessions, AnswerWithWhatModulesKnow) {
    set_power_source([](db::Tx&, CountyId, PersonId, Instant) {
        return Standing{{}, {{"cases.file", {}}, {"cases.close", {}}, {"cases.file", {BodyId{2}}}}};
    });
    set_session_details([](db::Tx&, const Caller&, Instant, Locale locale) {
        return SessionDetails{
            {locale == Locale::en ? R"([{"title":"Head"}])" : R"([{"title":"科长"}])"},
            {R"({"days_left":30})"}};
    });
    const auto reply = call("show_session", "", open());
    ASSERT_TRUE(reply) << reply.refusal().code;
    using testing::member;
    EXPECT_EQ(member(*reply, "account_id"), "\"" + std::to_string(account.value) + "\"");
    EXPECT_EQ(member(*reply, "person_id"), "\"7\"");
    EXPECT_EQ(member(*reply, "name"), "\"林若溪\"");
    EXPECT_EQ(member(*reply, "login"), "\"office\"");
    EXPECT_EQ(member(*reply, "locale"), "\"zh-CN\"");
    EXPECT_EQ(member(*reply, "posts"), R"([{"title":"科长"}])");
    EXPECT_EQ(member(*reply, "powers"), R"(["cases.close","cases.file"])");
    EXPECT_EQ(member(*reply, "county"), "{\"id\":\"" + std::to_string(county.value) +
                                            "\",\"name\":\"青峰县\",\"code\":\"340100\"}");
    EXPECT_EQ(member(*reply, "campaign"), R"({"days_left":30})");
    EXPECT_EQ(member(*reply, "demo"), "true");
    EXPECT_EQ(member(*reply, "must_change_password"), "false");
}

TEST_P(AuthSessions, RememberTheLanguage) {
    const auto token = open();
    const auto changed = call("change_session", R"({"locale":"en"})", token);
    ASSERT_TRUE(changed);
    EXPECT_EQ(testing::member(*changed, "locale"), "\"en\"");
    EXPECT_EQ(session_of(token)->locale, Locale::en);
    const auto refused = call("change_session", R"({"locale":"fr"})", token);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.refusal().errors.at(0).path, "/locale");
}

TEST_P(AuthSessions, EndWhenOneSignsOut) {
    const auto token = open(), other = open();
    const auto reply = call("sign_out", "", token);
    ASSERT_TRUE(reply) << reply.refusal().code;
    EXPECT_EQ(reply->status, 204);
    EXPECT_TRUE(reply->body.empty());
    EXPECT_EQ(testing::cookie_of(*reply), "");
    EXPECT_FALSE(session_of(token));
    EXPECT_TRUE(session_of(other));
    EXPECT_EQ(count_facts("account.signed_out", account), 1);
}

TEST_P(AuthSessions, EndWithTheOldPasswordButForTheOneThatChangedIt) {
    const auto mine = open(), forgotten = open();
    const auto change = [&](const std::string& old_one, const std::string& new_one) {
        return code_of(call(
            "change_password",
            http::JsonObject().add("old_password", old_one).add("new_password", new_one).text(),
            mine));
    };
    EXPECT_EQ(change("wrong", "autumn moon on water"), "auth.wrong_old_password");
    EXPECT_EQ(change(password, "short"), "password.too_short");
    EXPECT_EQ(change(password, "office12345"), "password.is_login");
    EXPECT_TRUE(session_of(forgotten));
    EXPECT_EQ(change(password, "autumn moon on water"), "done");
    EXPECT_TRUE(session_of(mine));
    EXPECT_FALSE(session_of(forgotten));
    EXPECT_EQ(count_facts("account.password_changed", account), 1);
    EXPECT_EQ(sign_in_code("office", password), "auth.wrong_password");
    EXPECT_EQ(sign_in_code("office", "autumn moon on water"), "done");
}

TEST(SessionCookie, IsOnlyForUsAndOnlyForTheServer) {
    const HooksAsBefore hooks_as_before;
    use_secure_cookies(false);
    EXPECT_EQ(session_cookie_text("abc"),
              "weicheng_session=abc; Path=/; HttpOnly; SameSite=Strict");
    use_secure_cookies(true);
    EXPECT_EQ(session_cookie_text(""),
              "weicheng_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
}

} // namespace
} // namespace weicheng::auth

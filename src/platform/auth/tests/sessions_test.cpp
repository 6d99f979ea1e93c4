#include "platform/auth/accounts.h"
#include "platform/auth/sign_in_log.h"
#include "platform/auth/tests/auth_world.h"

namespace weicheng::auth {
namespace {

using namespace std::chrono_literals;
using testing::code_of;

static const db::Query count_tokens{"auth_tests.count_tokens", R"(
    SELECT COUNT(*) FROM sessions WHERE token_digest = $1 OR csrf_token = $1)"};

class AuthSessions : public AuthWorld {
  protected:
    std::string open(bool own_device = false) {
        return write([&](db::Tx& tx) {
            return open_session(tx, county, account, now, {"10.0.0.7", "Firefox", own_device});
        });
    }
    void SetUp() override {
        AuthWorld::SetUp();
        if (!IsSkipped()) settle();
    }
    /// As the front does with every request.
    bool visit(const std::string& token) {
        auto found = session_of(token);
        if (!found) return false;
        // The touch is not waited for, and left out while an earlier one is on its way.
        do {
            touch_session(**database, *found, now);
            write([](db::Tx&) {});
            found = session_of(token);
        } while (std::chrono::abs(now - found->seen_at) >= 1min);
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

TEST_P(AuthSessions, EndAfterAnIdleHourAtASharedComputerAndTwelveOnOnesOwnDevice) {
    const auto shared = open(), own = open(true);
    now += 1h - 1ms;
    EXPECT_TRUE(session_of(shared));
    now += 1ms;
    EXPECT_FALSE(session_of(shared));
    EXPECT_TRUE(session_of(own));
    now += 11h - 1ms;
    EXPECT_TRUE(session_of(own));
    now += 1ms;
    EXPECT_FALSE(session_of(own));
}

TEST_P(AuthSessions, IdleAsLongAsTheSettingSays) {
    hook({.limits = {.shared_idle = 15min}});
    const auto token = open();
    now += 15min - 1ms;
    EXPECT_TRUE(session_of(token));
    now += 1ms;
    EXPECT_FALSE(session_of(token));
}

TEST_P(AuthSessions, LiveSevenDaysAtTheMost) {
    const auto token = open(true);
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
    hook({.power_source = [](db::Tx&, CountyId, PersonId person, Instant) {
        return Standing{{BodyId{3}}, {{"cases.sign", {BodyId{person.value}}}}};
    }});
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
    const auto powers = [](db::Tx&, CountyId, PersonId, Instant) {
        return Standing{{}, {{"cases.file", {}}, {"cases.close", {}}, {"cases.file", {BodyId{2}}}}};
    };
    hook({.power_source = powers,
          .session_details = [](db::Tx&, const Caller&, Instant, Locale locale) {
              return SessionDetails{
                  {locale == Locale::en ? R"([{"title":"Head"}])" : R"([{"title":"科长"}])"},
                  {R"({"days_left":30})"}};
          }});
    const auto reply = call("get_session", "", open());
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

TEST_P(AuthSessions, AreEndedWithAWordInTheLogWhenTheyLapse) {
    const auto idle = open(), used = open();
    now += 50min;
    ASSERT_TRUE(visit(used));
    now += 20min;
    const auto end = testing::job_named(module, "auth.end_lapsed_sessions");
    write([&](db::Tx& tx) { end.run(tx, {1, county, "", ""}, now); });
    EXPECT_TRUE(session_of(used));
    const auto log = read([&](db::Tx& tx) { return sign_ins_of(tx, county, account, {}, 10); });
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0].outcome, Outcome::idle);
    EXPECT_EQ(log[0].address, "10.0.0.7");
    EXPECT_EQ(log[0].agent, "Firefox");
    write([&](db::Tx& tx) { end.run(tx, {1, county, "", ""}, now); });
    EXPECT_EQ(read([&](db::Tx& tx) { return sign_ins_of(tx, county, account, {}, 10); }).size(),
              1U);
}

TEST_P(AuthSessions, AreShownToTheirOwnerWhoMayEndThem) {
    const auto mine = open();
    now += 1min;
    const auto left_behind = open(true);
    auto reply = call("list_sessions", "", mine);
    ASSERT_TRUE(reply) << reply.refusal().code;
    const auto list = http::Document::parse(reply->body);
    const auto items = *list->root().member("items");
    ASSERT_EQ(items.size(), 2U);
    std::vector<std::string> told;
    std::string other;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto row = items.at(i);
        told.push_back(row.member("own_device")->print() + row.member("current")->print());
        if (row.member("current")->print() == "false") other = row.member("id")->text();
    }
    EXPECT_EQ(told, (std::vector<std::string>{"truefalse", "falsetrue"}));
    EXPECT_EQ(reply->body.find(left_behind), std::string::npos);
    EXPECT_EQ(code_of(call_with_id("end_session", other, mine)), "done");
    EXPECT_FALSE(session_of(left_behind));
    EXPECT_TRUE(session_of(mine));
    EXPECT_EQ(code_of(call_with_id("end_session", other, mine)), "session.unknown");
}

TEST_P(AuthSessions, OfOthersCannotBeEnded) {
    const auto mine = open();
    const auto stranger = *write([&](db::Tx& tx) {
        return create_account(tx, {county, "other", "hash", "许小满", {}}, now);
    });
    const auto theirs = write([&](db::Tx& tx) { return open_session(tx, county, stranger, now); });
    const auto id = std::to_string(session_of(theirs)->session);
    EXPECT_EQ(code_of(call_with_id("end_session", id, mine)), "session.unknown");
    EXPECT_TRUE(session_of(theirs));
}

TEST_P(AuthSessions, OutliveAClockThatStepsBackAnHourAndStillEndInTime) {
    const auto token = open();
    now -= 1h;
    ASSERT_TRUE(session_of(token));
    ASSERT_TRUE(visit(token)); // seen now, not in an hour
    EXPECT_EQ(session_of(token)->seen_at, now);
    now += 1h - 1ms;
    EXPECT_TRUE(session_of(token));
    now += 1ms;
    EXPECT_FALSE(session_of(token));
}

TEST_P(AuthSessions, OfAClockThatStoodAYearAheadLiveNoLongerThanOthers) {
    now += 24h * 365;
    const auto token = open(true);
    now -= 24h * 365;
    const auto corrected = now;
    while (now < corrected + 24h * 7) {
        ASSERT_TRUE(visit(token));
        now += 11h;
    }
    EXPECT_FALSE(session_of(token));
}

TEST_P(AuthSessions, EndWhenTheClockJumpsADayAheadAndSigningInGoesOn) {
    const auto before = testing::cookie_of(*sign_in("office", password));
    now += 24h;
    EXPECT_FALSE(session_of(before));
    EXPECT_EQ(sign_in_code("office", password), "done");
}

TEST_P(AuthSessions, SayThatAPasswordFromAnothersHandMustBeChanged) {
    static const std::string hash = hash_password("a password set by others");
    const auto old_one = open();
    ASSERT_TRUE(write([&](db::Tx& tx) { return reset_password(tx, county, account, hash, now); }));
    EXPECT_FALSE(session_of(old_one));
    EXPECT_EQ(count_facts("account.password_reset", account), 1);
    const auto reply = sign_in("office", "a password set by others");
    ASSERT_TRUE(reply);
    EXPECT_EQ(testing::member(*reply, "must_change_password"), "true");
    const auto token = testing::cookie_of(*reply);
    EXPECT_TRUE(session_of(token)->must_change_password);
    const auto change = [&](const char* chosen) {
        return code_of(call("change_password",
                            http::JsonObject()
                                .add("old_password", "a password set by others")
                                .add("new_password", chosen)
                                .text(),
                            token));
    };
    EXPECT_EQ(change("a password set by others"), "password.same");
    EXPECT_EQ(change("autumn moon on water"), "done");
    EXPECT_FALSE(session_of(token)->must_change_password);
}

TEST(SessionCookie, IsOnlyForUsAndOnlyForTheServer) {
    EXPECT_EQ(session_cookie_text("abc", false),
              "weicheng_session=abc; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(session_cookie_text("", true),
              "weicheng_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
}

} // namespace
} // namespace weicheng::auth

#include "platform/auth/tests/auth_world.h"

#include <thread>

namespace weicheng::auth {
namespace {

using namespace std::chrono_literals;
using testing::code_of;
using testing::member;

class SignIn : public AuthWorld {
  protected:
    void SetUp() override {
        AuthWorld::SetUp();
        if (!IsSkipped()) settle();
    }
};
RUN_ON_BOTH_STORES(SignIn);

TEST_P(SignIn, OpensASessionAndSetsTheCookie) {
    const auto reply = sign_in("office", password);
    ASSERT_TRUE(reply) << reply.refusal().code;
    EXPECT_EQ(reply->status, 201);
    const auto found = session_of(testing::cookie_of(*reply));
    ASSERT_TRUE(found);
    EXPECT_EQ(member(*reply, "csrf_token"), "\"" + found->csrf_token + "\"");
    EXPECT_EQ(reply->body.find(testing::cookie_of(*reply)), std::string::npos);
    EXPECT_EQ(count_facts("account.signed_in", account), 1);
}

TEST_P(SignIn, RefusesAWrongLoginAndAWrongPasswordAlike) {
    const auto wrong_password = sign_in("office", "autumn moon on water");
    const auto wrong_login = sign_in("nobody", password);
    ASSERT_FALSE(wrong_password);
    ASSERT_FALSE(wrong_login);
    EXPECT_EQ(wrong_password.refusal().code, "auth.wrong_password");
    EXPECT_EQ(wrong_login.refusal().code, wrong_password.refusal().code);
    EXPECT_EQ(wrong_login.refusal().params, wrong_password.refusal().params);
    ASSERT_TRUE(write([&](db::Tx& tx) { return set_disabled(tx, county, account, true, now); }));
    EXPECT_EQ(sign_in_code("office", password), "auth.wrong_password");
}

TEST_P(SignIn, LocksAfterFiveWrongInARowWhetherTheLoginExistsOrNot) {
    for (const char* login : {"office", "nobody"}) {
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(sign_in_code(login, "wrong"), "auth.wrong_password") << login << i;
        const auto locked = sign_in(login, password);
        ASSERT_FALSE(locked);
        EXPECT_EQ(locked.refusal().code, "auth.locked");
        EXPECT_EQ(locked.refusal().params.at(0), (WordParam{"minutes", "10"}));
    }
    now += 10min - 1ms;
    EXPECT_EQ(sign_in_code("office", password), "auth.locked");
    now += 1ms;
    EXPECT_EQ(sign_in_code("office", password), "done");
}

TEST_P(SignIn, CountsAnewAfterTheLockAndAfterSuccess) {
    for (int i = 0; i < 5; ++i)
        sign_in_code("office", "wrong");
    now += 10min;
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(sign_in_code("office", "wrong"), "auth.wrong_password");
    EXPECT_EQ(sign_in_code("office", password), "done");
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(sign_in_code("office", "wrong"), "auth.wrong_password");
    EXPECT_EQ(sign_in_code("office", password), "done");
}

TEST_P(SignIn, CountsTheOldPasswordOfAChangeToo) {
    const auto token = testing::cookie_of(*sign_in("office", password));
    const std::string body = R"({"old_password":"wrong","new_password":"autumn moon on water"})";
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(code_of(call("change_password", body, token)), "auth.wrong_old_password");
    EXPECT_EQ(code_of(call("change_password", body, token)), "auth.locked");
    EXPECT_EQ(sign_in_code("office", password), "auth.locked");
}

TEST_P(SignIn, LetsNoMoreGuessesThroughWhenManyComeAtOnce) {
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0, locked = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const auto code = sign_in_code("office", "wrong");
            (code == "auth.locked" ? locked : wrong)++;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 5);
    EXPECT_EQ(locked, 3);
}

TEST_P(SignIn, LeavesFactsWithoutAnythingPersonal) {
    sign_in_code("office", "wrong");
    sign_in_code("typed.by.mistake", "wrong");
    sign_in_code("office", password);
    EXPECT_EQ(count_facts("account.sign_in_failed", account), 1);
    EXPECT_EQ(count_facts("account.sign_in_failed", AccountId{}), 1);
    for (const auto& recorded : all_facts()) {
        EXPECT_EQ(recorded.fact.body, "{}");
        EXPECT_TRUE(recorded.fact.subject_kind == "account" ||
                    recorded.fact.subject_kind == "county");
    }
}

TEST_P(SignIn, TellsTheFirstScreensWhatTheyNeed) {
    hook({.start_details = [](db::Tx&, const County& home, Instant, Locale) {
        EXPECT_EQ(home.name, "青峰县");
        return StartDetails{{R"({"days_left":30})"}, {R"([{"login":"office"}])"}};
    }});
    const auto reply = call("get_start", "");
    ASSERT_TRUE(reply);
    EXPECT_EQ(member(*reply, "county_name"), "\"青峰县\"");
    EXPECT_EQ(member(*reply, "hotline"), "\"0000-12345\"");
    EXPECT_EQ(member(*reply, "campaign"), R"({"days_left":30})");
    EXPECT_EQ(member(*reply, "demo_accounts"), R"([{"login":"office"}])");
    EXPECT_EQ(member(*reply, "demo"), "true");
    EXPECT_EQ(member(*reply, "set_up_needed"), "false");
}

class AuthAccounts : public SignIn {};
RUN_ON_BOTH_STORES(AuthAccounts);

TEST_P(AuthAccounts, HaveLoginsOfTheirOwn) {
    const auto create = [&](const std::string& login) {
        return write([&](db::Tx& tx) {
            return code_of(create_account(tx, {county, login, "hash", "许小满", {}}, now));
        });
    };
    EXPECT_EQ(create("office"), "account.login_taken");
    for (const auto* bad : {"", "a", "Office", "张三", "a b", "semi;colon",
                            "a-login-of-more-than-forty-characters-is-too-long"})
        EXPECT_EQ(create(bad), "account.bad_login") << bad;
    EXPECT_EQ(create("worker.2_b-c"), "done");
    const auto all = read([&](db::Tx& tx) { return accounts(tx, county); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].login, "office");
    EXPECT_EQ(all[1].login, "worker.2_b-c");
    EXPECT_FALSE(all[1].person);
    EXPECT_EQ(read([&](db::Tx& tx) { return account_by_login(tx, county, "office"); }), account);
    EXPECT_FALSE(read([&](db::Tx& tx) { return account_by_login(tx, {}, "office"); }));
}

class FirstSetUp : public AuthWorld {
  protected:
    std::string body(const std::string& code, const std::string& county_code = "340100",
                     const std::string& secret = password) {
        return http::JsonObject()
            .add("code", code)
            .add("county_name", "青峰县")
            .add("county_code", county_code)
            .add("login", "admin")
            .add("name", "管一川")
            .add("password", secret)
            .text();
    }
};
RUN_ON_BOTH_STORES(FirstSetUp);

TEST_P(FirstSetUp, IsAskedForUntilThereIsAnAccount) {
    const auto before = call("get_start", "");
    ASSERT_TRUE(before);
    EXPECT_EQ(member(*before, "set_up_needed"), "true");
    EXPECT_EQ(member(*before, "county_name"), "\"\"");
    EXPECT_EQ(sign_in_code("admin", password), "set_up.needed");
}

TEST_P(FirstSetUp, MakesTheCountyAndItsAdministratorOnce) {
    hook({.first_administrator = [](db::Tx&, CountyId, const std::string& name, Instant) {
        EXPECT_EQ(name, "管一川");
        return PersonId{42};
    }});
    const auto code = secrets.set_up_code();
    EXPECT_EQ(code_of(call("set_up", body("WRONG"))), "set_up.wrong_code");
    EXPECT_EQ(code_of(call("set_up", body(code, "34x100"))), "request.fields_wrong");
    EXPECT_EQ(code_of(call("set_up", body(code, "340100", "1234567890"))), "password.too_common");
    EXPECT_FALSE(read(any_account));
    EXPECT_FALSE(read(home_county));
    const auto reply = call("set_up", body(code));
    ASSERT_TRUE(reply) << reply.refusal().code;
    EXPECT_EQ(reply->status, 201);
    EXPECT_EQ(member(*reply, "login"), "\"admin\"");
    EXPECT_EQ(member(*reply, "person_id"), "\"42\"");
    EXPECT_EQ(member(*reply, "demo"), "false");
    EXPECT_TRUE(session_of(testing::cookie_of(*reply)));
    EXPECT_FALSE(secrets.is_set_up_code(code));
    EXPECT_EQ(code_of(call("set_up", body(code))), "set_up.done");
    EXPECT_EQ(sign_in_code("admin", password), "done");
}

} // namespace
} // namespace weicheng::auth

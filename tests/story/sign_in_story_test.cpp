// Signing in, idling, tokens for other programs, and work that was given up, over the wire and on
// both stores. R1.1 (who may do what).
#include "platform/auth/accounts.h"
#include "platform/jobs/jobs.h"
#include "tests/story/story_town.h"

namespace weicheng::story {
namespace {

using namespace std::chrono_literals;

constexpr const char* password = "spring rain on slate";

class SignInStory : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        town.emplace(dialect());
        static const std::string hash = auth::hash_password(password);
        for (const char* login : {"office", "west"})
            change([&](db::Tx& tx) {
                return auth::change_password(tx, town->county.id, account(login), hash, town->now,
                                             0);
            });
    }
    /// A change that is not refused.
    template <class Work>
    void change(Work work) {
        const Result<void> done = store().write(work);
        EXPECT_TRUE(done) << (done ? "" : done.refusal().code);
    }
    db::Database& store() { return town->server.house().database(); }
    AccountId account(const std::string& login) { return town->county.accounts.at(login); }
    void later(std::chrono::milliseconds time) {
        town->now += time;
        town->server.house().clock().set(town->now);
    }
    Visitor signed_in(const std::string& login, bool own_device = false) {
        auto visitor = town->citizen();
        const auto answer = visitor.post("/api/v1/sessions", http::JsonObject()
                                                                 .add("login", login)
                                                                 .add("password", password)
                                                                 .add("own_device", own_device)
                                                                 .text());
        EXPECT_EQ(answer.status, 201) << answer.body;
        const auto cookie = answer.header("set-cookie");
        const auto start = cookie.find('=') + 1;
        visitor.use_session(cookie.substr(start, cookie.find(';') - start),
                            answer.at("/csrf_token"));
        return visitor;
    }
    void give_power(const std::string& login, const std::string& power) {
        change([&](db::Tx& tx) {
            return people::grant_power(tx, auth::server_caller(town->county.id),
                                       town->county.posts.at(login), power,
                                       people::PowerScope::county(), town->now);
        });
    }
    void take_power(const std::string& login, const std::string& power) {
        change([&](db::Tx& tx) {
            return people::revoke_power(tx, auth::server_caller(town->county.id),
                                        town->county.posts.at(login), power,
                                        people::PowerScope::county(), town->now);
        });
    }
    static Answer make_token(Visitor& by, const std::string& powers) {
        return by.post("/api/v1/api-tokens", R"({"name":"报表程序","powers":)" + powers +
                                                 R"(,"expires_on":"2026-12-31"})");
    }

    std::optional<Town> town;
};
RUN_ON_BOTH_STORES(SignInStory);

TEST_P(SignInStory, ASharedComputerLogsOutAfterAnHourAndOnesOwnPhoneDoesNot_R1_1) {
    auto shared = signed_in("office");
    auto phone = signed_in("office", true);
    later(59min);
    EXPECT_EQ(phone.get("/api/v1/session").status, 200);
    later(1min);
    const auto out = shared.get("/api/v1/session");
    EXPECT_EQ(out.status, 401);
    EXPECT_EQ(out.code(), "auth.sign_in_first");
    EXPECT_EQ(phone.get("/api/v1/session").status, 200);
    town->server.house().worker().run_due(town->now); // plans the county's timetable
    later(6min);
    // The server's own worker may have it in hand at this moment.
    auto log = phone.get("/api/v1/sign-ins");
    for (; log.size("/items") < 3; log = phone.get("/api/v1/sign-ins"))
        town->server.house().worker().run_due(town->now);
    ASSERT_EQ(log.size("/items"), 3u) << log.body;
    EXPECT_EQ(log.at("/items/0/outcome"), "idle");
    EXPECT_EQ(log.at("/items/0/address"), "127.0.0.1");
    EXPECT_EQ(log.at("/items/2/outcome"), "signed_in");
    EXPECT_EQ(log.at("/items/2/login"), "office");
    EXPECT_EQ(log.at("/items/2/name"), "试office");
}

TEST_P(SignInStory, ANewPasswordEndsEveryOtherSession_R1_1) {
    auto here = signed_in("office"), there = signed_in("office");
    EXPECT_EQ(here.get("/api/v1/sessions").size("/items"), 2u);
    const auto changed = here.post(
        "/api/v1/session/password-changes",
        R"({"old_password":"spring rain on slate","new_password":"autumn moon on water"})");
    EXPECT_EQ(changed.status, 204) << changed.body;
    EXPECT_EQ(there.get("/api/v1/session").status, 401);
    EXPECT_EQ(here.get("/api/v1/session").status, 200);
    EXPECT_EQ(here.get("/api/v1/sessions").size("/items"), 1u);
}

TEST_P(SignInStory, AProgramWorksWithATokenAsLongAsItsMakerMay_R1_1) {
    give_power("office", "tokens.manage");
    auto office = signed_in("office");
    EXPECT_EQ(make_token(office, R"(["cases.read","cases.sign"])").code(),
              "token.power_not_yours"); // the units sign, not the office
    const auto made = make_token(office, R"(["cases.read","cases.report"])");
    ASSERT_EQ(made.status, 201) << made.body;
    auto program = town->citizen();
    program.use_token(made.at("/token"));
    EXPECT_EQ(program.get("/api/v1/cases").status, 200);
    const auto photo = town->upload(program, "before"); // no CSRF token is asked for
    const auto reported = program.command("/api/v1/cases", patrol_report("exposed_garbage", photo));
    EXPECT_EQ(reported.status, 201) << reported.body;
    const auto acted = act(program, reported.at("/id"), "closures", R"({"note":""})");
    EXPECT_EQ(acted.code(), "auth.power_missing");
    EXPECT_EQ(make_token(program, R"(["cases.read"])").code(), "auth.not_by_token");

    take_power("office", "cases.report");
    EXPECT_EQ(program.command("/api/v1/cases", patrol_report("rubble", photo)).code(),
              "auth.power_missing");
    EXPECT_EQ(program.get("/api/v1/cases").status, 200);
    auto list = office.get("/api/v1/api-tokens");
    ASSERT_EQ(list.size("/items"), 1u) << list.body;
    EXPECT_EQ(list.size("/items/0/powers"), 2u);
    EXPECT_EQ(list.size("/items/0/powers_now"), 1u);
    EXPECT_EQ(list.body.find(made.at("/token")), std::string::npos);
    const auto ended = office.send("DELETE", "/api/v1/api-tokens/" + made.at("/id"), "", "");
    EXPECT_EQ(ended.status, 204) << ended.body;
    const auto after = program.get("/api/v1/cases");
    EXPECT_EQ(after.status, 401);
    EXPECT_EQ(after.code(), "auth.token_invalid");
    list = office.get("/api/v1/api-tokens");
    EXPECT_EQ(list.at("/items/0/works"), "false");
    EXPECT_NE(list.at("/items/0/ended_at"), "");
}

TEST_P(SignInStory, ATokenEndsWithItsDayAndWithItsMakersAccount_R1_1) {
    give_power("office", "tokens.manage");
    auto office = signed_in("office", true);
    const auto made = make_token(office, R"(["cases.read"])");
    auto program = town->citizen();
    program.use_token(made.at("/token"));
    EXPECT_EQ(program.get("/api/v1/cases").status, 200);
    change([&](db::Tx& tx) {
        return auth::set_disabled(tx, town->county.id, account("office"), true, town->now);
    });
    EXPECT_EQ(program.get("/api/v1/cases").code(), "auth.token_invalid");
    change([&](db::Tx& tx) {
        return auth::set_disabled(tx, town->county.id, account("office"), false, town->now);
    });
    EXPECT_EQ(program.get("/api/v1/cases").status, 200);
    town->now = *instant_from_rfc3339("2027-01-01T00:00:00+08:00");
    later(0ms);
    EXPECT_EQ(program.get("/api/v1/cases").code(), "auth.token_invalid");
}

TEST_P(SignInStory, WorkThatWasGivenUpIsSeenAndTriedAgain) {
    give_power("office", "jobs.manage");
    auto office = town->as("office");
    store().write([&](db::Tx& tx) {
        jobs::enqueue(tx, town->county.id, "test.nobody_knows", "{}", town->now);
    });
    const auto given_up = [&] { return town->as("office").get("/api/v1/failed-jobs"); };
    EXPECT_EQ(given_up().size("/items"), 0u);
    int days = 0;
    for (; given_up().size("/items") == 0; ++days) {
        town->server.house().worker().run_due(town->now);
        later(25h);
    }
    EXPECT_GE(days, jobs::most_tries - 1);
    const auto failed = given_up();
    ASSERT_EQ(failed.size("/items"), 1u) << failed.body;
    EXPECT_EQ(failed.at("/items/0/kind"), "test.nobody_knows");
    EXPECT_EQ(failed.at("/items/0/recurring"), "false");
    EXPECT_NE(failed.at("/items/0/error").find("test.nobody_knows"), std::string::npos);
    const auto path = "/api/v1/failed-jobs/" + failed.at("/items/0/id") + "/retries";
    auto administrator = town->as("office");
    EXPECT_EQ(administrator.command(path, "").status, 204);
    EXPECT_EQ(administrator.command(path, "").code(), "job.not_failed");
    EXPECT_EQ(given_up().size("/items"), 0u);
    const auto timetable = administrator.get("/api/v1/timetable");
    EXPECT_GE(timetable.size("/items"), 3u) << timetable.body;
    EXPECT_EQ(timetable.at("/items/0/trouble"), "") << timetable.body;
    EXPECT_EQ(town->as("west").get("/api/v1/timetable").code(), "auth.power_missing");
}

} // namespace
} // namespace weicheng::story

// API tokens: never more than the maker may do now, never longer than the account stands.
#include "platform/auth/accounts.h"
#include "platform/auth/sign_in_log.h"
#include "platform/auth/tests/auth_world.h"
#include "platform/auth/tokens.h"

namespace weicheng::auth {
namespace {

using namespace std::chrono_literals;
using testing::code_of;

static const db::Query count_text{"auth_tests.count_token_text", R"(
    SELECT COUNT(*) FROM api_tokens WHERE token_digest = $1 OR name = $1 OR powers = $1)"};

/// What the maker holds at the moment; the tests change it.
std::vector<Grant> held;

class Tokens : public AuthWorld {
  protected:
    void SetUp() override {
        AuthWorld::SetUp();
        if (IsSkipped()) return;
        settle();
        held = {{"cases.read", {BodyId{3}}}, {"cases.close", {}}, {"tokens.manage", {}}};
        hook({.power_source = [](db::Tx&, CountyId, PersonId, Instant) {
            return Standing{{BodyId{3}}, held};
        }});
    }
    Caller maker() {
        return *read([&](db::Tx& tx) { return caller_of(tx, county, account, now); });
    }
    Result<MadeToken> make(std::vector<std::string> powers, const char* expires_on = "2026-12-31") {
        return write([&](db::Tx& tx) {
            return make_token(tx, maker(), {"报表程序", powers, *date_from_text(expires_on)},
                              {"10.0.0.9", "curl"}, now);
        });
    }
    std::optional<Bearer> behind(const std::string& text) {
        return read([&](db::Tx& tx) { return bearer(tx, text, now); });
    }
    std::vector<ApiToken> all() {
        return read([&](db::Tx& tx) { return tokens(tx, county, {}); });
    }
};
RUN_ON_BOTH_STORES(Tokens);

TEST_P(Tokens, MayDoWhatTheyWereMadeForInTheMakersScope) {
    const auto made = make({"cases.read", "cases.read"});
    ASSERT_TRUE(made) << made.refusal().code;
    EXPECT_TRUE(made->text.starts_with("wc_"));
    EXPECT_EQ(made->text.size(), 46U);
    const auto found = behind(made->text);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->caller.account, account);
    EXPECT_EQ(found->caller.grants.size(), 1U);
    EXPECT_TRUE(found->caller.may_in("cases.read", BodyId{3}));
    EXPECT_FALSE(found->caller.may_in_county("cases.read"));
    EXPECT_FALSE(found->caller.may("cases.close"));
    EXPECT_FALSE(behind(made->text + "x"));
    EXPECT_FALSE(behind("wc_"));
    EXPECT_FALSE(behind(""));
}

TEST_P(Tokens, AreKeptAsADigestOnly) {
    const auto made = make({"cases.read"});
    EXPECT_EQ(read([&](db::Tx& tx) { return tx.number(count_text, {made->text}); }), 0);
    EXPECT_EQ(read([&](db::Tx& tx) { return tx.number(count_text, {sha256_hex(made->text)}); }), 1);
}

TEST_P(Tokens, FollowThePowersOfTheirMaker) {
    const auto made = make({"cases.read", "cases.close"});
    held = {{"cases.read", {BodyId{4}}}}; // another post now
    auto found = behind(made->text);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->caller.may("cases.close"));
    EXPECT_FALSE(found->caller.may_in("cases.read", BodyId{3}));
    EXPECT_TRUE(found->caller.may_in("cases.read", BodyId{4}));
    held = {};
    found = behind(made->text);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->caller.grants.empty());
    held = {{"cases.close", {}}, {"cases.void", {}}};
    EXPECT_EQ(behind(made->text)->caller.grants.size(), 1U); // never what it was not made for
}

TEST_P(Tokens, EndWithTheAccountAndWaitForItsNewPassword) {
    const auto made = make({"cases.read"});
    write([&](db::Tx& tx) { return bool(set_disabled(tx, county, account, true, now)); });
    EXPECT_FALSE(behind(made->text));
    write([&](db::Tx& tx) { return bool(set_disabled(tx, county, account, false, now)); });
    EXPECT_TRUE(behind(made->text));
    write([&](db::Tx& tx) { return bool(reset_password(tx, county, account, "hash", now)); });
    EXPECT_FALSE(behind(made->text));
    write([&](db::Tx& tx) { return bool(change_password(tx, county, account, "hash", now, 0)); });
    EXPECT_TRUE(behind(made->text));
}

TEST_P(Tokens, WorkToTheEndOfTheirLastDay) {
    const auto made = make({"cases.read"}, "2026-11-22");
    now = *instant_from_rfc3339("2026-11-22T23:59:59.999+08:00");
    EXPECT_TRUE(behind(made->text));
    now += 1ms;
    EXPECT_FALSE(behind(made->text));
}

TEST_P(Tokens, AreRefusedWithWordsForWhatIsWrong) {
    EXPECT_EQ(code_of(make({})), "token.powers_missing");
    const auto foreign = make({"cases.read", "cases.void"});
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.refusal().code, "token.power_not_yours");
    EXPECT_EQ(foreign.refusal().errors.at(0).path, "/powers/1");
    EXPECT_EQ(foreign.refusal().params.at(0), (WordParam{"power", "cases.void"}));
    EXPECT_EQ(code_of(make({"cases.read"}, "2026-11-21")), "token.expiry_wrong");
    EXPECT_EQ(code_of(make({"cases.read"}, "2026-11-22")), "done");
    EXPECT_EQ(code_of(make({"cases.read"}, "2027-11-23")), "done");
    EXPECT_EQ(code_of(make({"cases.read"}, "2027-11-24")), "token.expiry_wrong");
    EXPECT_EQ(all().size(), 2U);
}

TEST_P(Tokens, EndAtOnceAndOnce) {
    const auto made = make({"cases.read"});
    const auto end = [&](const Caller& actor, TokenId id) {
        return write([&](db::Tx& tx) {
            return code_of(end_token(tx, actor, id, {"10.0.0.9", "Firefox"}, now));
        });
    };
    const Caller other{.county = county, .account = AccountId{account.value + 1}};
    EXPECT_EQ(end(other, made->token.id), "token.unknown");
    EXPECT_TRUE(behind(made->text));
    EXPECT_EQ(end(maker(), TokenId{7}), "token.unknown");
    EXPECT_EQ(end(maker(), made->token.id), "done");
    EXPECT_FALSE(behind(made->text));
    EXPECT_EQ(end(maker(), made->token.id), "done");
    EXPECT_EQ(all().at(0).ended_at, now);
    int made_facts = 0, ended_facts = 0;
    for (const auto& recorded : all_facts()) {
        made_facts += recorded.fact.kind == "api_token.made" ? 1 : 0;
        ended_facts += recorded.fact.kind == "api_token.ended" ? 1 : 0;
    }
    EXPECT_EQ(made_facts, 1);
    EXPECT_EQ(ended_facts, 1);
    const auto log = read([&](db::Tx& tx) { return sign_ins_of(tx, county, account, {}, 10); });
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0].outcome, Outcome::token_ended);
    EXPECT_EQ(log[1].outcome, Outcome::token_made);
}

TEST_P(Tokens, OfOthersMayBeEndedByWhoManagesAccounts) {
    const auto made = make({"cases.read"});
    Caller manager{.county = county, .account = AccountId{account.value + 1}};
    manager.grants = {{"accounts.manage", {BodyId{3}}}};
    const auto end = [&] {
        return write(
            [&](db::Tx& tx) { return code_of(end_token(tx, manager, made->token.id, {}, now)); });
    };
    EXPECT_EQ(end(), "token.unknown"); // not in the whole county
    manager.grants = {{"accounts.manage", {}}};
    EXPECT_EQ(end(), "done");
    EXPECT_FALSE(behind(made->text));
}

TEST_P(Tokens, RememberWhenTheyWereLastUsed) {
    const auto made = make({"cases.read"});
    EXPECT_FALSE(all().at(0).last_used_at);
    const auto use = [&] {
        // The touch is not waited for, and left out while an earlier one is on its way.
        do {
            touch_token(**database, *behind(made->text), now);
            write([](db::Tx&) {});
        } while (!all().at(0).last_used_at || now - *all().at(0).last_used_at >= 1min);
    };
    use();
    const auto first = now;
    EXPECT_EQ(all().at(0).last_used_at, first);
    now += 59s;
    use();
    EXPECT_EQ(all().at(0).last_used_at, first);
    now += 1s;
    use();
    EXPECT_EQ(all().at(0).last_used_at, now);
}

TEST_P(Tokens, AreShownOnceOverHttp) {
    const auto session = testing::cookie_of(*sign_in("office", password));
    const auto reply =
        call("create_api_token",
             R"({"name":"报表程序","powers":["cases.read"],"expires_on":"2026-12-31"})", session);
    ASSERT_TRUE(reply) << reply.refusal().code;
    EXPECT_EQ(reply->status, 201);
    using testing::member;
    const auto printed = member(*reply, "token");
    const auto text = printed.substr(1, printed.size() - 2);
    EXPECT_TRUE(behind(text));
    EXPECT_EQ(member(*reply, "works"), "true");
    held = {};
    const auto list = call("list_api_tokens", "", session);
    ASSERT_TRUE(list) << list.refusal().code;
    EXPECT_EQ(list->body.find(text), std::string::npos);
    EXPECT_NE(list->body.find(R"("powers":["cases.read"],"powers_now":[])"), std::string::npos)
        << list->body;
    EXPECT_NE(list->body.find(R"("expires_on":"2026-12-31")"), std::string::npos);
    const auto id = std::to_string(all().at(0).id.value);
    EXPECT_EQ(code_of(call_with_id("end_api_token", id, session)), "done");
    EXPECT_FALSE(behind(text));
}

} // namespace
} // namespace weicheng::auth

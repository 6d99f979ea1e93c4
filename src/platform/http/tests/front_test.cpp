// The way from a request to a handler: doors, CSRF, keys, revisions, refusals, incidents.
#include "platform/http/packing.h"
#include "platform/http/tests/little_server.h"

#include <gtest/gtest.h>
#include <thread>

namespace weicheng::http::testing {
namespace {

using weicheng::testing::Headers;

const std::string key = "0123456789abcdef0123456789ABCDEF";
const std::string note = R"({"words":"hello","stars":3})";

TEST(Doors, TellNobodyToSignInFirst) {
    LittleServer little;
    auto nobody = little.visitor();
    EXPECT_EQ(nobody.get("/my-note").status, 401);
    EXPECT_EQ(nobody.get("/my-note").code(), "auth.sign_in_first");
    // also when the body would be refused: who may not come in learns nothing about it
    EXPECT_EQ(nobody.post("/notes", "rubbish").code(), "auth.sign_in_first");
    nobody.use_session("forged", "right");
    EXPECT_EQ(nobody.post("/notes", "rubbish").code(), "auth.sign_in_first");
    EXPECT_EQ(nobody.get("/note").at("/words"), "for nobody");
}

TEST(Doors, RefuseWhoLacksThePower) {
    LittleServer little;
    auto reader = little.visitor();
    reader.use_session("reader", "right");
    EXPECT_EQ(reader.get("/my-note").at("/words"), "for reader");
    const auto answer = reader.post("/notes", note, {{"Idempotency-Key", key}});
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.code(), "auth.power_missing");
    EXPECT_EQ(little.notes(), 0);
}

TEST(Doors, OpenOnesDoNotLookAtTheCookie) {
    LittleServer little;
    EXPECT_EQ(little.writer().get("/note").at("/words"), "for nobody");
}

TEST(Csrf, ChangesNeedTheTokenOfTheSession) {
    LittleServer little;
    auto writer = little.visitor();
    for (const char* token : {"", "wrong"}) {
        writer.use_session("writer", token);
        const auto answer = writer.post("/notes", note, {{"Idempotency-Key", key}});
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.code(), "auth.csrf");
    }
    EXPECT_EQ(writer.get("/my-note").status, 200); // reading needs none
    EXPECT_EQ(little.notes(), 0);
}

// ---- keys ----

class IdempotencyKeys : public weicheng::testing::OnBothStores {};

TEST_P(IdempotencyKeys, GiveTheFirstAnswerAgain_R2_1) {
    LittleServer little(dialect());
    auto writer = little.writer();
    const auto first = writer.post("/notes", note, {{"Idempotency-Key", key}});
    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(first.header("etag"), "\"1\"");
    EXPECT_EQ(first.header("idempotency-replayed"), "");
    // the same key as a UUID in small letters is the same key
    const auto again =
        writer.post("/notes", note, {{"Idempotency-Key", "01234567-89ab-cdef-0123-456789abcdef"}});
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("etag"), "\"1\"");
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(little.notes(), 1);
}

TEST_P(IdempotencyKeys, RefuseAnotherCommandUnderTheSameKey_R2_1) {
    LittleServer little(dialect());
    auto writer = little.writer();
    ASSERT_EQ(writer.post("/notes", note, {{"Idempotency-Key", key}}).status, 201);
    const auto other = R"({"words":"other","stars":3})";
    const auto answer = writer.post("/notes", other, {{"Idempotency-Key", key}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.code(), "request.key_reused");
    EXPECT_EQ(little.notes(), 1);
}

TEST_P(IdempotencyKeys, BelongToTheirActor) {
    LittleServer little(dialect());
    EXPECT_EQ(little.writer().post("/notes", note, {{"Idempotency-Key", key}}).status, 201);
    auto citizen = little.visitor();
    EXPECT_EQ(citizen.post("/open-notes", note, {{"Idempotency-Key", key}}).status, 201);
    auto other_citizen = little.visitor();
    const auto again = other_citizen.post("/open-notes", note, {{"Idempotency-Key", key}});
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(little.notes(), 2);
}

TEST_P(IdempotencyKeys, DoNotKeepRefusals) {
    LittleServer little(dialect());
    auto writer = little.writer();
    const auto refused = R"({"words":"refuse me","stars":3})";
    for (int i = 0; i < 2; ++i) {
        const auto answer = writer.post("/notes", refused, {{"Idempotency-Key", key}});
        EXPECT_EQ(answer.status, 409);
        EXPECT_EQ(answer.code(), "note.not_liked");
    }
    EXPECT_EQ(little.notes(), 0); // nothing half-written stays
    EXPECT_EQ(writer.post("/notes", note, {{"Idempotency-Key", key}}).status, 201);
}

TEST_P(IdempotencyKeys, SentAtTheSameTimeDoItOnce_R2_1) {
    LittleServer little(dialect());
    std::vector<std::thread> threads;
    std::array<std::string, 8> bodies;
    for (auto& body : bodies)
        threads.emplace_back([&] {
            body = little.writer().post("/notes", note, {{"Idempotency-Key", key}}).body;
        });
    for (auto& thread : threads)
        thread.join();
    for (const auto& body : bodies)
        EXPECT_EQ(body, bodies[0]);
    EXPECT_EQ(little.notes(), 1);
}
RUN_ON_BOTH_STORES(IdempotencyKeys);

TEST(IdempotencyKey, IsNeededAndHasAForm) {
    LittleServer little;
    auto writer = little.writer();
    EXPECT_EQ(writer.post("/notes", note).status, 428);
    EXPECT_EQ(writer.post("/notes", note).code(), "request.key_missing");
    for (const char* bad :
         {"short", "0123456789abcdef0123456789abcdeg", "0123456789abcdef0123456789abcdef0",
          "01234567-89ab-cdef-0123_456789abcdef"})
        EXPECT_EQ(writer.post("/notes", note, {{"Idempotency-Key", bad}}).code(),
                  "request.key_malformed");
}

// ---- revisions ----

TEST(IfMatch, IsNeededAndStaleOnesAreToldTheCurrentThing) {
    LittleServer little;
    auto writer = little.writer();
    const auto change = [&](Headers headers) {
        return writer.send("PATCH", "/notes", note, "application/json", std::move(headers));
    };
    EXPECT_EQ(change({}).status, 428);
    EXPECT_EQ(change({}).code(), "request.if_match_missing");
    EXPECT_EQ(change({{"If-Match", "seven"}}).code(), "request.if_match_malformed");
    EXPECT_EQ(change({{"If-Match", "*"}}).status, 400);
    const auto stale = change({{"If-Match", "\"6\""}});
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.code(), "request.stale");
    EXPECT_EQ(stale.at("/current/revision"), "7");
    const auto good = change({{"If-Match", "\"7\""}});
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(good.header("etag"), "\"8\"");
}

TEST(IfNoneMatch, SparesTheBodyOfWhatIsKnown) {
    LittleServer little;
    const auto first = little.visitor().get("/note");
    EXPECT_EQ(first.header("etag"), "\"7\"");
    const auto again = little.visitor().get("/note", {{"If-None-Match", "\"7\""}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
}

// ---- words ----

TEST(Problems, SpeakTheLanguageOfTheReader) {
    LittleServer little;
    auto nobody = little.visitor();
    EXPECT_EQ(nobody.get("/my-note").header("content-language"), "zh-CN");
    nobody.speak("en-GB,en;q=0.9,zh;q=0.3");
    const auto answer = nobody.get("/my-note");
    EXPECT_EQ(answer.header("content-language"), "en");
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_EQ(answer.at("/status"), "401");
    EXPECT_EQ(answer.at("/request_id"), answer.header("x-request-id"));
    EXPECT_FALSE(answer.at("/title").empty());
    nobody.speak("fr");
    EXPECT_EQ(nobody.get("/my-note").header("content-language"), "zh-CN");
}

TEST(Problems, ALanguageOfTheSessionServesWhoSaysNone) {
    LittleServer little;
    auto reader = little.visitor();
    reader.use_session("reader", "right");
    EXPECT_EQ(reader.post("/notes", note, {{"Idempotency-Key", key}}).header("content-language"),
              "en");
}

TEST(Problems, NamePathCodeAndWordsOfEachField_R2_1) {
    LittleServer little;
    const auto answer = little.writer().post("/notes", R"({"stars":9,"more":1})",
                                             {{"Idempotency-Key", key}, {"Accept-Language", "en"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.code(), "request.fields_wrong");
    EXPECT_EQ(answer.size("/errors"), 3U);
    EXPECT_EQ(answer.at("/errors/0/path"), "/more");
    EXPECT_EQ(answer.at("/errors/2/detail"), "Too large; 5 at most.");
}

TEST(Incidents, ABugIsOurFaultHasANumberAndLeavesNothing) {
    LittleServer little;
    auto writer = little.writer();
    const auto answer =
        writer.post("/notes", R"({"words":"bug","stars":1})", {{"Idempotency-Key", key}});
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.code(), "server.incident");
    EXPECT_EQ(answer.at("/incident").size(), 10U);
    EXPECT_EQ(answer.body.find("planted"), std::string::npos);
    EXPECT_EQ(little.notes(), 0);
    EXPECT_EQ(writer.post("/notes", note, {{"Idempotency-Key", key}}).status, 201);
}

TEST(Incidents, ARefusalWithoutWordsIsABug) {
    LittleServer little;
    const auto answer = little.writer().post("/notes", R"({"words":"wordless","stars":1})",
                                             {{"Idempotency-Key", key}});
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.code(), "server.incident");
    EXPECT_EQ(little.notes(), 0);
}

TEST(Wordbook, RefusesACodeThatIsRegisteredTwiceOrHasNoWords) {
    EXPECT_THROW(Wordbook({{"a.b", 409, "甲", "a"}, {"a.b", 409, "乙", "b"}}), Bug);
    EXPECT_THROW(Wordbook({{"a.b", 409, "", "a"}}), Bug);
    EXPECT_THROW(Wordbook({}).of("a.b"), Bug);
}

// ---- too much ----

TEST(Busy, TheQueueOfSlowWorkIsBounded) {
    LittleServer little(db::Dialect::sqlite, {}, {.slow_threads = 1, .slow_queue = 1});
    std::thread working([&] { EXPECT_EQ(little.visitor().get("/slow").status, 200); });
    little.gate().until_someone_waits();
    std::thread queued([&] { EXPECT_EQ(little.visitor().get("/slow").status, 200); });
    while (little.front().slow_waiting() == 0)
        std::this_thread::yield();
    const auto answer = little.visitor().get("/slow");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.code(), "server.busy");
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_EQ(little.visitor().get("/note").status, 200); // the loops are free
    little.gate().open();
    working.join();
    queued.join();
}

TEST(RateLimits, HoldBackOneAddressWithWordsAndRetryAfter) {
    FrontOptions options;
    options.rate_rules = {{.prefix = "/open-notes", .per_minute = 1, .burst = 2}};
    LittleServer little(db::Dialect::sqlite, {}, options);
    auto citizen = little.visitor();
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(citizen.command("/open-notes", note).header("ratelimit-remaining"),
                  std::to_string(1 - i));
    const auto answer = citizen.command("/open-notes", note);
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.code(), "request.too_many");
    EXPECT_FALSE(answer.header("retry-after").empty());
    EXPECT_EQ(citizen.get("/note").status, 200);
}

TEST(RateLimit, RefillsWithTime) {
    RateLimit limit({{.prefix = "/a", .per_minute = 60, .burst = 1}});
    const RateLimit::Moment start{};
    const auto wait = [&](const char* peer, const char* path, bool changes, int seconds) {
        const auto allowance =
            limit.count(peer, path, changes, start + std::chrono::seconds{seconds});
        return allowance ? allowance->seconds_to_wait : -1;
    };
    EXPECT_EQ(wait("x", "/a/1", true, 0), 0);
    EXPECT_EQ(wait("x", "/a/2", true, 0), 1);
    EXPECT_EQ(wait("y", "/a/2", true, 0), 0);
    EXPECT_EQ(wait("x", "/a/3", false, 0), -1) << "reading is free";
    EXPECT_EQ(wait("x", "/b", true, 0), -1);
    EXPECT_EQ(wait("x", "/a/1", true, 1), 0);
}

TEST(RateLimit, TellsWhatIsLeftAndWhenAllIsBack) {
    RateLimit limit({{.prefix = "/a", .per_minute = 30, .burst = 3}});
    const auto first = limit.count("x", "/a", true, {});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->limit, 3);
    EXPECT_EQ(first->remaining, 2);
    EXPECT_EQ(first->full_after_seconds, 2);
}

TEST(LargeReplies, TravelPackedToWhoTakesGzip) {
    const auto reply = [](std::string type) {
        return RawReply{.content_type = std::move(type), .body = std::string(10'000, 'a')};
    };
    Request modern, old;
    modern.headers["accept-encoding"] = "gzip, deflate, br";
    auto text = reply("text/csv; charset=utf-8");
    pack(text, modern);
    EXPECT_LT(text.body.size(), 200U);
    EXPECT_EQ(text.body.substr(0, 2), "\x1f\x8b");
    for (auto [type, request] : {std::pair{"text/csv", &old}, std::pair{"image/jpeg", &modern}}) {
        auto plain = reply(type);
        pack(plain, *request);
        EXPECT_EQ(plain.body.size(), 10'000U);
    }
}

TEST(RequestIds, AreNeverTheSame) {
    LittleServer little;
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(little.front().new_request_id());
    EXPECT_EQ(ids.size(), 1000U);
}

TEST(Metrics, CountByOperationAndStatus) {
    LittleServer little;
    little.visitor().get("/note");
    little.visitor().get("/my-note");
    const auto text = little.front().metrics().text();
    EXPECT_NE(text.find(R"(weicheng_requests_total{operation="show_note",status="200"} 1)"),
              std::string::npos);
    EXPECT_NE(text.find(R"(weicheng_requests_total{operation="show_my_note",status="401"} 1)"),
              std::string::npos);
    EXPECT_NE(text.find(R"(weicheng_request_seconds_count{operation="show_note"} 1)"),
              std::string::npos);
}

} // namespace
} // namespace weicheng::http::testing

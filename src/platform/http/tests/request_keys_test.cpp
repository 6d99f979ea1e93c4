// What a request key's row holds: nothing that can be read without the key. R7.4.
#include "platform/http/request_keys.h"

#include "platform/db/dialect.h"
#include "platform/embedded.h"
#include "tests/support/database.h"

#include <gtest/gtest.h>

namespace weicheng::http {
namespace {

class RequestKeys : public weicheng::testing::OnBothStores {};

const CountyId county{7};
const Instant noon = instant_from_rfc3339("2026-11-16T04:00:00Z").value();
const std::string key = "00112233445566778899aabbccddeeff";

Request command(std::string body, std::string with_key = key) {
    Request request;
    request.method = Method::post;
    request.path = "/api/v1/portal/reports";
    request.body = std::move(body);
    request.headers["idempotency-key"] = std::move(with_key);
    return request;
}

KeptReply answered(const Request& request, std::string body) {
    KeptReply kept;
    kept.fingerprint = fingerprint(request);
    kept.reply.status = 201;
    kept.reply.body = std::move(body);
    kept.reply.headers.emplace_back("ETag", "\"3\"");
    return kept;
}

TEST_P(RequestKeys, AreOpenedOnlyByTheKeyItself_R7_4) {
    weicheng::testing::TestDatabase database(dialect(), embedded_migrations("platform/http"));
    const auto request = command(R"({"phone":"13800001234"})");
    const std::string body = R"({"number":"AJ20261116-0001","follow_code":"K7QMR4ZD"})";
    database->write([&](db::Tx& tx) {
        keep_reply(tx, county, {}, key, answered(request, body), noon);
        keep_reply(tx, county, {}, std::string(32, '1'), answered(request, ""), noon);
    });
    database->read([&](db::Tx& tx) {
        const auto kept = find_reply(tx, county, {}, key);
        ASSERT_TRUE(kept.has_value());
        EXPECT_EQ(kept->fingerprint, fingerprint(request));
        EXPECT_EQ(kept->reply.status, 201);
        EXPECT_EQ(kept->reply.body, body);
        EXPECT_EQ(kept->reply.headers.at(0).second, "\"3\"");
        EXPECT_EQ(find_reply(tx, county, {}, std::string(32, '1'))->reply.body, "");
        EXPECT_FALSE(find_reply(tx, county, {}, std::string(32, '2')));
        EXPECT_FALSE(find_reply(tx, county, AccountId{1}, key));
        for (const auto& row : db::run_script(tx, "SELECT * FROM request_keys"))
            for (const auto& value : row)
                for (const auto* secret :
                     {key.c_str(), "K7QMR4ZD", "AJ20261116-0001", "13800001234"})
                    EXPECT_EQ(value.value_or("").find(secret), std::string::npos) << secret;
    });
}

TEST_P(RequestKeys, AnAnswerThatWasTamperedWithIsNotGiven_R7_4) {
    weicheng::testing::TestDatabase database(dialect(), embedded_migrations("platform/http"));
    database->write([&](db::Tx& tx) {
        keep_reply(tx, county, {}, key, answered(command("{}"), "{}"), noon);
        db::run_script(tx, "UPDATE request_keys SET reply = 'AAAA' || substr(reply, 5)");
    });
    EXPECT_THROW(database->read([&](db::Tx& tx) { find_reply(tx, county, {}, key); }), Bug);
}

RUN_ON_BOTH_STORES(RequestKeys);

TEST(RequestFingerprint, IsTheSameForTheSameCommandOnly_R7_4) {
    const auto request = command("{}");
    EXPECT_EQ(fingerprint(request), fingerprint(command("{}")));
    EXPECT_EQ(fingerprint(request),
              fingerprint(command("{}", "00112233-4455-6677-8899-AABBCCDDEEFF")));
    EXPECT_NE(fingerprint(request), fingerprint(command("{} ")));
    // Two commands alike do not look alike in the table: a telephone cannot be tried out.
    EXPECT_NE(fingerprint(request), fingerprint(command("{}", std::string(32, '3'))));
}

} // namespace
} // namespace weicheng::http

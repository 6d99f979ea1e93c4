// The wire itself: limits, time-outs, rows of requests, broken requests, the end of the server.
#include "platform/http/tests/little_server.h"

#include <gtest/gtest.h>
#include <thread>

namespace weicheng::http::testing {
namespace {

using weicheng::testing::Headers;
using weicheng::testing::request_text;
using weicheng::testing::Wire;

struct BrokenRequest {
    std::string text;
    int status;
    const char* code;
};

TEST(Wire, RefusesBrokenRequestsAndCloses) {
    LittleServer little;
    const std::string host = "Host: t\r\n";
    const std::vector<BrokenRequest> table{
        {"\x16\x03\x01\x02\r\n\r\n", 400, "request.malformed"},
        {"GET\r\n\r\n", 400, "request.malformed"},
        {"GET /note HTTP/9.9\r\n\r\n", 400, "request.malformed"},
        {"GET /note HTTP/1.1\r\n\r\n", 400, "request.malformed"}, // no Host
        {"GET /note HTTP/1.1\r\nHost t\r\n\r\n", 400, "request.malformed"},
        {"GET note HTTP/1.1\r\n" + host + "\r\n", 400, "request.bad_address"},
        {"GET /note%zz HTTP/1.1\r\n" + host + "\r\n", 400, "request.bad_address"},
        {"GET /note?a=%ff HTTP/1.1\r\n" + host + "\r\n", 400, "request.bad_address"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "\r\n", 411, "request.length_missing"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "Content-Length: 1001\r\n\r\n", 413,
         "request.too_large"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400, "request.malformed"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400,
         "request.malformed"},
        {"PUT /bytes HTTP/1.1\r\n" + host +
             "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400, "request.malformed"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
         400, "request.malformed"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400,
         "request.malformed"},
        {"PUT /bytes HTTP/1.1\r\n" + host + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
         415, "request.body_kind"},
        {"POST /note HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", 405, "method.not_allowed"},
        {"BREW /note HTTP/1.1\r\n" + host + "\r\n", 405, "method.not_allowed"},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414,
         "request.address_too_long"},
        {"GET /" + std::string(40000, 'a'), 414, "request.address_too_long"},
        {"GET /note HTTP/1.1\r\n" + host + "X: " + std::string(40000, 'a') + "\r\n\r\n", 431,
         "request.header_too_large"},
    };
    for (const auto& broken : table) {
        Wire wire(little.port());
        wire.send(broken.text);
        const auto answer = wire.receive();
        EXPECT_EQ(answer.status, broken.status) << broken.text.substr(0, 100);
        EXPECT_EQ(answer.code(), broken.code) << broken.text.substr(0, 100);
        EXPECT_EQ(answer.header("connection"), "close");
    }
    EXPECT_EQ(little.visitor().get("/note").status, 200);
}

TEST(Wire, ManyHeaderLinesInSmallPiecesAreLimitedToo) {
    LittleServer little;
    Wire wire(little.port());
    wire.send("GET /note HTTP/1.1\r\nHost: t\r\n");
    for (int i = 0; i < 1000; ++i)
        wire.send("X-" + std::to_string(i) + ": " + std::string(40, 'a') + "\r\n");
    EXPECT_EQ(wire.receive().status, 431);
}

TEST(Wire, TellsWhichMethodsAnAddressTakes) {
    LittleServer little;
    const auto answer = little.visitor().send("DELETE", "/notes", "", "");
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.header("allow"), "PATCH, POST");
}

TEST(Wire, UnknownAddressesAreNotFound) {
    LittleServer little;
    for (const char* path : {"/nothing", "/note/", "/note/more", "//note"})
        EXPECT_EQ(little.visitor().get(path).code(), "path.unknown") << path;
    EXPECT_EQ(little.visitor().post("/nothing", "{}").status, 404);
}

TEST(Wire, TakesOnlyJsonWhereJsonIsWanted) {
    LittleServer little;
    const Headers key{{"Idempotency-Key", weicheng::testing::Visitor::new_key()}};
    const auto send = [&](const char* type) {
        return little.writer().send("POST", "/notes", R"({"words":"a","stars":1})", type, key);
    };
    EXPECT_EQ(send("text/plain").status, 415);
    EXPECT_EQ(send("").status, 415);
    EXPECT_EQ(send("application/jsonp").status, 415);
    EXPECT_EQ(send("Application/JSON; charset=utf-8").status, 201);
}

TEST(Wire, TakesChunkedBodiesWithinTheLimit) {
    LittleServer little;
    const std::string header =
        "PUT /bytes HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    Wire wire(little.port());
    wire.send(header + "5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
    EXPECT_EQ(wire.receive().body, "8");
    Wire large(little.port());
    large.send(header);
    for (int i = 0; i < 20; ++i)
        large.send("64\r\n" + std::string(100, 'a') + "\r\n");
    EXPECT_EQ(large.receive().status, 413);
}

TEST(Wire, SaysContinueToWhoAsks) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(
        "PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    wire.send("abc");
    EXPECT_EQ(wire.receive().body, "3");
}

TEST(Wire, AnswersRowsOfRequestsInTheirOrder) {
    LittleServer little;
    Wire wire(little.port());
    std::string row;
    for (int i = 0; i < 200; ++i) {
        row += request_text("PUT", "/bytes", std::string(static_cast<std::size_t>(i), 'a'));
        row += request_text("GET", i % 2 == 0 ? "/note" : "/nothing", "");
    }
    std::thread sending([&] { wire.send(row); });
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(wire.receive().body, std::to_string(i));
        EXPECT_EQ(wire.receive().status, i % 2 == 0 ? 200 : 404);
    }
    sending.join();
}

TEST(Wire, TakesARequestByteByByte) {
    LittleServer little;
    Wire wire(little.port());
    for (const char c : request_text("PUT", "/bytes", "hello"))
        wire.send({&c, 1});
    EXPECT_EQ(wire.receive().body, "5");
}

TEST(Wire, HeadHasTheLengthButNoBody) {
    LittleServer little;
    Wire wire(little.port());
    wire.send("HEAD /note HTTP/1.1\r\nHost: t\r\n\r\nGET /note HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto head = wire.receive(true);
    const auto whole = wire.receive();
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), std::to_string(whole.body.size()));
}

TEST(Wire, EndsTheConnectionOfOldClients) {
    LittleServer little;
    Wire wire(little.port());
    wire.send("GET /note HTTP/1.0\r\n\r\n");
    EXPECT_EQ(wire.receive().status, 200);
    EXPECT_TRUE(wire.closed_by_peer());
}

// ---- time ----

WireLimits short_times() {
    WireLimits limits;
    limits.header_time = limits.body_time = limits.idle_time = std::chrono::milliseconds{80};
    return limits;
}

TEST(SlowPeers, AreToldThatTheRequestDidNotArriveInTime) {
    LittleServer little(db::Dialect::sqlite, short_times());
    for (const char* part : {"GET /note HT", "GET /note HTTP/1.1\r\nHost: t\r\nX: a",
                             "PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc"}) {
        Wire wire(little.port());
        wire.send(part);
        const auto answer = wire.receive();
        EXPECT_EQ(answer.status, 408) << part;
        EXPECT_EQ(answer.code(), "request.timed_out");
        EXPECT_TRUE(wire.closed_by_peer());
    }
}

TEST(SlowPeers, ATrickleDoesNotProlongTheTime) {
    LittleServer little(db::Dialect::sqlite, short_times());
    Wire wire(little.port());
    std::atomic<bool> done{false};
    std::thread trickle([&] {
        wire.send("GET /note HTTP/1.1\r\n");
        for (int i = 0; !done; ++i) {
            wire.send("X-" + std::to_string(i) + ": a\r\n");
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
    });
    EXPECT_EQ(wire.receive().status, 408);
    done = true;
    trickle.join();
}

TEST(SlowPeers, IdleConnectionsEndWithoutWords) {
    LittleServer little(db::Dialect::sqlite, short_times());
    Wire wire(little.port());
    wire.send("GET /note HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(wire.receive().status, 200);
    EXPECT_TRUE(wire.closed_by_peer());
}

TEST(SlowPeers, ALongAnswerIsNotATimeOut) {
    LittleServer little(db::Dialect::sqlite, short_times());
    Wire wire(little.port());
    wire.send(request_text("GET", "/slow", ""));
    little.gate().until_someone_waits();
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
    little.gate().open();
    EXPECT_EQ(wire.receive().status, 200);
}

TEST(Connections, BeyondTheLimitAreNotTaken) {
    WireLimits limits;
    limits.connections = 2;
    LittleServer little(db::Dialect::sqlite, limits);
    Wire first(little.port()), second(little.port());
    for (Wire* wire : {&first, &second}) {
        wire->send(request_text("GET", "/note", ""));
        EXPECT_EQ(wire->receive().status, 200);
    }
    Wire third(little.port());
    EXPECT_EQ(third.receive().status, 503); // said before anything was asked
    EXPECT_TRUE(third.closed_by_peer());
    EXPECT_EQ(little.server().connections_refused(), 1U);
}

// ---- the end ----

TEST(Stopping, FinishesWhatWasAcceptedAndTakesNothingNew) {
    LittleServer little;
    Wire idle(little.port()), busy(little.port());
    idle.send(request_text("GET", "/note", ""));
    EXPECT_EQ(idle.receive().status, 200);
    busy.send(request_text("GET", "/slow", ""));
    little.gate().until_someone_waits();
    std::thread stopping([&] { little.server().stop(); });
    EXPECT_TRUE(idle.closed_by_peer());
    little.gate().open();
    const auto answer = busy.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(busy.closed_by_peer());
    stopping.join();
    EXPECT_EQ(little.server().connections(), 0U);
    EXPECT_THROW(Wire{little.port()}, std::runtime_error);
}

TEST(Stopping, DoesNotWaitForeverForAPeer) {
    WireLimits limits;
    limits.stop_time = std::chrono::milliseconds{50};
    LittleServer little(db::Dialect::sqlite, limits);
    Wire wire(little.port());
    wire.send(request_text("GET", "/slow", ""));
    little.gate().until_someone_waits();
    little.server().stop(); // the gate is still closed
    SUCCEED();
}

TEST(Listening, IsRefusedWhereAnotherServerListens) {
    LittleServer little;
    EXPECT_THROW(Server(little.front(), {.port = little.port(), .threads = 1}), db::Fault);
    EXPECT_THROW(Server(little.front(), {.address = "not an address", .port = 0}), db::Fault);
}

// ---- pages ----

TEST(Pages, AreServedWithTheirPolicyAndKnownAgainByEtag) {
    LittleServer little;
    auto reader = little.visitor();
    const auto page = reader.get("/admin/cases/17");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body, "<p>desk</p>");
    EXPECT_EQ(page.header("cache-control"), "no-cache");
    EXPECT_NE(page.header("content-security-policy").find("frame-ancestors 'none'"),
              std::string::npos);
    EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(reader.get("/p/r/AJ1", {}).body, "<p>citizens</p>");
    const auto again = reader.get("/admin/", {{"If-None-Match", page.header("etag")}});
    EXPECT_EQ(again.status, 304);
}

TEST(Pages, HashedFilesAreKeptForeverAndTravelPacked) {
    LittleServer little;
    auto reader = little.visitor();
    const auto plain = reader.get("/admin/assets/a-1f.js");
    EXPECT_EQ(plain.body, "desk()");
    EXPECT_NE(plain.header("cache-control").find("immutable"), std::string::npos);
    const auto packed = reader.get("/admin/assets/a-1f.js", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(packed.body, "packed");
    EXPECT_EQ(packed.header("content-encoding"), "br");
    EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
}

TEST(Pages, LeadFromTheRootAndNowhereElse) {
    LittleServer little;
    auto reader = little.visitor();
    EXPECT_EQ(reader.get("/").header("location"), "/admin/");
    EXPECT_EQ(reader.get("/p").header("location"), "/p/");
    for (const char* path : {"/admin/assets/gone.js", "/other/index.html", "/adminx/",
                             "/admin/../p/secret.txt", "/%2e%2e/etc/passwd"})
        EXPECT_EQ(reader.get(path).status, 404) << path;
}

} // namespace
} // namespace weicheng::http::testing

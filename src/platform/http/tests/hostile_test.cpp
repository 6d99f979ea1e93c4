// Peers that mean harm or are broken: requests that two programs could read differently, dribbling,
// answers nobody reads, half-closed sockets, more bodies than the server wants to hold.
#include "platform/http/tests/little_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace weicheng::http::testing {
namespace {

using namespace std::chrono_literals;
using weicheng::testing::Answer;
using weicheng::testing::Headers;
using weicheng::testing::request_text;
using weicheng::testing::Wire;

std::size_t answers_in(const std::string& text) {
    std::size_t count = 0;
    for (auto at = text.find("HTTP/1.1 "); at != std::string::npos;
         at = text.find("HTTP/1.1 ", at + 1))
        ++count;
    return count;
}

void until(const std::function<bool()>& is_so) {
    while (!is_so())
        std::this_thread::sleep_for(1ms);
}

// ---- where a request ends ----

TEST(Smuggling, WhatCouldBeReadTwoWaysIsRefusedAndNothingBehindItIsRead) {
    const std::string put = "PUT /bytes HTTP/1.1\r\nHost: t\r\n";
    const std::string get = "GET /note HTTP/1.1\r\n";
    const std::string chunk = "3\r\nabc\r\n0\r\n\r\n";
    const std::vector<std::pair<const char*, std::string>> table{
        {"length and chunks",
         put + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk},
        {"chunks and length",
         put + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunk},
        {"two lengths", put + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc"},
        {"the same length twice", put + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"},
        {"a list of lengths", put + "Content-Length: 3, 3\r\n\r\nabc"},
        {"a signed length", put + "Content-Length: +3\r\n\r\nabc"},
        {"a negative length", put + "Content-Length: -3\r\n\r\nabc"},
        {"a length in hexadecimal", put + "Content-Length: 0x3\r\n\r\nabc"},
        {"an empty length", put + "Content-Length:\r\n\r\nabc"},
        {"a length beyond 64 bits", put + "Content-Length: 99999999999999999999\r\n\r\nabc"},
        {"chunked twice", put + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunk},
        {"chunked in two fields",
         put + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk},
        {"identity in another field",
         put + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk},
        {"a coding nobody knows", put + "Transfer-Encoding: xchunked\r\n\r\n" + chunk},
        {"an empty coding", put + "Transfer-Encoding:\r\nContent-Length: 3\r\n\r\nabc"},
        {"a coding in an old request",
         "PUT /bytes HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk},
        {"a space before the colon", put + "Transfer-Encoding : chunked\r\n\r\n" + chunk},
        {"a folded field", get + "Host: t\r\nX: a\r\n b\r\n\r\n"},
        {"a field folded with a tab", get + "Host: t\r\nX: a\r\n\tb\r\n\r\n"},
        {"a folded coding", put + "Transfer-Encoding:\r\n chunked\r\n\r\n" + chunk},
        {"a folded first field", get + " Host: t\r\n\r\n"},
        {"two hosts", get + "Host: t\r\nHost: u\r\n\r\n"},
        {"no host", get + "\r\n"},
        {"a bare line feed", get + "Host: t\nX: a\r\n\r\n"},
        {"a bare carriage return", get + "Host: t\rX: a\r\n\r\n"},
        {"a NUL", get + "Host: t\r\nX: a" + std::string(1, '\0') + "b\r\n\r\n"},
        {"a name with a space", get + "Host: t\r\nX Y: a\r\n\r\n"},
        {"a field without a name", get + "Host: t\r\n: a\r\n\r\n"},
        {"a chunk without an end",
         put + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n"},
        {"a negative chunk", put + "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n"},
        {"a chunk beyond 64 bits",
         put + "Transfer-Encoding: chunked\r\n\r\n10000000000000003\r\nabc\r\n0\r\n\r\n"},
    };
    LittleServer little;
    for (const auto& [what, text] : table) {
        Wire wire(little.port());
        wire.send(text + request_text("GET", "/note", ""));
        const auto told = wire.read_until("never");
        EXPECT_EQ(answers_in(told), 1u) << what << ": " << told;
        EXPECT_TRUE(told.starts_with("HTTP/1.1 4")) << what << ": " << told;
    }
    EXPECT_EQ(little.visitor().get("/note").status, 200);
}

TEST(Smuggling, HeadersMayBeAsManyAsPeopleNeedAndNotMore) {
    const auto with_lines = [](int lines) {
        std::string text = "GET /note HTTP/1.1\r\nHost: t\r\n";
        for (int i = 1; i < lines; ++i)
            text += "a" + std::to_string(i) + ":b\r\n";
        return text + "\r\n";
    };
    LittleServer little;
    for (const auto& [lines, status] : {std::pair{100, 200}, {101, 431}, {3000, 431}}) {
        Wire wire(little.port());
        wire.send(with_lines(lines));
        EXPECT_EQ(wire.receive().status, status) << lines;
    }
}

// ---- rows of requests ----

TEST(Pipelining, AnswersOfAllKindsComeInTheirOrder) {
    LittleServer little;
    Wire wire(little.port());
    const std::string note = R"({"words":"hello","stars":1})";
    std::string row;
    for (int i = 0; i < 20; ++i) {
        row += request_text("PUT", "/bytes", std::string(static_cast<std::size_t>(i), 'a'));
        row += request_text("POST", "/open-notes", note,
                            {{"Content-Type", "application/json"},
                             {"Idempotency-Key", weicheng::testing::Visitor::new_key()}});
        row += request_text("GET", "/note", "");
        row += request_text("GET", "/nothing", "");
    }
    std::thread sending([&] { wire.send(row); });
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(wire.receive().body, std::to_string(i));
        EXPECT_EQ(wire.receive().status, 201);
        EXPECT_EQ(wire.receive().status, 200);
        EXPECT_EQ(wire.receive().status, 404);
    }
    sending.join();
    EXPECT_EQ(little.notes(), 20);
}

TEST(Pipelining, EndsAtTheFirstBrokenRequest) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("GET", "/note", "") + "rubbish\r\n\r\n" +
              request_text("GET", "/note", ""));
    EXPECT_EQ(wire.receive().status, 200);
    const auto refused = wire.receive();
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.header("connection"), "close");
    EXPECT_TRUE(wire.closed_by_peer());
}

TEST(Pipelining, AskedToCloseItClosesAfterThatAnswer) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("GET", "/note", "", {{"Connection", "close"}}) +
              request_text("GET", "/note", ""));
    EXPECT_EQ(answers_in(wire.read_until("never")), 1u);
}

// ---- half a connection ----

TEST(HalfClosed, WhoHasSaidEverythingIsStillAnswered) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("PUT", "/bytes", "hello") + request_text("GET", "/note", ""));
    wire.end_sending();
    EXPECT_EQ(wire.receive().body, "5");
    EXPECT_EQ(wire.receive().status, 200);
    EXPECT_TRUE(wire.closed_by_peer());
}

TEST(HalfClosed, WhoWaitsForASlowAnswerGetsIt) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("GET", "/slow", ""));
    wire.end_sending();
    little.gate().until_someone_waits();
    little.gate().open();
    EXPECT_EQ(wire.receive().status, 200);
}

TEST(HalfClosed, HalfARequestIsNoRequest) {
    LittleServer little;
    for (const char* part : {"GET /note HT", "GET /note HTTP/1.1\r\nHost: t\r\n",
                             "PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc",
                             "PUT /bytes HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "3\r\nabc\r\n"}) {
        Wire wire(little.port());
        wire.send(part);
        wire.end_sending();
        EXPECT_EQ(wire.read_until("never"), "") << part;
    }
    until([&] { return little.server().connections() == 0; });
}

// ---- time ----

WireLimits short_times() {
    WireLimits limits;
    limits.header_time = limits.body_time = limits.write_time = 80ms;
    return limits;
}

TEST(SlowLoris, ABodyInDribblesHasItsTimeToo) {
    LittleServer little(db::Dialect::sqlite, short_times());
    for (const auto& [header, piece] :
         {std::pair<const char*, const char*>{"Content-Length: 900\r\n\r\n", "a"},
          {"Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"}}) {
        Wire wire(little.port());
        wire.send(std::string("PUT /bytes HTTP/1.1\r\nHost: t\r\n") + header);
        std::atomic<bool> done{false};
        std::thread dribble([&, piece = std::string(piece)] {
            while (!done) {
                wire.send(piece);
                std::this_thread::sleep_for(10ms);
            }
        });
        EXPECT_EQ(wire.receive().status, 408) << header;
        done = true;
        dribble.join();
    }
}

TEST(SlowLoris, WhoNeverReadsHisAnswersIsDropped) {
    LittleServer little(db::Dialect::sqlite, short_times());
    Wire wire(little.port(), 4096);
    std::string row;
    for (int i = 0; i < 64; ++i)
        row += request_text("GET", "/large", "");
    std::thread sending([&] { wire.send(row); });
    until([&] { return little.server().connections() == 1; });
    until([&] { return little.server().connections() == 0; });
    sending.join();
}

TEST(SlowLoris, SippingIsNotReading) {
    auto limits = short_times();
    limits.write_time = 200ms; // every sip is progress, but not enough of it
    limits.write_rate = 1'000'000'000;
    LittleServer little(db::Dialect::sqlite, limits);
    Wire wire(little.port(), 4096);
    for (int i = 0; i < 16; ++i)
        wire.send(request_text("GET", "/large", ""));
    until([&] { return little.server().connections() == 1; });
    while (little.server().connections() == 1) {
        wire.read_some(2048);
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(little.visitor().get("/large").body.size(), 1'000'000u); // who reads is served
}

// ---- connections of one address ----

/// A connection from one of this machine's many addresses, 127.0.0.N.
class From {
  public:
    From(int last_byte, std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(0x7F000000U + static_cast<std::uint32_t>(last_byte));
        EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place), 0);
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        place.sin_port = htons(port);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place), 0);
    }
    ~From() { ::close(socket_); }
    From(const From&) = delete;
    /// The status of what is answered to a request; 0 when the connection ends without a word.
    int ask() {
        static constexpr std::string_view request = "GET /note HTTP/1.1\r\nHost: t\r\n\r\n";
        ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        char room[512];
        const auto got = ::recv(socket_, room, sizeof room, 0);
        return got > 12 ? std::stoi(std::string(room + 9, 3)) : 0;
    }

  private:
    int socket_;
};

TEST(ConnectionsOfOneAddress, AreBoundedAndOthersServed) {
    WireLimits limits;
    limits.connections_of_address = 3;
    LittleServer little(db::Dialect::sqlite, limits);
    std::vector<std::unique_ptr<From>> greedy;
    for (int i = 0; i < 3; ++i) {
        greedy.push_back(std::make_unique<From>(7, little.port()));
        EXPECT_EQ(greedy.back()->ask(), 200);
    }
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(From(7, little.port()).ask(), 503);
    EXPECT_EQ(little.server().connections_refused(), 3U);
    EXPECT_EQ(From(8, little.port()).ask(), 200); // the neighbour is served
    for (const auto& held : greedy)
        EXPECT_EQ(held->ask(), 200); // and so is who was there
    greedy.pop_back();
    until([&] { return From(7, little.port()).ask() == 200; }); // its place is free again
}

TEST(ConnectionsOfOneAddress, AreCountedOverAllLoopsAndWithoutABoundWhenItIsZero) {
    WireLimits limits;
    limits.connections_of_address = 0;
    LittleServer little(db::Dialect::sqlite, limits);
    std::vector<std::unique_ptr<From>> many;
    for (int i = 0; i < 40; ++i)
        many.push_back(std::make_unique<From>(7, little.port()));
    for (const auto& each : many)
        EXPECT_EQ(each->ask(), 200);
}

// ---- bodies held at once ----

/// An upload that was begun and not ended.
class Upload {
  public:
    Upload(LittleServer& little, int bytes) : wire(little.port()) {
        wire.send("PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(bytes) +
                  "\r\n\r\n");
        left_ = bytes;
    }
    Answer finish() {
        wire.send(std::string(static_cast<std::size_t>(left_), 'a'));
        return wire.receive();
    }
    Wire wire;

  private:
    int left_ = 0;
};

WireLimits few_bodies(std::size_t bodies, std::size_t of_peer, std::size_t bytes) {
    WireLimits limits;
    limits.large_content = 100;
    limits.large_contents = bodies;
    limits.large_contents_of_peer = of_peer;
    limits.large_bytes = bytes;
    return limits;
}

void expect_busy(const Answer& answer) {
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.code(), "server.busy");
    EXPECT_NE(answer.header("retry-after"), "");
}

TEST(LargeBodies, BeyondTheirNumberAreToldToComeAgain) {
    for (const auto& limits :
         {few_bodies(2, 99, 99'999), few_bodies(99, 2, 99'999), few_bodies(99, 99, 1000)}) {
        LittleServer little(db::Dialect::sqlite, limits);
        Upload first(little, 500), second(little, 500);
        until([&] { return little.server().large_contents() == 2; });
        expect_busy(Upload(little, 500).wire.receive());
        Wire chunked(little.port());
        chunked.send("PUT /bytes HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
        expect_busy(chunked.receive());
        EXPECT_EQ(Upload(little, 100).finish().body, "100"); // small ones are not counted
        EXPECT_EQ(first.finish().body, "500");
        until([&] { return little.server().large_contents() == 1; });
        EXPECT_EQ(Upload(little, 500).finish().body, "500");
        EXPECT_EQ(second.finish().body, "500");
    }
}

TEST(LargeBodies, GiveTheirPlaceBackWhenThePeerLeaves) {
    LittleServer little(db::Dialect::sqlite, few_bodies(1, 1, 99'999));
    for (int i = 0; i < 5; ++i) {
        Upload left(little, 500);
        until([&] { return little.server().large_contents() == 1; });
        left.wire.end_sending();
        EXPECT_EQ(left.wire.read_until("never"), "");
        until([&] { return little.server().large_contents() == 0; });
    }
}

// ---- the writer ----

class FullWriter : public weicheng::testing::OnBothStores {};
RUN_ON_BOTH_STORES(FullWriter);

TEST_P(FullWriter, SaysToComeAgainAndDoesNothing) {
    db::Options options;
    options.queue_limit = 2;
    options.writers = 1;
    LittleServer little(dialect(), {}, {}, options);
    const auto send = [&](Wire& wire, const char* path) {
        wire.send(request_text("POST", path, R"({"words":"hello","stars":1})",
                               {{"Content-Type", "application/json"},
                                {"Idempotency-Key", weicheng::testing::Visitor::new_key()}}));
    };
    Wire holding(little.port());
    send(holding, "/held-notes");
    little.gate().until_someone_waits();
    std::vector<std::unique_ptr<Wire>> waiting;
    for (std::size_t i = 1; i <= 2; ++i) {
        waiting.push_back(std::make_unique<Wire>(little.port()));
        send(*waiting.back(), "/open-notes");
        until([&] { return little.database().writer_figures().waiting == i; });
    }
    Wire refused(little.port());
    send(refused, "/open-notes");
    expect_busy(refused.receive());
    little.gate().open();
    EXPECT_EQ(holding.receive().status, 201);
    for (const auto& wire : waiting)
        EXPECT_EQ(wire->receive().status, 201);
    EXPECT_EQ(little.notes(), 3);
}

// ---- the end ----

class GracefulEnd : public weicheng::testing::OnBothStores {};
RUN_ON_BOTH_STORES(GracefulEnd);

TEST_P(GracefulEnd, AnswersTheWritesItHasAccepted) {
    LittleServer little(dialect());
    const auto note = [](const char* path, std::string body) {
        return request_text("POST", path, body,
                            {{"Content-Type", "application/json"},
                             {"Idempotency-Key", weicheng::testing::Visitor::new_key()}});
    };
    Wire idle(little.port()), writing(little.port()), uploading(little.port());
    idle.send(request_text("GET", "/note", ""));
    EXPECT_EQ(idle.receive().status, 200);
    writing.send(note("/held-notes", R"({"words":"hello","stars":1})") +
                 note("/open-notes", R"({"words":"behind it","stars":1})"));
    const auto half = note("/open-notes", R"({"words":"in two halves","stars":1})");
    uploading.send(half.substr(0, half.size() - 9));
    little.gate().until_someone_waits();
    std::thread stopping([&] { little.server().stop(); });
    EXPECT_TRUE(idle.closed_by_peer()); // the stop has begun
    uploading.send(half.substr(half.size() - 9));
    little.gate().open();
    const auto kept = writing.receive();
    EXPECT_EQ(kept.status, 201);
    EXPECT_EQ(kept.header("connection"), "close");
    EXPECT_EQ(writing.read_until("never"), ""); // what stood behind it was not taken
    EXPECT_EQ(uploading.receive().status, 201);
    stopping.join();
    EXPECT_EQ(little.notes(), 2);
    EXPECT_THROW(Wire{little.port()}, std::runtime_error);
}

} // namespace
} // namespace weicheng::http::testing

// Replies whose body goes on, over real sockets: what arrives, who ends them.
#include "platform/http/stream.h"
#include "platform/http/tests/little_server.h"

#include <gtest/gtest.h>
#include <thread>

namespace weicheng::http::testing {
namespace {

using weicheng::testing::request_text;
using weicheng::testing::Wire;

TEST(Streams, BringWhatIsPutInUntilTheyEnd) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("GET", "/stream", ""));
    const auto header = wire.receive_header();
    EXPECT_EQ(header.status, 200);
    EXPECT_EQ(header.header("content-type"), "text/event-stream");
    EXPECT_EQ(header.header("content-length"), "");
    EXPECT_EQ(header.header("connection"), "close");
    const auto stream = little.next_stream();
    EXPECT_TRUE(stream->put("data: one\n\n"));
    EXPECT_EQ(wire.next_event()->data, "one");
    for (int i = 0; i < 100; ++i)
        EXPECT_TRUE(stream->put("id: " + std::to_string(i) + "\ndata: more\n\n"));
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(wire.next_event()->id, std::to_string(i));
    stream->put("data: last\n\n");
    stream->end();
    EXPECT_EQ(wire.next_event()->data, "last");
    EXPECT_FALSE(wire.next_event().has_value());
}

TEST(Streams, NoticeThatThePeerHasLeft) {
    LittleServer little;
    auto wire = std::make_unique<Wire>(little.port());
    wire->send(request_text("GET", "/stream", ""));
    wire->receive_header();
    const auto stream = little.next_stream();
    wire.reset();
    while (!stream->ended())
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    EXPECT_FALSE(stream->put("data: for nobody\n\n"));
}

TEST(Streams, EndWithTheServer) {
    LittleServer little;
    Wire first(little.port()), second(little.port());
    for (Wire* wire : {&first, &second}) {
        wire->send(request_text("GET", "/stream", ""));
        wire->receive_header();
        little.next_stream()->put("data: hello\n\n");
        EXPECT_EQ(wire->next_event()->data, "hello");
    }
    little.server().stop();
    EXPECT_EQ(little.server().connections(), 0U);
    EXPECT_FALSE(first.next_event().has_value());
    EXPECT_FALSE(second.next_event().has_value());
}

TEST(Streams, DropAPeerThatDoesNotRead) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("GET", "/stream", ""));
    wire.receive_header();
    const auto stream = little.next_stream();
    const auto line = "data: " + std::string(1000, 'a') + "\n\n";
    for (int i = 0; i < 200'000 && stream->put(line); ++i) {
    }
    EXPECT_TRUE(stream->fell_behind());
    while (little.server().connections() != 0)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
}

TEST(Streams, AskedForTheirHeaderOnlyAreDropped) {
    LittleServer little;
    Wire wire(little.port());
    wire.send("HEAD /stream HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(wire.receive(true).status, 200);
    const auto stream = little.next_stream();
    EXPECT_TRUE(wire.closed_by_peer());
    EXPECT_TRUE(stream->ended());
}

TEST(Streams, ServeOldClientsToo) {
    LittleServer little;
    Wire wire(little.port());
    wire.send("GET /stream HTTP/1.0\r\n\r\n");
    EXPECT_EQ(wire.receive_header().status, 200);
    const auto stream = little.next_stream();
    stream->put("data: hello\n\n");
    stream->end();
    EXPECT_EQ(wire.next_event()->data, "hello");
    EXPECT_TRUE(wire.closed_by_peer());
}

TEST(Streams, TakeNoRequestsBehindThem) {
    LittleServer little;
    Wire wire(little.port());
    wire.send(request_text("GET", "/stream", ""));
    wire.receive_header();
    const auto stream = little.next_stream();
    wire.send(request_text("GET", "/note", ""));
    EXPECT_FALSE(wire.next_event().has_value());
    while (!stream->ended())
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
}

} // namespace
} // namespace weicheng::http::testing

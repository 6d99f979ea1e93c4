// The part of a connection that writes a stream.
#include "platform/http/connection.h"
#include "platform/http/stream.h"

namespace weicheng::http {

using Trouble = boost::system::error_code;

/// What a stream's wakings and the watch over the peer may touch after the connection is gone.
/// Used on the loop's thread only.
struct Connection::Pouring {
    explicit Pouring(Connection* whose) : connection(whose) {}
    Connection* connection;
    bool peer_moved = false; // gone, or talking where it should listen

    void nudge(bool fell_behind) const {
        if (connection == nullptr) return;
        connection->answered_.cancel();
        Trouble ignored;
        if (fell_behind && connection->stage_ == Stage::writing)
            connection->socket_.cancel(ignored);
    }
};

/// Writes what the stream brings until it, the peer or the server ends. The end of the connection
/// is the end of the body.
Task<void> Connection::pour(std::shared_ptr<Stream> stream) {
    const auto state = std::make_shared<Pouring>(this);
    const std::shared_ptr<void> at_the_end(nullptr, [&](void*) { state->connection = nullptr; });
    stream->attach([&loop = loop_, state, stream = stream.get()] {
        loop.deliver([state, fell_behind = stream->fell_behind()] { state->nudge(fell_behind); });
    });
    socket_.async_wait(Socket::wait_read, [state](Trouble trouble) {
        state->peer_moved = state->peer_moved || !trouble;
        state->nudge(false);
    });
    for (;;) {
        out_ += stream->take();
        if (!out_.empty()) {
            auto writing = flush();
            if (const bool written = co_await std::move(writing); !written) break;
            continue; // more may have come meanwhile
        }
        if (stream->ended() || state->peer_moved || loop_.stopping()) break;
        stage_ = Stage::streaming;
        deadline_ = Moment::max();
        auto waiting = answered_.async_wait(quietly);
        co_await std::move(waiting);
    }
    out_.clear();
}

} // namespace weicheng::http

// One peer's connection: reads requests, in a row if they come in a row, and writes replies.
// Only loop.cpp and connection.cpp see it.
#pragma once

#include "platform/http/loop.h"

#include <boost/beast/core/flat_buffer.hpp>

namespace weicheng::http {

class Connection {
  public:
    Connection(Loop& loop, Socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    /// The whole life of the connection.
    static Task<void> serve(std::unique_ptr<Connection> connection);

    using Moment = std::chrono::steady_clock::time_point;
    /// Called by the sweep: ends what has waited too long.
    void expire_if_late(Moment now);
    /// The server stops: ends a connection that waits for nothing, or only for news.
    void end_if_idle();

  private:
    enum class Stage { idle, header, body, answering, writing, streaming, leaving };
    struct Incoming; // parser and request, in connection.cpp
    struct Pouring;  // a stream under way, in connection.cpp

    Task<void> converse();
    Task<bool> read_header(Incoming& incoming);
    Task<bool> read_body(Incoming& incoming);
    Task<bool> read_more(std::size_t room);
    Task<bool> flush();
    Task<void> wait_for_reply();
    Task<void> pour(std::shared_ptr<Stream> stream);
    Task<void> leave();

    std::optional<Refusal> judge_header(Incoming& incoming);
    std::optional<Refusal> find_room(Incoming& incoming, std::size_t limit);
    void fill_request(Incoming& incoming);
    void ask_front(Incoming& incoming);
    void take_reply(std::function<RawReply()> make);
    void append_reply(const RawReply& reply, bool head, bool close);
    void enter(Stage stage, std::chrono::milliseconds allowed);

    Loop& loop_;
    Socket socket_;
    Timer answered_;
    boost::beast::flat_buffer in_;
    std::string out_;
    std::string peer_;
    Stage stage_ = Stage::idle;
    Moment deadline_ = Moment::max();
    bool late_ = false;
    std::optional<RawReply> reply_;
};

} // namespace weicheng::http

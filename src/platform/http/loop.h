// One thread's loop: its acceptor, its connections, their time limits, and a mailbox for replies
// made on other threads. Only server.cpp, loop.cpp and connection.cpp see it.
#pragma once

#include "platform/http/content_budget.h"
#include "platform/http/peer_places.h"
#include "platform/http/server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <mutex>
#include <unordered_set>

namespace weicheng::http {

using Executor = boost::asio::io_context::executor_type; // concrete: measured 5 % faster than any
using Tcp = boost::asio::ip::tcp;
using Socket = boost::asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = boost::asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;
/// Errors come as values. Mind the GCC 12 trap: what co_await waits for is always a named local.
inline constexpr boost::asio::as_tuple_t<boost::asio::use_awaitable_t<Executor>> quietly{};

class Connection;

class Loop {
  public:
    Loop(Front& front, const ServerOptions& options, std::atomic<std::size_t>& open_connections,
         ContentBudget& contents, PeerPlaces& places);
    ~Loop();

    /// Binds and listens; returns the port.
    std::uint16_t listen(std::uint16_t port);
    void run(); // until stopped
    void begin_stop();
    void stop_now() { context_.stop(); }

    /// From any thread: runs the function on this loop.
    void deliver(std::function<void()> work);
    bool is_here() { return context_.get_executor().running_in_this_thread(); }

    Front& front() { return front_; }
    ContentBudget& contents() { return contents_; }
    const ServerOptions& options() const { return options_; }
    Executor executor() { return context_.get_executor(); }
    bool stopping() const { return stopping_; }
    std::string_view date(); // of the HTTP header, kept for a second
    void forget(Connection* connection);

  private:
    Task<void> accept();
    Task<void> sweep();
    PeerPlaces::Place place_for(const Socket& socket);
    void refuse(Socket& socket);
    void take_in(Socket socket);
    void empty_mailbox();

    Front& front_;
    ServerOptions options_;
    std::atomic<std::size_t>& open_connections_;
    ContentBudget& contents_;
    PeerPlaces& places_;
    std::unordered_set<Connection*> connections_; // outlives the context, whose end ends them
    bool stopping_ = false;
    boost::asio::io_context context_{1};
    Acceptor acceptor_{context_};
    Timer sweep_timer_{context_};
    Timer pause_timer_{context_};
    std::time_t date_at_ = 0;
    std::string date_;

    std::mutex mailbox_mutex_;
    std::vector<std::function<void()>> mailbox_;
};

} // namespace weicheng::http

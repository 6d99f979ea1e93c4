#include "platform/http/loop.h"

#include "platform/http/connection.h"
#include "platform/log/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <sys/socket.h>

namespace weicheng::http {

namespace asio = boost::asio;
using Trouble = boost::system::error_code;

Loop::Loop(Front& front, const ServerOptions& options, std::atomic<std::size_t>& open_connections,
           ContentBudget& contents, PeerPlaces& places)
    : front_(front), options_(options), open_connections_(open_connections), contents_(contents),
      places_(places) {}

Loop::~Loop() {
    mailbox_.clear(); // letters that came after the end are not read
}

static asio::ip::address address_of(const std::string& text) {
    Trouble trouble;
    const auto address = asio::ip::make_address(text == "localhost" ? "127.0.0.1" : text, trouble);
    if (trouble) throw db::Fault("not an IP address to listen at: " + text);
    return address;
}

std::uint16_t Loop::listen(std::uint16_t port) {
    const Tcp::endpoint place(address_of(options_.address), port);
    try {
        acceptor_.open(place.protocol());
        acceptor_.set_option(Tcp::acceptor::reuse_address(true));
        const int on = 1;
        ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
        acceptor_.bind(place);
        acceptor_.listen(1024);
    } catch (const boost::system::system_error& told) {
        throw db::Fault("cannot listen at " + options_.address + ":" + std::to_string(port) + ": " +
                        told.code().message());
    }
    return acceptor_.local_endpoint().port();
}

void Loop::run() {
    auto accepting = accept();
    asio::co_spawn(context_, std::move(accepting), asio::detached);
    auto sweeping = sweep();
    asio::co_spawn(context_, std::move(sweeping), asio::detached);
    context_.run();
}

void Loop::begin_stop() {
    asio::post(context_, [this] {
        stopping_ = true;
        Trouble ignored;
        acceptor_.close(ignored);
        sweep_timer_.cancel();
        for (auto* connection : connections_)
            connection->end_if_idle();
    });
}

Task<void> Loop::accept() {
    while (!stopping_) {
        auto accepting = acceptor_.async_accept(quietly);
        auto [trouble, socket] = co_await std::move(accepting);
        if (stopping_ || trouble == asio::error::operation_aborted) co_return;
        if (!trouble) {
            take_in(std::move(socket));
            continue;
        }
        log::warning("server.cannot_accept", {{"trouble", trouble.message()}});
        pause_timer_.expires_after(std::chrono::milliseconds{100}); // out of descriptors, likely
        auto pausing = pause_timer_.async_wait(quietly);
        co_await std::move(pausing);
    }
}

/// Whoever has one address of the newer kind has 2^64 of them: those count as one.
static std::uint64_t number_of(const asio::ip::address& address) {
    if (address.is_v4()) return address.to_v4().to_uint();
    const auto whole = address.to_v6();
    if (whole.is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, whole).to_uint();
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | whole.to_bytes()[i];
    return number;
}

/// Null when there is none. The proxy in front of us speaks for everybody and bounds them itself.
PeerPlaces::Place Loop::place_for(const Socket& socket) {
    if (open_connections_.load(std::memory_order_relaxed) >= options_.limits.connections)
        return nullptr;
    Trouble trouble;
    const auto peer = socket.remote_endpoint(trouble).address();
    if (trouble) return nullptr; // gone already
    const bool proxy = options_.behind_proxy && peer.is_loopback();
    return proxy ? std::make_shared<bool>() : places_.take(number_of(peer));
}

/// Before anything was read: some words, if the peer takes them at once, and the end.
void Loop::refuse(Socket& socket) {
    static constexpr std::string_view words =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Retry-After: 10\r\nConnection: close\r\nContent-Length: 80\r\n\r\n"
        "连接太多，请稍后再试。\nToo many connections; please try again later.\n";
    places_.note_refused();
    [[maybe_unused]] const auto sent =
        ::send(socket.native_handle(), words.data(), words.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    Trouble ignored;
    socket.close(ignored);
}

void Loop::take_in(Socket socket) {
    auto place = place_for(socket);
    if (!place) return refuse(socket);
    auto connection = std::make_unique<Connection>(*this, std::move(socket));
    connections_.insert(connection.get());
    ++open_connections_;
    auto serving = Connection::serve(std::move(connection));
    // The handler lives as long as the connection, and the place with it.
    asio::co_spawn(context_, std::move(serving), [place](std::exception_ptr trouble) {
        if (!trouble) return;
        try {
            std::rethrow_exception(trouble);
        } catch (const std::exception& told) {
            log::error("server.connection_broke", {{"trouble", told.what()}});
        }
    });
}

void Loop::forget(Connection* connection) {
    if (connections_.erase(connection) != 0) --open_connections_;
}

/// One timer for all connections instead of one each.
Task<void> Loop::sweep() {
    const auto& limits = options_.limits;
    const auto shortest = std::min({limits.header_time, limits.body_time, limits.idle_time,
                                    limits.write_time, std::chrono::milliseconds{4000}});
    while (!stopping_ || !connections_.empty()) {
        sweep_timer_.expires_after(std::max(shortest / 4, std::chrono::milliseconds{5}));
        auto waiting = sweep_timer_.async_wait(quietly);
        co_await std::move(waiting);
        const auto now = std::chrono::steady_clock::now();
        for (auto* connection : connections_)
            connection->expire_if_late(now);
    }
}

void Loop::deliver(std::function<void()> work) {
    bool first = false;
    {
        std::lock_guard lock(mailbox_mutex_);
        first = mailbox_.empty();
        mailbox_.push_back(std::move(work));
    }
    if (first) asio::post(context_, [this] { empty_mailbox(); }); // one waking for a whole batch
}

void Loop::empty_mailbox() {
    std::vector<std::function<void()>> letters;
    {
        std::lock_guard lock(mailbox_mutex_);
        letters.swap(mailbox_);
    }
    for (const auto& letter : letters)
        letter();
}

std::string_view Loop::date() {
    const auto now = std::time(nullptr);
    if (now != date_at_) {
        date_at_ = now;
        std::tm parts{};
        ::gmtime_r(&now, &parts);
        char text[64];
        std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
        date_ = text;
    }
    return date_;
}

} // namespace weicheng::http

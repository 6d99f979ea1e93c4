#include "platform/http/server.h"

#include "platform/http/loop.h"

#include <thread>

namespace weicheng::http {

struct Server::State {
    Front& front;
    ServerOptions options;
    ContentBudget contents;
    PeerPlaces places;
    std::atomic<std::size_t> open_connections{0};
    std::vector<std::unique_ptr<Loop>> loops = {};
    std::vector<std::thread> threads = {};
    std::uint16_t port = 0;
    bool stopped = false;
};

/// SO_REUSEPORT would let two servers share an address without a word: ask first without it.
static void check_free(const ServerOptions& options) {
    boost::asio::io_context context;
    boost::system::error_code trouble;
    const auto address = boost::asio::ip::make_address(
        options.address == "localhost" ? "127.0.0.1" : options.address, trouble);
    if (trouble || options.port == 0) return; // listen() says what is wrong
    const Tcp::endpoint place(address, options.port);
    Acceptor probe(context);
    probe.open(place.protocol(), trouble);
    probe.set_option(Tcp::acceptor::reuse_address(true), trouble);
    probe.bind(place, trouble);
    if (trouble)
        throw db::Fault("cannot listen at " + options.address + ":" + std::to_string(options.port) +
                        ": " + trouble.message());
}

Server::Server(Front& front, ServerOptions options)
    : state_(new State{.front = front,
                       .options = options,
                       .contents =
                           ContentBudget({.contents = options.limits.large_contents,
                                          .contents_of_peer = options.limits.large_contents_of_peer,
                                          .bytes = options.limits.large_bytes}),
                       .places = PeerPlaces(options.limits.connections_of_address)}) {
    auto& state = *state_;
    check_free(state.options);
    if (state.options.threads <= 0)
        state.options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    state.port = state.options.port;
    for (int i = 0; i < state.options.threads; ++i) {
        auto loop = std::make_unique<Loop>(front, state.options, state.open_connections,
                                           state.contents, state.places);
        state.port = loop->listen(state.port);
        state.loops.push_back(std::move(loop));
    }
}

Server::~Server() {
    stop();
}

void Server::start() {
    for (auto& loop : state_->loops)
        state_->threads.emplace_back([&loop = *loop] { loop.run(); });
}

void Server::stop() {
    auto& state = *state_;
    if (state.stopped) return;
    state.stopped = true;
    for (auto& loop : state.loops)
        loop->begin_stop();
    const auto end = std::chrono::steady_clock::now() + state.options.limits.stop_time;
    while (state.open_connections.load() != 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    for (auto& loop : state.loops)
        loop->stop_now();
    for (auto& thread : state.threads)
        thread.join();
}

std::uint16_t Server::port() const {
    return state_->port;
}

std::size_t Server::large_contents() const {
    return state_->contents.held();
}

std::size_t Server::connections() const {
    return state_->open_connections.load();
}

std::uint64_t Server::connections_refused() const {
    return state_->places.refused();
}

} // namespace weicheng::http

// Listens, reads HTTP/1.1 and hands requests to the front: a loop per thread, each with its own
// acceptor (SO_REUSEPORT). The app and the tests start it.
#pragma once

#include "platform/http/front.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace weicheng::http {

/// What a peer may cost. Sizes in bytes.
struct WireLimits {
    std::size_t request_line = 8 * 1024;
    std::size_t header = 32 * 1024;
    std::size_t header_lines = 100;
    std::size_t large_content = 64 * 1024; // more is large: bounded over all connections together
    std::size_t large_contents = 128;
    std::size_t large_contents_of_peer = 32;
    std::size_t large_bytes = 512 * 1024 * 1024;   // as announced
    std::size_t connections = 20'000;              // all loops together
    std::size_t connections_of_address = 512;      // an office behind one router; 0: no bound
    std::chrono::milliseconds header_time{10'000}; // from the first byte
    std::chrono::milliseconds body_time{120'000};  // from the end of the header
    std::chrono::milliseconds idle_time{75'000};   // between requests
    std::chrono::milliseconds write_time{30'000};  // without any progress
    std::size_t write_rate = 4 * 1024;             // bytes a second, at least, beyond that time
    std::chrono::milliseconds stop_time{15'000};   // to finish what was accepted
};

struct ServerOptions {
    std::string address = "127.0.0.1"; // an IP address, or "localhost"
    std::uint16_t port = 8080;         // 0: any free one
    int threads = 0;                   // 0: one for each core
    bool behind_proxy = false;         // believe X-Forwarded-For from this machine
    WireLimits limits = {};
};

class Loop;

class Server {
  public:
    /// Listens at once; Fault when the address cannot be had (also when another server has it).
    Server(Front& front, ServerOptions options);
    ~Server();
    void start();
    /// Takes nothing new, finishes what was accepted, then returns. Safe to call twice. The front
    /// and the database must be drained before the server is destroyed.
    void stop();
    std::uint16_t port() const;
    std::size_t connections() const;
    std::uint64_t connections_refused() const;
    std::size_t large_contents() const; // on their way or being answered

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace weicheng::http

// A reply whose body goes on: somebody puts text in from any thread, the connection takes it out.
// Made by whoever answers with one (live updates), read by connection.cpp.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace weicheng::http {

class Stream {
  public:
    /// At most `room` bytes wait for the peer.
    explicit Stream(std::size_t room) : room_(room) {}
    Stream(const Stream&) = delete;

    /// False when the stream has ended; a peer that reads too slowly ends it here.
    bool put(std::string_view text);
    /// What was put in is still delivered, then the connection ends.
    void end();
    bool ended() const { return ended_.load(); }
    bool fell_behind() const { return fell_behind_.load(); }

    // ---- the connection's side ----

    /// `wake` is called, from any thread, when there is something to take or the stream has ended;
    /// once per take(). It holds until drop().
    void attach(std::function<void()> wake);
    /// Everything that waits.
    std::string take();
    /// The connection is gone: nothing is taken any more.
    void drop();

  private:
    void wake_reader(std::unique_lock<std::mutex> lock);

    std::mutex mutex_;
    std::string waiting_;
    std::function<void()> wake_;
    bool woken_ = false;
    std::size_t room_;
    std::atomic<bool> ended_{false};
    std::atomic<bool> fell_behind_{false};
};

} // namespace weicheng::http

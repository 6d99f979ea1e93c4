// A few threads for work that may block or take milliseconds, so that the loops never do.
// Used by the front.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace weicheng::http {

class SlowPool {
  public:
    SlowPool(int threads, std::size_t queue_limit);
    /// Finishes what was taken in.
    ~SlowPool();
    /// False when the queue is full. The work must not throw.
    bool submit(std::function<void()> work);
    std::size_t waiting() const;

  private:
    void run();

    const std::size_t queue_limit_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace weicheng::http

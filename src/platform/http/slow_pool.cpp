#include "platform/http/slow_pool.h"

namespace weicheng::http {

SlowPool::SlowPool(int threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

SlowPool::~SlowPool() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool SlowPool::submit(std::function<void()> work) {
    {
        std::lock_guard lock(mutex_);
        if (queue_.size() >= queue_limit_) return false;
        queue_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

std::size_t SlowPool::waiting() const {
    std::lock_guard lock(mutex_);
    return queue_.size();
}

void SlowPool::run() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

} // namespace weicheng::http

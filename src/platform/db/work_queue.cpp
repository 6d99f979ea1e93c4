#include "platform/db/work_queue.h"

#include <cstdio>

namespace weicheng::db {

void WorkQueue::add(QueuedWork work) {
    {
        std::lock_guard lock(mutex_);
        if (closed_) throw Fault("the store is closing and takes no more work");
        if (waiting_.size() - taken_ >= limit_)
            throw Busy("more writes are waiting than the store takes on");
        waiting_.push_back(std::move(work));
    }
    changed_.notify_one();
}

bool WorkQueue::take_all(std::vector<QueuedWork>& into) {
    into.clear();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    into.swap(waiting_);
    return !into.empty();
}

bool WorkQueue::take_one(QueuedWork& into) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || taken_ < waiting_.size(); });
    if (taken_ == waiting_.size()) return false;
    into = std::move(waiting_[taken_++]);
    // Moving the rest up only now and then keeps taking cheap.
    if (taken_ == waiting_.size() || taken_ >= 256) {
        waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken_));
        taken_ = 0;
    }
    return true;
}

std::size_t WorkQueue::waiting() const {
    std::lock_guard lock(mutex_);
    return waiting_.size() - taken_;
}

void WorkQueue::close() {
    {
        std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
}

static thread_local bool writer_thread = false;

bool on_writer_thread() {
    return writer_thread;
}

void mark_writer_thread() {
    writer_thread = true;
}

template <class Promise>
static void keep_promise(const char* what, Promise promise) noexcept {
    try {
        promise();
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "bug: %s threw: %s\n", what, trouble.what());
    } catch (...) {
        std::fprintf(stderr, "bug: %s threw\n", what);
    }
}

void tell(const std::function<void()>& hook) noexcept {
    keep_promise("an after_commit hook", hook);
}

void answer(const Database::Done& done, std::exception_ptr trouble) noexcept {
    keep_promise("a Done callback", [&] { done(std::move(trouble)); });
}

} // namespace weicheng::db

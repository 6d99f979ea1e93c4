// The bounded queue in front of the writers of both databases. Used inside platform/db.
#pragma once

#include "platform/db/db.h"

#include <condition_variable>
#include <mutex>

namespace weicheng::db {

struct QueuedWork {
    Database::Work work;
    Database::Done done;
};

class WorkQueue {
  public:
    explicit WorkQueue(std::size_t limit) : limit_(limit) {}

    /// Throws Busy when full, Fault when closed.
    void add(QueuedWork work);
    /// Waits; swaps out everything that is there. False when closed and empty.
    bool take_all(std::vector<QueuedWork>& into);
    /// Waits; takes the oldest. False when closed and empty.
    bool take_one(QueuedWork& into);
    std::size_t waiting() const;
    /// Nothing more is accepted; what was accepted is still handed out.
    void close();

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<QueuedWork> waiting_;
    std::size_t taken_ = 0; // of waiting_, by take_one
    std::size_t limit_;
    bool closed_ = false;
};

/// True on the writers' own threads, which must never wait for a write.
bool on_writer_thread();
void mark_writer_thread();
/// Runs what promised not to throw; says so on the error stream when it does.
void tell(const std::function<void()>& hook) noexcept;
void answer(const Database::Done& done, std::exception_ptr trouble) noexcept;

} // namespace weicheng::db

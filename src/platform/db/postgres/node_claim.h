// What a server holds while it serves under a node's number: a second one with that number is
// refused. Used by platform/db/postgres only.
#pragma once

#include "platform/db/postgres/connection.h"

#include <atomic>
#include <thread>

namespace weicheng::db::postgres {

/// A session's advisory lock on a connection of its own, watched by a thread. When the connection
/// ends, the lock is free for others: held() says so within seconds, and the thread takes it again
/// as soon as it can. Whoever takes the number over begins its identifiers far beyond those given
/// (Database::resume_ids), so these seconds cannot make two that are equal.
class NodeClaim {
  public:
    /// Called on the claim's thread when it was lost and is taken again, before held() says so; may
    /// throw Fault, then it is tried again.
    using Regained = std::function<void()>;

    /// Throws Taken when another server holds the number after `patience`, Away when the database
    /// cannot be reached.
    NodeClaim(std::string uri, int node, std::chrono::milliseconds patience, Regained regained);
    ~NodeClaim();
    NodeClaim(const NodeClaim&) = delete;

    bool held() const { return held_; }

  private:
    bool take();
    void watch();
    bool still_there();
    void regain();
    bool rest(std::chrono::milliseconds longest) const;

    const std::string uri_;
    const int node_;
    const Regained regained_;
    std::unique_ptr<pg_conn, ConnectionCloser> connection_;
    std::atomic<bool> held_{false};
    int wake_ = -1;       // an eventfd that ends the thread
    bool warned_ = false; // that another server has it
    std::thread thread_;
};

} // namespace weicheng::db::postgres

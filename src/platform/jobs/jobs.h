// Things that happen later: an outbox filled in the transaction of the change, and the worker that
// empties it.
#pragma once

#include "foundation/caller.h"
#include "foundation/time.h"
#include "platform/db/db.h"

#include <functional>

namespace weicheng {
class Clock;
}

namespace weicheng::jobs {

struct Job {
    std::int64_t id = 0;
    CountyId county;
    std::string kind;    // "cases.settle_closure"
    std::string payload; // a small JSON object or an id
};

/// How one kind of job is done. Runs as one write; thrown exceptions mean a retry with growing
/// pauses, eight at most.
struct Handler {
    std::string kind;
    std::function<void(db::Tx&, const Job&, Instant now)> run;
};

void enqueue(db::Tx& tx, CountyId county, std::string_view kind, std::string_view payload,
             Instant run_at);

/// Claims due jobs and runs them until stopped; also calls facts::sequence(). One per process.
class Worker {
  public:
    Worker(db::Database& database, const Clock& clock, std::vector<Handler> handlers);
    ~Worker();
    void start();
    void stop();
    /// Does everything due at `now` on the calling thread (tests, demo). Returns how many ran.
    int run_due(Instant now);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

std::vector<db::Migration> migrations();

} // namespace weicheng::jobs

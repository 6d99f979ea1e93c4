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

/// How one kind of job is done. Runs as one write, together with crossing the job off, so its
/// effects in the store happen once; may be run again like any write. Thrown exceptions mean a
/// retry with growing pauses; after eight tries the job has failed and stays visible.
struct Handler {
    std::string kind;
    std::function<void(db::Tx&, const Job&, Instant now)> run;
};

void enqueue(db::Tx& tx, CountyId county, std::string_view kind, std::string_view payload,
             Instant run_at);

/// A job that was tried eight times in vain.
struct FailedJob {
    Job job;
    Instant failed_at;
    std::string error; // the words of the last trouble
};
/// The failed jobs of a county, newest first, at most `limit`.
std::vector<FailedJob> failed(db::Tx& tx, CountyId county, int limit);
/// Gives a failed job eight new tries. False when there is no such failed job.
bool try_again(db::Tx& tx, CountyId county, std::int64_t job, Instant run_at);

inline constexpr int most_tries = 8;
/// The pause after the given number of failed tries (1 or more): 5 s, 20 s, 80 s … at most a day.
std::chrono::milliseconds pause_after(int tries);

/// Claims due jobs and runs them until stopped; also calls facts::sequence(). One per process;
/// several processes may share a PostgreSQL database.
class Worker {
  public:
    /// `complain` is told of trouble with the store itself (for the log); may be empty.
    Worker(db::Database& database, const Clock& clock, std::vector<Handler> handlers,
           std::function<void(const std::string&)> complain = {});
    ~Worker();
    void start();
    /// Finishes the job at hand. Safe to call twice.
    void stop();
    /// Does everything due at `now` on the calling thread (tests, demo), not on the writer's.
    /// Returns how many were tried.
    int run_due(Instant now);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

std::vector<db::Migration> migrations();

} // namespace weicheng::jobs

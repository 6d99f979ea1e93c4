// Things that happen later: an outbox filled in the transaction of the change, a timetable of what
// is done again and again, reactions to what has happened, and the worker that does all three.
#pragma once

#include "foundation/caller.h"
#include "foundation/time.h"
#include "platform/db/db.h"
#include "platform/facts/facts.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

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

/// A line of the timetable: a kind of job that every county has done again and again, in the hands
/// of the Handler of that kind (its payload is empty). One node does each run. A run that was
/// missed (the server stood still, the clock jumped ahead) is made up for once, not once for each
/// time. A run that fails is tried again with growing pauses, and at its next time at the latest.
struct Recurring {
    std::string kind;
    std::chrono::milliseconds period; // a day for those that are done at a time of the day
    int minute_of_day = -1;           // the county's clock, 0..1439; -1: every period
};
/// At every whole period of the clock; a second at the least.
Recurring every(std::string kind, std::chrono::milliseconds period);
/// Once a day, at that time of the county's clock.
Recurring daily(std::string kind, int hour, int minute);
/// The first time of that line after the given moment.
Instant next_time(const Recurring& recurring, Instant after);

/// What recurs, and for whom.
struct Timetable {
    std::vector<Recurring> lines = {};
    std::function<std::vector<CountyId>(db::Tx&)> counties = {};
};

/// What a module does because something has happened: once for each fact of that kind, in the order
/// of `seq`, in a transaction of its own in which it is also marked as done. Facts from before the
/// reaction existed are not reacted to. One that throws is tried again like a job; meanwhile, and
/// once it is given up, the later facts of its subject wait behind it, and nobody else does.
struct Reaction {
    std::string fact; // the kind, "case.closed"
    std::string name; // "orders.open_for_late"; how far it has come is kept under it for ever
    std::function<void(db::Tx&, CountyId, const facts::RecordedFact&, Instant now)> run;
};

/// A job that was tried eight times in vain, or a recurring one that failed eight times in a row,
/// or a reaction that was given up: its kind is the reaction's name, its payload tells the fact,
/// the subject and how many facts wait behind it.
struct FailedJob {
    Job job;
    Instant failed_at;
    std::string error; // the words of the last trouble
    bool recurring = false;
};
/// The failed jobs of a county, newest first, at most `limit`.
std::vector<FailedJob> failed(db::Tx& tx, CountyId county, int limit);
/// Gives a failed job eight new tries. False when there is no such failed job.
bool try_again(db::Tx& tx, CountyId county, std::int64_t job, Instant run_at);

/// A line of the timetable as it stands.
struct TimetableLine {
    std::int64_t id = 0;
    std::string kind;
    Instant next_at;
    std::optional<Instant> last_run_at; // when it last succeeded
    std::optional<std::string> trouble; // of the last try, when it failed
};
/// The timetable of a county, by kind.
std::vector<TimetableLine> timetable(db::Tx& tx, CountyId county);

inline constexpr int most_tries = 8;
/// The pause after the given number of failed tries (1 or more): 5 s, 20 s, 80 s … at most a day.
std::chrono::milliseconds pause_after(int tries);

/// Claims due jobs and runs them until stopped, keeps to the timetable, and calls
/// facts::sequence(). One per process; several processes may share a PostgreSQL database.
class Worker {
  public:
    /// `complain` is told of trouble with the store itself and of what is given up (for the log);
    /// may be empty. Every line of the timetable has its handler. Throws Bug,
    /// saying what to do, for a reaction without a name of its own. Reactions need to know the
    /// counties: the timetable tells.
    Worker(db::Database& database, const Clock& clock, std::vector<Handler> handlers,
           std::function<void(const std::string&)> complain = {}, Timetable timetable = {},
           std::vector<Reaction> reactions = {});
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

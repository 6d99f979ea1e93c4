#include "platform/jobs/jobs.h"

#include "foundation/clock.h"
#include "platform/db/table.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/jobs/reactions.h"
#include "platform/jobs/timetable.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace weicheng::jobs {

using std::chrono::milliseconds;

/// How long the worker sleeps when nothing is due.
static constexpr milliseconds idle_pause{250};
/// How much of an error's words is kept.
static constexpr std::size_t longest_error = 500;

static const db::Query insert_job{"jobs.insert_job", R"(
    INSERT INTO jobs (county_id, id, kind, payload, run_at, attempts)
    VALUES ($1, $2, $3, $4, $5, 0))"};

static const db::Query exists_due{"jobs.exists_due", R"(
    SELECT id FROM jobs WHERE failed_at IS NULL AND run_at <= $1 ORDER BY run_at, id LIMIT 1)"};

static const db::Query claim_due{"jobs.claim_due", R"(
    SELECT county_id, id, kind, payload, attempts
    FROM jobs WHERE failed_at IS NULL AND run_at <= $1
    ORDER BY run_at, id LIMIT 1 @skip_locked)"};

static const db::Query delete_job{"jobs.delete_job",
                                  "DELETE FROM jobs WHERE county_id = $1 AND id = $2"};

// Only when nobody else has tried it meanwhile.
static const db::Query postpone_job{"jobs.postpone_job", R"(
    UPDATE jobs SET attempts = attempts + 1, run_at = :run_at, last_error = :error,
                    failed_at = :failed_at
    WHERE county_id = :county AND id = :job AND attempts = :attempts)"};

static const db::Columns<FailedJob> failed_columns{
    {"id", &FailedJob::job, &Job::id},     {"county_id", &FailedJob::job, &Job::county},
    {"kind", &FailedJob::job, &Job::kind}, {"payload", &FailedJob::job, &Job::payload},
    {"failed_at", &FailedJob::failed_at},  {"COALESCE(last_error, '')", &FailedJob::error}};
static const db::Query select_failed{"jobs.select_failed", "SELECT " + failed_columns.list() + R"(
    FROM jobs WHERE county_id = $1 AND failed_at IS NOT NULL
    ORDER BY failed_at DESC, id DESC LIMIT $2)"};

static const db::Query revive_job{"jobs.revive_job", R"(
    UPDATE jobs SET attempts = 0, failed_at = NULL, run_at = $1
    WHERE county_id = $2 AND id = $3 AND failed_at IS NOT NULL)"};

void enqueue(db::Tx& tx, CountyId county, std::string_view kind, std::string_view payload,
             Instant run_at) {
    check(bool(county), "a job belongs to a county");
    tx.run(insert_job, {county, tx.new_id(), kind, payload, run_at});
}

std::vector<FailedJob> failed(db::Tx& tx, CountyId county, int limit) {
    auto all = tx.rows(select_failed, {county, limit}, failed_columns);
    for (const auto& more : {failed_lines(tx, county, limit), failed_reactions(tx, county, limit)})
        all.insert(all.end(), more.begin(), more.end());
    std::stable_sort(all.begin(), all.end(), [](const FailedJob& a, const FailedJob& b) {
        return a.failed_at > b.failed_at;
    });
    if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
    return all;
}

bool try_again(db::Tx& tx, CountyId county, std::int64_t job, Instant run_at) {
    return tx.run(revive_job, {run_at, county, job}) == 1 ||
           try_line_again(tx, county, job, run_at) || try_reaction_again(tx, county, job, run_at);
}

milliseconds pause_after(int tries) {
    constexpr milliseconds first = std::chrono::seconds{5}, longest = std::chrono::hours{24};
    return std::min(first * (std::int64_t{1} << (2 * std::clamp(tries - 1, 0, 10))), longest);
}

struct Worker::State {
    State(db::Database& store, const Clock& time, std::vector<Handler> all,
          std::function<void(const std::string&)> told, Timetable timetable,
          std::vector<Reaction> reactions);

    db::Database& database;
    const Clock& clock;
    Handlers handlers;
    TimetableKeeper keeper;
    ReactionKeeper reactions;
    std::function<void(const std::string&)> complain;

    std::mutex mutex;
    std::condition_variable changed;
    bool stopping = false;
    std::thread thread;

    bool run_one(Instant now);
    void sequence();
    void loop();
    bool rest();
};

namespace {
struct Claimed {
    Job job;
    int attempts = 0;
};
} // namespace

static std::optional<Claimed> claim(db::Tx& tx, Instant now) {
    return tx.first(claim_due, {now}, [](const db::Row& row) {
        return Claimed{{row.get<std::int64_t>(1), row.get<CountyId>(0), row.get<std::string>(2),
                        row.get<std::string>(3)},
                       row.get<int>(4)};
    });
}

std::string kept_words(std::string_view words) {
    auto end = std::min(words.size(), longest_error);
    while (end < words.size() && end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80)
        --end;
    std::string kept(words.substr(0, end));
    std::replace(kept.begin(), kept.end(), '\0', ' ');
    return kept;
}

static void note_failure(db::Database& database, const Claimed& claimed, Instant now,
                         std::string_view words) {
    const int tries = claimed.attempts + 1;
    const auto failed_at = tries >= most_tries ? std::optional{now} : std::nullopt;
    database.write([&](db::Tx& tx) {
        tx.run(postpone_job, {{"run_at", now + pause_after(tries)},
                              {"error", kept_words(words)},
                              {"failed_at", failed_at},
                              {"county", claimed.job.county},
                              {"job", claimed.job.id},
                              {"attempts", claimed.attempts}});
    });
}

/// False when nothing is due. Trouble with the store itself is thrown, trouble of the job is kept.
bool Worker::State::run_one(Instant now) {
    // Asking as a reader first keeps an idle worker out of the writer's queue.
    const bool due =
        database
            .read([&](db::Tx& tx) {
                return tx.first(exists_due, {now}, [](const db::Row&) { return true; });
            })
            .has_value();
    if (!due) return false;
    std::optional<Claimed> claimed;
    try {
        database.write([&](db::Tx& tx) {
            claimed = claim(tx, now);
            if (!claimed) return;
            const auto handler = handlers.find(claimed->job.kind);
            if (handler == handlers.end())
                throw std::runtime_error("nobody knows how to do jobs of kind " +
                                         claimed->job.kind);
            handler->second.run(tx, claimed->job, now);
            tx.run(delete_job, {claimed->job.county, claimed->job.id});
        });
    } catch (const db::Busy&) {
        throw; // the job was not at fault
    } catch (const std::exception& trouble) {
        if (!claimed) throw;
        note_failure(database, *claimed, now, trouble.what());
        if (claimed->attempts + 1 >= most_tries && complain)
            complain("given up: " + claimed->job.kind + ": " + trouble.what());
    }
    return claimed.has_value();
}

int Worker::run_due(Instant now) {
    int tried = 0;
    state_->sequence();
    state_->keeper.plan(now);
    state_->reactions.plan();
    while (state_->keeper.run_one(now) || state_->reactions.run_one(now) || state_->run_one(now)) {
        ++tried;
        state_->sequence();
    }
    state_->sequence();
    return tried;
}

void Worker::State::sequence() {
    if (database.dialect() != db::Dialect::postgres) return;
    database.write([](db::Tx& tx) { facts::sequence(tx); });
}

/// False when the worker is to stop.
bool Worker::State::rest() {
    std::unique_lock lock(mutex);
    return !changed.wait_for(lock, idle_pause, [this] { return stopping; });
}

void Worker::State::loop() {
    for (bool go_on = true; go_on;) {
        bool did_one = false;
        try {
            sequence();
            const auto now = clock.now();
            if (keeper.plan_when_needed(now)) reactions.plan();
            did_one = keeper.run_one(now);
            did_one = reactions.run_one(now) || did_one;
            did_one = run_one(now) || did_one;
        } catch (const std::exception& trouble) {
            if (complain) complain(trouble.what());
        }
        if (did_one) {
            std::lock_guard lock(mutex);
            go_on = !stopping;
        } else {
            go_on = rest();
        }
    }
}

static Handlers by_kind(std::vector<Handler> handlers) {
    Handlers all;
    for (auto& handler : handlers) {
        const auto kind = handler.kind;
        check(all.emplace(kind, std::move(handler)).second, "two handlers for one kind of job");
    }
    return all;
}

Worker::State::State(db::Database& store, const Clock& time, std::vector<Handler> all,
                     std::function<void(const std::string&)> told, Timetable timetable,
                     std::vector<Reaction> answers)
    : database(store), clock(time), handlers(by_kind(std::move(all))),
      keeper(store, timetable, handlers, told),
      reactions(store, std::move(answers), std::move(timetable.counties), told),
      complain(std::move(told)) {}

Worker::Worker(db::Database& database, const Clock& clock, std::vector<Handler> handlers,
               std::function<void(const std::string&)> complain, Timetable timetable,
               std::vector<Reaction> reactions)
    : state_(std::make_unique<State>(database, clock, std::move(handlers), std::move(complain),
                                     std::move(timetable), std::move(reactions))) {}

Worker::~Worker() {
    stop();
}

void Worker::start() {
    check(!state_->thread.joinable(), "the worker runs already");
    {
        std::lock_guard lock(state_->mutex);
        state_->stopping = false;
    }
    state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

void Worker::stop() {
    {
        std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->changed.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

std::vector<db::Migration> migrations() {
    return embedded_migrations("platform/jobs");
}

} // namespace weicheng::jobs

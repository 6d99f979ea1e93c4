#include "platform/db/postgres/database.h"

#include "platform/db/dialect.h"
#include "platform/db/id_maker.h"
#include "platform/db/postgres/connection.h"
#include "platform/db/postgres/node_claim.h"
#include "platform/db/work_queue.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

namespace weicheng::db::postgres {

// How often work runs when others are in its way, and when a key was there already.
static constexpr int most_runs = 40;
static constexpr int most_runs_on_duplicates = 3;
static constexpr int most_lost_connections = 2;
static constexpr std::chrono::milliseconds longest_pause{50};
static constexpr std::chrono::seconds longest_wait_for_reader{10};

namespace {

class WriteTx final : public Tx {
  public:
    WriteTx(Connection& connection, IdMaker& ids, const Links& links)
        : Tx(links), connection_(connection), ids_(ids) {}

    std::int64_t new_id() override { return ids_.next(); }
    Dialect dialect() const override { return Dialect::postgres; }
    void after_commit(std::function<void()> hook) override { hooks.push_back(std::move(hook)); }

    std::vector<std::function<void()>> hooks;
    std::exception_ptr failed; // the first Fault of a query, even when the work caught it

  private:
    std::int64_t execute(const Query& query, Params params,
                         const std::function<void(const Row&)>* take) override {
        return guarded([&] { return connection_.execute(query, params, take); });
    }
    RawRows script(std::string_view sql) override {
        return guarded([&] { return connection_.script(sql); });
    }
    bool try_lock(std::int64_t key) override {
        return script("SELECT CAST(pg_try_advisory_xact_lock(" + std::to_string(key) +
                      ") AS INTEGER)")[0][0] == "1";
    }
    QueryShape inspect(const Query& query) override {
        return guarded([&] { return connection_.inspect(query); });
    }

    template <class F>
    auto guarded(F run) -> decltype(run()) {
        try {
            return run();
        } catch (const Fault&) {
            if (!failed) failed = std::current_exception();
            throw;
        }
    }

    Connection& connection_;
    IdMaker& ids_;
};

class ReadTx final : public Tx {
  public:
    ReadTx(Connection& connection, const Links& links) : Tx(links), connection_(connection) {}

    std::int64_t new_id() override { throw Bug("a read makes no identifiers"); }
    Dialect dialect() const override { return Dialect::postgres; }
    void after_commit(std::function<void()>) override { throw Bug("a read commits nothing"); }

  private:
    std::int64_t execute(const Query& query, Params params,
                         const std::function<void(const Row&)>* take) override {
        return connection_.execute(query, params, take);
    }
    RawRows script(std::string_view sql) override { return connection_.script(sql); }
    bool try_lock(std::int64_t) override { throw Bug("a read takes no locks"); }
    QueryShape inspect(const Query& query) override { return connection_.inspect(query); }

    Connection& connection_;
};

/// Lends reading connections, `most` at the same time.
class Readers {
  public:
    Readers(const Options& options)
        : uri_(options.location), limit_(options.statement_limit),
          free_(std::max(options.slow_readers, 1)) {}

    /// A connection inside a fresh read transaction.
    std::unique_ptr<Connection> take() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, longest_wait_for_reader, [this] { return free_ > 0; }))
            throw Busy("every connection for reading is in use");
        --free_;
        std::unique_ptr<Connection> connection;
        if (!idle_.empty()) {
            connection = std::move(idle_.back());
            idle_.pop_back();
        }
        lock.unlock();
        try {
            return begun(std::move(connection));
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }
    /// Null when the connection was no longer good.
    void give_back(std::unique_ptr<Connection> connection) {
        {
            std::lock_guard lock(mutex_);
            ++free_;
            if (connection) idle_.push_back(std::move(connection));
        }
        changed_.notify_one();
    }

  private:
    std::unique_ptr<Connection> begun(std::unique_ptr<Connection> connection) const {
        if (connection) {
            try {
                connection->begin(Begin::read);
                return connection;
            } catch (const ConnectionLost&) {
                // It died while idle: nothing was asked of it yet, a fresh one will do.
            }
        }
        connection = std::make_unique<Connection>(uri_, limit_);
        connection->begin(Begin::read);
        return connection;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::string uri_;
    std::chrono::milliseconds limit_;
    int free_;
};

class PostgresDatabase final : public Database {
  public:
    explicit PostgresDatabase(const Options& options)
        : options_(options), ids_(options.node), queue_(options.queue_limit), readers_(options) {
        refuse_other_orders();
        for (int i = 0; i < std::max(options.writers, 1); ++i)
            threads_.emplace_back([this] { run_writer(); });
    }

    ~PostgresDatabase() override {
        queue_.close();
        for (auto& thread : threads_)
            thread.join();
        claimed_.reset(); // its thread may still be asking the others
    }

    Dialect dialect() const override { return Dialect::postgres; }
    void submit(Work work, Done done) override { queue_.add({std::move(work), std::move(done)}); }
    void read_work(const std::function<void(Tx&)>& work) override;
    bool node_held() const override {
        const auto* claim = claim_.load();
        return claim == nullptr || claim->held();
    }

  private:
    std::size_t waiting() const override { return queue_.waiting(); }
    IdMaker& ids() override { return ids_; }
    void take_claim(std::chrono::milliseconds patience) override;

    using Hooks = std::vector<std::function<void()>>;
    struct Outcome {
        bool kept = false;
        Hooks hooks = {};
    };

    void refuse_other_orders();
    void run_writer();
    std::exception_ptr run_until_settled(const Work& work, Outcome& outcome);
    void run_once(const Work& work, Outcome& outcome, std::unique_ptr<Connection>& connection);

    Options options_;
    IdMaker ids_;
    WorkQueue queue_;
    Readers readers_;
    std::mutex hooks_;
    std::vector<std::thread> threads_;
    std::unique_ptr<NodeClaim> claimed_;
    std::atomic<const NodeClaim*> claim_{nullptr};
};

void PostgresDatabase::take_claim(std::chrono::milliseconds patience) {
    claimed_ = std::make_unique<NodeClaim>(options_.location, options_.node, patience,
                                           [this] { resume_ids(); });
    claim_ = claimed_.get();
}

/// SQLite compares text by its bytes; a database that sorts otherwise would page differently.
void PostgresDatabase::refuse_other_orders() {
    Connection connection(options_.location, options_.statement_limit);
    connection.begin(Begin::read);
    const auto rows = connection.script(
        "SELECT CASE WHEN 'a' < 'B' THEN 1 ELSE 0 END, current_setting('server_encoding')");
    connection.rollback();
    if (rows[0][0] != "0" || rows[0][1] != "UTF8")
        throw Fault("this PostgreSQL database does not order text by code point in UTF-8; make it "
                    "with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' "
                    "LC_CTYPE 'C.UTF-8'");
}

void PostgresDatabase::run_writer() {
    mark_writer_thread();
    QueuedWork next;
    while (queue_.take_one(next)) {
        Outcome outcome;
        auto trouble = run_until_settled(next.work, outcome);
        if (!trouble && !outcome.hooks.empty()) {
            std::lock_guard one_at_a_time(hooks_);
            for (const auto& hook : outcome.hooks)
                tell(hook);
        }
        if (outcome.kept) note_commit(1);
        if (trouble) note_failure();
        answer(next.done, std::move(trouble));
        next = {};
    }
}

/// A short random pause, longer when it did not help before.
static void make_way(int run) {
    static thread_local std::minstd_rand random{std::random_device{}()};
    const auto longest = std::min<std::int64_t>(std::int64_t{500} << std::min(run, 10),
                                                std::chrono::microseconds(longest_pause).count());
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::uniform_int_distribution<std::int64_t>(0, longest)(random)));
}

/// Null when kept (or discarded as asked).
std::exception_ptr PostgresDatabase::run_until_settled(const Work& work, Outcome& outcome) {
    static thread_local std::unique_ptr<Connection> connection;
    int lost = 0;
    for (int run = 1;; ++run) {
        outcome = {};
        try {
            if (!node_held()) throw Away("another server may hold this node's number");
            if (connection && !connection->alive()) connection.reset();
            if (!connection)
                connection =
                    std::make_unique<Connection>(options_.location, options_.statement_limit);
            run_once(work, outcome, connection);
            return nullptr;
        } catch (const Collision& collision) {
            if (run >= (collision.duplicate_key ? most_runs_on_duplicates : most_runs))
                return collision.duplicate_key ? std::make_exception_ptr(Fault(collision.what()))
                                               : std::make_exception_ptr(Busy(collision.what()));
            make_way(run);
        } catch (const ConnectionLost& gone) {
            // Nothing of an unfinished transaction is kept, so it may run again.
            if (++lost > most_lost_connections) return std::make_exception_ptr(Away(gone.what()));
        } catch (...) {
            return std::current_exception();
        }
    }
}

void PostgresDatabase::run_once(const Work& work, Outcome& outcome,
                                std::unique_ptr<Connection>& connection) {
    std::exception_ptr trouble;
    try {
        connection->begin(Begin::write);
        WriteTx tx(*connection, ids_, links());
        auto verdict = Verdict::discard;
        try {
            verdict = work(tx);
        } catch (...) {
            // What a query met explains what the work then threw.
            trouble = tx.failed ? tx.failed : std::current_exception();
        }
        if (!trouble) trouble = tx.failed;
        if (!trouble && verdict == Verdict::keep) {
            connection->commit();
            outcome = {true, std::move(tx.hooks)};
            return;
        }
    } catch (...) {
        trouble = std::current_exception();
    }
    try {
        connection->rollback();
    } catch (const Fault&) {
        connection.reset();
    }
    if (trouble) std::rethrow_exception(trouble);
}

void PostgresDatabase::read_work(const std::function<void(Tx&)>& work) {
    auto connection = readers_.take();
    std::exception_ptr trouble;
    try {
        ReadTx tx(*connection, links());
        work(tx);
    } catch (...) {
        trouble = std::current_exception();
    }
    try {
        connection->rollback(); // a read has nothing to keep
    } catch (const Fault&) {
        connection.reset();
    }
    readers_.give_back(std::move(connection));
    if (trouble) std::rethrow_exception(trouble);
}

} // namespace

std::unique_ptr<Database> open(const Options& options) {
    return std::make_unique<PostgresDatabase>(options);
}

} // namespace weicheng::db::postgres

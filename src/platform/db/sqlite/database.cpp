#include "platform/db/sqlite/database.h"

#include "platform/db/dialect.h"
#include "platform/db/id_maker.h"
#include "platform/db/sqlite/connection.h"
#include "platform/db/sqlite/folder_claim.h"
#include "platform/db/work_queue.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <thread>

namespace weicheng::db::sqlite {

namespace {

class WriteTx final : public Tx {
  public:
    WriteTx(Connection& connection, IdMaker& ids, const Links& links)
        : Tx(links), connection_(connection), ids_(ids) {}

    std::int64_t new_id() override { return ids_.next(); }
    Dialect dialect() const override { return Dialect::sqlite; }
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
    bool try_lock(std::int64_t) override { return true; }
    QueryShape inspect(const Query& query) override { return connection_.inspect(query); }

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
    Dialect dialect() const override { return Dialect::sqlite; }
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

/// Lends reading connections, the warmest first; there are never more than threads reading at once.
class Readers {
  public:
    Readers(std::string file, std::chrono::milliseconds limit)
        : file_(std::move(file)), limit_(limit) {}

    std::unique_ptr<Connection> take() {
        {
            std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto connection = std::move(idle_.back());
                idle_.pop_back();
                return connection;
            }
        }
        return std::make_unique<Connection>(file_, Connection::Role::reader, limit_);
    }
    void give_back(std::unique_ptr<Connection> connection) {
        std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
    }

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::string file_;
    std::chrono::milliseconds limit_;
};

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(const std::string& file, const Options& options)
        : folder_(options.location), ids_(options.node), queue_(options.queue_limit),
          commit_batch_(options.commit_batch),
          writer_(file, Connection::Role::writer, options.statement_limit),
          readers_(file, options.statement_limit), thread_([this] { run_writer(); }) {}

    ~SqliteDatabase() override {
        queue_.close();
        thread_.join();
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    void submit(Work work, Done done) override { queue_.add({std::move(work), std::move(done)}); }
    void read_work(const std::function<void(Tx&)>& work) override;
    bool node_held() const override { return true; }

  private:
    std::size_t waiting() const override { return queue_.waiting(); }
    IdMaker& ids() override { return ids_; }
    void take_claim(std::chrono::milliseconds patience) override {
        claim_ = std::make_unique<FolderClaim>(folder_, patience);
    }

    using Batch = std::vector<QueuedWork>;
    using Hooks = std::vector<std::function<void()>>;

    void run_writer();
    std::size_t run_transaction(Batch& batch, std::size_t from);
    std::exception_ptr run_alone(const Work& work, Hooks& hooks);
    std::exception_ptr run_one(const Work& work, Hooks& hooks);
    std::exception_ptr undo_one(std::exception_ptr trouble);
    std::exception_ptr commit();
    void abandon();

    const std::string folder_;
    std::unique_ptr<FolderClaim> claim_; // first: given up when everything else is closed
    IdMaker ids_;
    WorkQueue queue_;
    const std::size_t commit_batch_;
    Connection writer_;
    Readers readers_;
    std::thread thread_; // last: starts when everything else stands
};

void SqliteDatabase::run_writer() {
    mark_writer_thread();
    Batch batch;
    while (queue_.take_all(batch)) {
        for (std::size_t from = 0; from < batch.size();)
            from = run_transaction(batch, from);
        batch.clear();
    }
}

/// Runs work from `from` on in one transaction, answers it, and returns where the next one begins.
std::size_t SqliteDatabase::run_transaction(Batch& batch, std::size_t from) {
    auto end = std::min(batch.size(), from + commit_batch_);
    std::vector<std::exception_ptr> troubles(end - from);
    Hooks hooks;
    std::exception_ptr lost; // why the whole transaction came to nothing
    try {
        writer_.control(Control::begin_immediate);
        const bool alone = end - from == 1;
        if (alone) troubles[0] = run_alone(batch[from].work, hooks);
        for (std::size_t at = from; !alone && at < end; ++at) {
            troubles[at - from] = run_one(batch[at].work, hooks);
            if (writer_.in_transaction()) continue;
            // The database undid everything: the neighbours before this one may try again, those
            // after it have not begun.
            lost = std::make_exception_ptr(Busy("a neighbour's failure undid this write"));
            end = at + 1;
        }
        if (!lost && writer_.in_transaction()) lost = commit();
    } catch (...) {
        lost = std::current_exception();
        abandon();
    }
    if (!lost) {
        for (const auto& hook : hooks)
            tell(hook);
        note_commit(end - from);
    } else {
        note_failure();
    }
    for (std::size_t at = from; at < end; ++at) {
        // Handed over, not shared: whoever asked may be gone before this thread goes on.
        auto& trouble = troubles[at - from];
        answer(batch[at].done, trouble ? std::move(trouble) : lost);
        batch[at] = {};
    }
    return end;
}

/// Who has no neighbours is undone with the transaction and needs no savepoint: within one SQLite
/// copies every page once more and walks the copies at each statement's end.
std::exception_ptr SqliteDatabase::run_alone(const Work& work, Hooks& hooks) {
    try {
        WriteTx tx(writer_, ids_, links());
        const auto verdict = work(tx);
        if (tx.failed || verdict == Verdict::discard) {
            abandon();
            return tx.failed;
        }
        if (!writer_.in_transaction()) throw Fault("SQLite gave the transaction up");
        hooks = std::move(tx.hooks);
        return nullptr;
    } catch (...) {
        const auto trouble = std::current_exception();
        abandon();
        return trouble;
    }
}

/// Null when the work stands in the transaction (or asked to be discarded).
std::exception_ptr SqliteDatabase::run_one(const Work& work, Hooks& hooks) {
    try {
        WriteTx tx(writer_, ids_, links());
        writer_.control(Control::savepoint);
        const auto verdict = work(tx);
        if (tx.failed) return undo_one(tx.failed);
        if (verdict == Verdict::discard) return undo_one(nullptr);
        writer_.control(Control::release);
        std::move(tx.hooks.begin(), tx.hooks.end(), std::back_inserter(hooks));
        return nullptr;
    } catch (...) {
        return undo_one(std::current_exception());
    }
}

/// Takes back one piece of work; when even that fails, the whole transaction.
std::exception_ptr SqliteDatabase::undo_one(std::exception_ptr trouble) {
    if (!writer_.in_transaction())
        return trouble ? trouble : std::make_exception_ptr(Fault("SQLite gave the transaction up"));
    try {
        writer_.control(Control::rollback_to);
        writer_.control(Control::release);
        return trouble;
    } catch (...) {
        const auto worse = trouble ? trouble : std::current_exception();
        abandon();
        return worse;
    }
}

std::exception_ptr SqliteDatabase::commit() {
    try {
        writer_.control(Control::commit);
        return nullptr;
    } catch (const FileTrouble& told) {
        // The log may hold the whole transaction although nobody said so; a crash before the next
        // commit would bring it back.
        abandon();
        return std::make_exception_ptr(Uncertain(told.what()));
    } catch (...) {
        auto trouble = std::current_exception();
        abandon();
        return trouble;
    }
}

/// Ends the transaction, whatever state it is in.
void SqliteDatabase::abandon() {
    if (!writer_.in_transaction()) return;
    try {
        writer_.control(Control::rollback);
    } catch (const Fault&) {
        // The next BEGIN says what is wrong with the connection.
    }
}

void SqliteDatabase::read_work(const std::function<void(Tx&)>& work) {
    auto connection = readers_.take();
    connection->control(Control::begin);
    try {
        ReadTx tx(*connection, links());
        work(tx);
    } catch (...) {
        // Nothing to undo in a read; a connection that cannot end its transaction is dropped.
        const auto trouble = std::current_exception();
        try {
            if (connection->in_transaction()) connection->control(Control::rollback);
            readers_.give_back(std::move(connection));
        } catch (const Fault&) {
        }
        std::rethrow_exception(trouble);
    }
    connection->control(Control::commit);
    readers_.give_back(std::move(connection));
}

} // namespace

std::unique_ptr<Database> open(const Options& options) {
    std::error_code trouble;
    std::filesystem::create_directories(options.location, trouble);
    if (trouble)
        throw Fault("the data folder " + options.location +
                    " cannot be made: " + trouble.message());
    const auto file = std::filesystem::path(options.location) / "weicheng.db";
    return std::make_unique<SqliteDatabase>(file.string(), options);
}

} // namespace weicheng::db::sqlite

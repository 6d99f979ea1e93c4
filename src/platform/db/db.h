// The store: named queries, transactions, one writer. Modules use only this header; SQLite and
// PostgreSQL stay behind it.
#pragma once

#include "foundation/result.h"
#include "platform/db/links.h"
#include "platform/db/query.h"

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::db {

/// The current row of a running query; valid only inside the callback. Columns count from 0.
class Row {
  public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;

    /// std::int64_t, int, bool, std::string, Instant, Date, Id<…>, an enumeration with EnumNames,
    /// or std::optional of one of these. NULL read as a plain Id gives the zero id; NULL read as
    /// any other plain type, and a text that is no date or no known name, is a Bug.
    template <class T>
    T get(int column) const {
        return Reader<T>::read(*this, column);
    }

  protected:
    ~Row() = default;

  private:
    template <class T>
    struct Reader;
    void expect_value(int column) const;
};

/// Something the world did to us (disk full, connection lost). Caught once at the edge.
class Fault : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};
/// The writer's queue is full: HTTP 503 with Retry-After.
class Busy : public Fault {
  public:
    using Fault::Fault;
};
/// No room is left where the data lies; nothing was kept.
class DiskFull : public Fault {
  public:
    using Fault::Fault;
};
/// The database cannot be reached; nothing was kept.
class Away : public Fault {
  public:
    using Fault::Fault;
};
/// Another server has this node's number (PostgreSQL) or serves from this folder (SQLite).
class Taken : public Fault {
  public:
    using Fault::Fault;
};
/// The end of the transaction was not heard: it may be kept or not, but never in part.
class Uncertain : public Fault {
  public:
    using Fault::Fault;
};

enum class Dialect { sqlite, postgres };

/// Rows of an unregistered SQL text, as text. Migrations and tests only.
using RawRows = std::vector<std::vector<std::optional<std::string>>>;
struct QueryShape;

/// One transaction. Lives on one thread; never kept. Once a query has thrown a Fault the whole
/// transaction fails, even when the work catches it. A query that changes rows may not run inside
/// the callback of another query: collect with rows() first.
class Tx {
  public:
    virtual ~Tx() = default;
    Tx(const Tx&) = delete;

    /// Runs a query that changes rows (or a query whose rows do not matter); returns the number of
    /// rows changed.
    std::int64_t run(const Query& query, Params params) { return execute(query, params, nullptr); }
    /// Calls `take(row)` for each row.
    void each(const Query& query, Params params, const std::function<void(const Row&)>& take) {
        execute(query, params, &take);
    }
    /// What `make(row)` gives of each row; a db::Columns (table.h) makes values too.
    template <class Make>
    auto rows(const Query& query, Params params, Make&& make) {
        std::vector<std::invoke_result_t<Make, const Row&>> found;
        each(query, params, [&](const Row& row) { found.push_back(make(row)); });
        return found;
    }
    /// The first row, if any.
    template <class Make>
    auto first(const Query& query, Params params, Make&& make) {
        std::optional<std::invoke_result_t<Make, const Row&>> found;
        each(query, params, [&](const Row& row) {
            if (!found) found = make(row);
        });
        return found;
    }
    /// The single integer of the single row (a count); Bug when there is none.
    std::int64_t number(const Query& query, Params params);

    /// A new identifier, increasing in time on this node (41 bits of ms since 2024, node,
    /// sequence).
    virtual std::int64_t new_id() = 0;
    virtual Dialect dialect() const = 0;
    /// Runs after this transaction is durable (and never when it is not), on the writer's thread,
    /// one at a time, before the one who asked is answered. Must not throw, wait or write().
    virtual void after_commit(std::function<void()> tell) = 0;

    /// Of the database this transaction belongs to.
    const Links& links() const { return links_; }

  protected:
    explicit Tx(const Links& links) : links_(links) {}
    virtual std::int64_t execute(const Query& query, Params params,
                                 const std::function<void(const Row&)>* take) = 0;
    virtual RawRows script(std::string_view sql) = 0;
    virtual bool try_lock(std::int64_t key) = 0;
    virtual QueryShape inspect(const Query& query) = 0;
    friend RawRows run_script(Tx& tx, std::string_view sql);
    friend bool try_lock(Tx& tx, std::int64_t key);
    friend QueryShape inspect(Tx& tx, const Query& query);

  private:
    const Links& links_;
};

/// What the writer does with a piece of work that returned normally.
enum class Verdict { keep, discard };

struct Options {
    std::string location; // a folder (SQLite) or postgres://… URI
    int node = 0;         // 0..1023, part of every new id
    std::size_t queue_limit = 4096;
    /// SQLite: pieces of work that share one commit at the most; more would only make the first
    /// ones wait. 1: a commit for each.
    std::size_t commit_batch = 512;
    int slow_readers = 4; // PostgreSQL: connections for reading
    int writers = 4;      // PostgreSQL: transactions at the same time
    std::chrono::milliseconds statement_limit{
        30'000}; // longer statements are given up with a Fault
};

/// What the writer has done since the start, and what waits for it.
struct WriterFigures {
    std::size_t waiting = 0;       // pieces of work that nobody has begun
    std::uint64_t commits = 0;     // that are durable
    std::uint64_t works = 0;       // pieces of work in those commits; SQLite shares a commit
    std::uint64_t failures = 0;    // commits that came to nothing
    std::size_t largest_batch = 0; // pieces of work in one commit
};

class IdMaker;

class Database {
  public:
    static std::unique_ptr<Database> open(const Options& options);
    virtual ~Database();
    Database(const Database&) = delete;

    virtual Dialect dialect() const = 0;

    /// What the parts of the house that this database belongs to need of each other.
    Links& links() { return links_; }

    /// From now on `tell` is called after each durable commit of this process, on the writer's
    /// thread, as long as the database lives; it must not throw, wait or write.
    void on_commit(std::function<void()> tell);
    /// Any thread may ask.
    WriterFigures writer_figures() const;

    /// New identifiers go on where an earlier run of this node stopped, also when the machine's
    /// clock stands behind it; from now on the store remembers how far they went. For migrate():
    /// the schema stands.
    void resume_ids();

    /// From now on this process serves: until the database closes no other server can claim this
    /// node's number (PostgreSQL) or this folder (SQLite). Waits that long for one that is just
    /// ending, then throws Taken. When PostgreSQL loses the claim, writes fail with Away until it
    /// is held again. For serve(): the schema stands. Commands that run beside it claim nothing.
    void claim_node(std::chrono::milliseconds patience);
    /// False while a claim is lost. Any thread may ask.
    virtual bool node_held() const = 0;

    using Work = std::function<Verdict(Tx&)>;
    using Done = std::function<void(std::exception_ptr)>; // called once, from the writer's thread,
                                                          // after the commit

    /// Queues work for the writer (SQLite: batched, a savepoint each where several share a commit;
    /// PostgreSQL: SERIALIZABLE, re-run on 40001/40P01). The work has no side effects but its
    /// transaction and may run more than once. Throws Busy when the queue is full.
    virtual void submit(Work work, Done done) = 0;

    /// Runs read-only work at once on the calling thread; all of it sees one moment.
    virtual void read_work(const std::function<void(Tx&)>& work) = 0;

    /// submit() and wait. Rethrows what the work threw. A refused Result is discarded.
    template <class F>
    auto write(F work) -> std::invoke_result_t<F, Tx&>;
    template <class F>
    auto read(F work) -> std::invoke_result_t<F, Tx&>;

  protected:
    Database();
    virtual std::size_t waiting() const = 0;
    virtual IdMaker& ids() = 0;
    virtual void take_claim(std::chrono::milliseconds patience) = 0;
    /// The writers tell of each transaction they ended.
    void note_commit(std::size_t works);
    void note_failure();

  private:
    void submit_and_wait(Work work);
    void mark_ids();

    struct Figures;
    std::unique_ptr<Figures> figures_;
    Links links_;
};

/// One step of the schema, portable SQL with these tokens:
///   @key                                the column `id` and the table's primary key; write it as a
///                                       line of its own: `county_id BIGINT NOT NULL,  @key,`
///   @reference(column, table)           a nullable column that points at table's id
///   @reference_required(column, table)  the same, NOT NULL
///   @by_key                             behind the table of a view: SQLite reads it in the order
///   of
///                                       the key, else it would sort for ORDER BY id
///   @sqlite / @postgres … @end          each on its own line: text for one of the two (platform
///                                       only)
/// Types are BIGINT, SMALLINT and TEXT; on SQLite tables are made STRICT, so a wrong type is
/// refused there as on PostgreSQL. Statements end with ";" at the end of a line.
struct Migration {
    std::string name; // "20261122-0100-cases", sorted by name over all modules
    std::string sql;
};

/// Applies what is missing, each in a transaction; throws Fault when the database knows a migration
/// that we do not. Returns the names applied.
std::vector<std::string> migrate(Database& database, std::vector<Migration> migrations);

} // namespace weicheng::db

#include "platform/db/db_inline.h"

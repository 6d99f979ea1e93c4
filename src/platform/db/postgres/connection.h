// One PostgreSQL connection with its prepared statements. Used by platform/db/postgres only; one
// thread at a time.
#pragma once

#include "platform/db/db.h"

struct pg_conn;
struct pg_result;

namespace weicheng::db::postgres {

struct ConnectionCloser {
    void operator()(pg_conn* connection) const noexcept;
};
struct ResultCloser {
    void operator()(pg_result* result) const noexcept;
};
using ResultPtr = std::unique_ptr<pg_result, ResultCloser>;

/// Another transaction was in the way: running again may succeed.
class Collision : public Fault {
  public:
    Collision(const std::string& words, bool of_keys) : Fault(words), duplicate_key(of_keys) {}
    /// A unique key was there already: a true duplicate, or another transaction was faster.
    bool duplicate_key;
};

/// The connection is gone; nothing of the transaction was kept.
class ConnectionLost : public Away {
  public:
    using Away::Away;
};

enum class Begin { write, read };

class Connection {
  public:
    /// Throws Away when the server cannot be reached.
    Connection(const std::string& uri, std::chrono::milliseconds statement_limit);
    Connection(const Connection&) = delete;

    void begin(Begin how);
    /// Throws Collision when nothing was kept, Uncertain when nobody knows.
    void commit();
    void rollback();
    bool alive() const;

    std::int64_t execute(const Query& query, Params params,
                         const std::function<void(const Row&)>* take);
    RawRows script(std::string_view sql);
    QueryShape inspect(const Query& query);

  private:
    ResultPtr send(const char* sql, const char* doing);
    ResultPtr checked(pg_result* result, const char* doing);
    const char* prepared(const Query& query);
    [[noreturn]] void fail(const pg_result* result, const char* doing) const;

    std::unique_ptr<pg_conn, ConnectionCloser> connection_;
    std::vector<std::string> statements_; // names by Query::index; empty: not yet prepared
    std::vector<const Param*> params_;    // of the running call, as values_
    std::vector<const char*> values_;     // of the running call, kept for their memory
    std::string text_;
};

} // namespace weicheng::db::postgres

// One SQLite connection with its prepared statements. Used by platform/db/sqlite only; one thread
// at a time.
#pragma once

#include "platform/db/db.h"

#include <array>

struct sqlite3;
struct sqlite3_stmt;

namespace weicheng::db::sqlite {

struct StatementCloser {
    void operator()(sqlite3_stmt* statement) const noexcept;
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, StatementCloser>;

struct ConnectionCloser {
    void operator()(sqlite3* connection) const noexcept;
};

/// Reading or writing the file failed.
class FileTrouble : public Fault {
  public:
    using Fault::Fault;
};

/// The statements that bound transactions.
enum class Control { begin, begin_immediate, savepoint, release, rollback_to, commit, rollback };

class Connection {
  public:
    enum class Role { writer, reader };

    Connection(const std::string& file, Role role, std::chrono::milliseconds statement_limit);
    Connection(const Connection&) = delete;

    std::int64_t execute(const Query& query, Params params,
                         const std::function<void(const Row&)>* take);
    RawRows script(std::string_view sql);
    QueryShape inspect(const Query& query);
    void control(Control statement);
    bool in_transaction() const;
    sqlite3* handle() const { return connection_.get(); }

  private:
    class Running;

    void set_up(Role role);
    void expect(int code, const char* doing);
    [[noreturn]] void fail(const char* doing) const;
    StatementPtr prepare(std::string_view sql, const char* name);
    sqlite3_stmt* cached(const Query& query);
    void bind(sqlite3_stmt* statement, const Query& query, Params params);
    static int give_up(void* connection);

    std::unique_ptr<sqlite3, ConnectionCloser> connection_;
    std::vector<StatementPtr> statements_; // by Query::index
    std::vector<const Param*> values_;     // of the call being bound, kept for their memory
    std::array<StatementPtr, 7> controls_;
    std::chrono::milliseconds limit_;
    std::chrono::steady_clock::time_point give_up_at_;
    int open_cursors_ = 0;
};

} // namespace weicheng::db::sqlite

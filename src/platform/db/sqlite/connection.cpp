#include "platform/db/sqlite/connection.h"

#include "platform/db/dialect.h"

#include <set>
#include <sqlite3.h>

namespace weicheng::db::sqlite {

static constexpr int busy_timeout_ms = 10'000;

void StatementCloser::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

void ConnectionCloser::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}

namespace {
class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const override {
        return sqlite3_column_type(at(column), column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        check(sqlite3_column_type(at(column), column) == SQLITE_INTEGER,
              "a column that holds no integer was read as one");
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view text(int column) const override {
        check(sqlite3_column_type(at(column), column) == SQLITE_TEXT,
              "a column that holds no text was read as text");
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

  private:
    sqlite3_stmt* at(int column) const {
        check(column >= 0 && column < sqlite3_data_count(statement_), "there is no such column");
        return statement_;
    }
    sqlite3_stmt* statement_;
};
} // namespace

/// A statement in use: reset and unbound at the end, however it ends.
class Connection::Running {
  public:
    Running(Connection& connection, sqlite3_stmt* statement)
        : connection_(connection), statement_(statement) {
        connection_.give_up_at_ = std::chrono::steady_clock::now() + connection_.limit_;
        ++connection_.open_cursors_;
    }
    ~Running() {
        --connection_.open_cursors_;
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Running(const Running&) = delete;

    bool step(const char* doing) {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) connection_.fail(doing);
        return false;
    }

  private:
    Connection& connection_;
    sqlite3_stmt* statement_;
};

Connection::Connection(const std::string& file, Role role, std::chrono::milliseconds limit)
    : limit_(limit) {
    sqlite3* opened = nullptr;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (role == Role::writer) flags |= SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    connection_.reset(opened);
    if (code != SQLITE_OK)
        throw Fault("the database " + file + " cannot be opened: " + sqlite3_errstr(code));
    set_up(role);
}

void Connection::set_up(Role role) {
    auto* connection = connection_.get();
    sqlite3_busy_timeout(connection, busy_timeout_ms);
    // Text in double quotes is a mistake here as it is on PostgreSQL.
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    script("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY");
    if (role == Role::writer) {
        const auto mode = script("PRAGMA journal_mode=WAL");
        if (mode.empty() || mode[0][0] != "wal")
            throw Fault("the database cannot keep a write-ahead log where it lies; "
                        "the data folder must be on a local disk");
        script("PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
               "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864");
    } else {
        script("PRAGMA query_only=ON; PRAGMA cache_size=-16384");
    }
    if (limit_.count() > 0) sqlite3_progress_handler(connection, 20'000, &give_up, this);
}

int Connection::give_up(void* connection) {
    const auto& self = *static_cast<const Connection*>(connection);
    return std::chrono::steady_clock::now() > self.give_up_at_ ? 1 : 0;
}

void Connection::fail(const char* doing) const {
    auto* connection = connection_.get();
    const int code = sqlite3_extended_errcode(connection);
    if ((code & 0xFF) == SQLITE_INTERRUPT)
        throw Fault(std::string("SQLite: ") + doing + " took too long and was given up");
    const auto words = std::string("SQLite: ") + doing + ": " + sqlite3_errmsg(connection) + " (" +
                       std::to_string(code) + ")";
    if ((code & 0xFF) == SQLITE_FULL) throw DiskFull(words);
    if ((code & 0xFF) == SQLITE_IOERR) throw FileTrouble(words);
    throw Fault(words);
}

void Connection::expect(int code, const char* doing) {
    if (code != SQLITE_OK) fail(doing);
}

StatementPtr Connection::prepare(std::string_view sql, const char* name) {
    sqlite3_stmt* statement = nullptr;
    expect(sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                              SQLITE_PREPARE_PERSISTENT, &statement, nullptr),
           name);
    return StatementPtr(statement);
}

sqlite3_stmt* Connection::cached(const Query& query) {
    const auto index = static_cast<std::size_t>(query.index());
    if (index >= statements_.size()) statements_.resize(Query::all().size());
    auto& statement = statements_[index];
    if (!statement) statement = prepare(query_text(Dialect::sqlite, query.sql()), query.name());
    return statement.get();
}

void Connection::bind(sqlite3_stmt* statement, const Query& query, Params params) {
    params.in_order(query, values_);
    int place = 0;
    for (const Param* param : values_) {
        ++place;
        if (param->kind() == Param::Kind::integer) {
            expect(sqlite3_bind_int64(statement, place, param->integer()), query.name());
        } else if (param->kind() == Param::Kind::text) {
            const auto text = param->text();
            check(text.find('\0') == std::string_view::npos,
                  "text with a NUL character cannot be kept");
            expect(sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC,
                                       SQLITE_UTF8),
                   query.name());
        }
    }
}

std::int64_t Connection::execute(const Query& query, Params params,
                                 const std::function<void(const Row&)>* take) {
    sqlite3_stmt* statement = cached(query);
    StatementPtr extra; // the same query may run inside its own callback
    if (sqlite3_stmt_busy(statement)) {
        extra = prepare(query_text(Dialect::sqlite, query.sql()), query.name());
        statement = extra.get();
    }
    const bool changes = sqlite3_stmt_readonly(statement) == 0;
    check(!changes || open_cursors_ == 0,
          "a change inside the rows of another query: collect them with rows() first");
    Running running(*this, statement);
    bind(statement, query, params);
    const SqliteRow row(statement);
    while (running.step(query.name()))
        if (take != nullptr) (*take)(row);
    return changes ? sqlite3_changes64(connection_.get()) : 0;
}

RawRows Connection::script(std::string_view sql) {
    give_up_at_ = std::chrono::steady_clock::time_point::max();
    RawRows rows;
    const auto collect = [](void* into, int count, char** values, char**) {
        auto& row = static_cast<RawRows*>(into)->emplace_back();
        for (int i = 0; i < count; ++i)
            row.push_back(values[i] ? std::optional<std::string>(values[i]) : std::nullopt);
        return 0;
    };
    const std::string text(sql);
    expect(sqlite3_exec(connection_.get(), text.c_str(), collect, &rows, nullptr), "a script");
    return rows;
}

QueryShape Connection::inspect(const Query& query) {
    std::set<std::string> tables;
    // Reads through a view carry the view's name in `inside`; only what the text names counts.
    const auto note = [](void* into, int action, const char* table, const char*, const char*,
                         const char* inside) {
        const bool names_table = action == SQLITE_READ || action == SQLITE_INSERT ||
                                 action == SQLITE_UPDATE || action == SQLITE_DELETE;
        if (names_table && inside == nullptr)
            static_cast<std::set<std::string>*>(into)->insert(table);
        return SQLITE_OK;
    };
    // Checking a foreign key reads the other table, which the text does not name.
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    sqlite3_set_authorizer(connection_.get(), note, &tables);
    const auto as_before = [this] {
        sqlite3_set_authorizer(connection_.get(), nullptr, nullptr);
        sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    };
    StatementPtr statement;
    try {
        statement = prepare(query_text(Dialect::sqlite, query.sql()), query.name());
    } catch (...) {
        as_before();
        throw;
    }
    as_before();
    return {sqlite3_stmt_readonly(statement.get()) == 0, {tables.begin(), tables.end()}, {}, {}};
}

void Connection::control(Control which) {
    static constexpr const char* texts[] = {"BEGIN",        "BEGIN IMMEDIATE",  "SAVEPOINT work",
                                            "RELEASE work", "ROLLBACK TO work", "COMMIT",
                                            "ROLLBACK"};
    const char* text = texts[static_cast<std::size_t>(which)];
    auto& statement = controls_[static_cast<std::size_t>(which)];
    if (!statement) statement = prepare(text, text);
    Running running(*this, statement.get());
    // A disk may take long over a commit; giving up would not make it faster.
    give_up_at_ = std::chrono::steady_clock::time_point::max();
    running.step(text);
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(connection_.get()) == 0;
}

} // namespace weicheng::db::sqlite

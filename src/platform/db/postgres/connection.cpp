#include "platform/db/postgres/connection.h"

#include "platform/db/dialect.h"

#include <charconv>
#include <cstring>
#include <libpq-fe.h>

namespace weicheng::db::postgres {

void ConnectionCloser::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

void ResultCloser::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

// The few types portable SQL knows, from the server's catalogue.
static constexpr Oid int8_oid = 20, int2_oid = 21, int4_oid = 23;
static constexpr Oid text_oid = 25, varchar_oid = 1043, name_oid = 19;

namespace {
class PostgresRow final : public Row {
  public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}

    bool is_null(int column) const override {
        check(column >= 0 && column < PQnfields(result_), "there is no such column");
        return PQgetisnull(result_, row_, column) == 1;
    }
    std::int64_t integer(int column) const override {
        const auto type = PQftype(result_, column);
        check(!is_null(column) && (type == int8_oid || type == int4_oid || type == int2_oid),
              "a column that holds no integer was read as one");
        const auto digits = bytes(column);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    std::string_view text(int column) const override {
        const auto type = PQftype(result_, column);
        check(!is_null(column) && (type == text_oid || type == varchar_oid || type == name_oid),
              "a column that holds no text was read as text");
        return bytes(column);
    }

  private:
    std::string_view bytes(int column) const {
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }
    const PGresult* result_;
    int row_;
};
} // namespace

static std::string first_line(const char* words) {
    const std::string_view text = words == nullptr ? "" : words;
    return std::string(text.substr(0, text.find('\n')));
}

Connection::Connection(const std::string& uri, std::chrono::milliseconds statement_limit) {
    const char* const keywords[] = {"dbname", "connect_timeout", "client_encoding",
                                    "application_name", nullptr};
    const char* const values[] = {uri.c_str(), "10", "UTF8", "weicheng", nullptr};
    connection_.reset(PQconnectdbParams(keywords, values, 1));
    if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK)
        throw Away("PostgreSQL cannot be reached: " +
                   first_line(PQerrorMessage(connection_.get())));
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    const auto limit = std::to_string(statement_limit.count());
    send(("SET statement_timeout = " + limit + "; SET timezone = 'UTC'; " +
          "SELECT set_config('synchronous_commit', 'on', false) "
          "WHERE current_setting('synchronous_commit') IN ('off', 'local')")
             .c_str(),
         "setting up a connection");
}

bool Connection::alive() const {
    return PQstatus(connection_.get()) == CONNECTION_OK;
}

void Connection::fail(const pg_result* result, const char* doing) const {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    // The primary message only: details quote the row, which may hold personal data.
    const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string words =
        std::string("PostgreSQL: ") + doing + ": " +
        (primary != nullptr ? first_line(primary) : first_line(PQerrorMessage(connection_.get()))) +
        (state != nullptr ? std::string(" (") + state + ")" : "");
    if (!alive()) throw ConnectionLost(words);
    const std::string_view code = state == nullptr ? "" : state;
    if (code == "40001" || code == "40P01") throw Collision(words, false);
    if (code == "23505") throw Collision(words, true);
    if (code == "53100") throw DiskFull(words);
    throw Fault(words);
}

ResultPtr Connection::checked(pg_result* raw, const char* doing) {
    ResultPtr result(raw);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        fail(result.get(), doing);
    return result;
}

ResultPtr Connection::send(const char* sql, const char* doing) {
    return checked(PQexec(connection_.get(), sql), doing);
}

void Connection::begin(Begin how) {
    send(how == Begin::write ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                             : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
         "BEGIN");
}

void Connection::commit() {
    try {
        const auto result = send("COMMIT", "COMMIT");
        // An aborted transaction answers COMMIT with ROLLBACK and no error.
        if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0)
            throw Fault("PostgreSQL: the transaction had failed before its COMMIT");
    } catch (const ConnectionLost& lost) {
        throw Uncertain(std::string("the connection was lost during COMMIT, nobody knows whether "
                                    "the change was kept: ") +
                        lost.what());
    }
}

void Connection::rollback() {
    if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) send("ROLLBACK", "ROLLBACK");
}

const char* Connection::prepared(const Query& query) {
    const auto index = static_cast<std::size_t>(query.index());
    if (index >= statements_.size()) statements_.resize(Query::all().size());
    auto& name = statements_[index];
    if (name.empty()) {
        auto fresh = "q" + std::to_string(index);
        checked(PQprepare(connection_.get(), fresh.c_str(),
                          query_text(Dialect::postgres, query.sql()).c_str(), 0, nullptr),
                query.name());
        name = std::move(fresh);
    }
    return name.c_str();
}

std::int64_t Connection::execute(const Query& query, Params params,
                                 const std::function<void(const Row&)>* take) {
    const char* name = prepared(query);
    // All values as text, each ended by a NUL, one behind the other; addresses only at the end,
    // since the text may move while it grows.
    params.in_order(query, params_);
    text_.clear();
    std::vector<std::size_t> starts;
    for (const Param* param : params_) {
        starts.push_back(text_.size());
        if (param->kind() == Param::Kind::integer) {
            text_ += std::to_string(param->integer());
        } else if (param->kind() == Param::Kind::text) {
            check(param->text().find('\0') == std::string_view::npos,
                  "text with a NUL character cannot be kept");
            text_ += param->text();
        }
        text_ += '\0';
    }
    values_.clear();
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const bool null = params_[i]->kind() == Param::Kind::null;
        values_.push_back(null ? nullptr : text_.data() + starts[i]);
    }
    const auto result =
        checked(PQexecPrepared(connection_.get(), name, static_cast<int>(values_.size()),
                               values_.data(), nullptr, nullptr, 0),
                query.name());
    const int rows = PQntuples(result.get());
    for (int row = 0; take != nullptr && row < rows; ++row)
        (*take)(PostgresRow(result.get(), row));
    if (std::string_view(PQcmdStatus(result.get())).starts_with("SELECT")) return 0;
    return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

RawRows Connection::script(std::string_view sql) {
    const auto result =
        send(("SET LOCAL statement_timeout = 0; " + std::string(sql)).c_str(), "a script");
    RawRows rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        auto& values = rows.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            if (PQgetisnull(result.get(), row, column) == 1)
                values.emplace_back();
            else
                values.emplace_back(PQgetvalue(result.get(), row, column));
        }
    }
    return rows;
}

static std::string type_name(Oid type) {
    switch (type) {
    case int8_oid: return "bigint";
    case int4_oid: return "integer";
    case int2_oid: return "smallint";
    case text_oid:
    case varchar_oid:
    case name_oid: return "text";
    default: return "type " + std::to_string(type);
    }
}

QueryShape Connection::inspect(const Query& query) {
    const auto shape =
        checked(PQdescribePrepared(connection_.get(), prepared(query)), query.name());
    QueryShape result;
    for (int i = 0; i < PQnparams(shape.get()); ++i)
        result.param_types.push_back(type_name(PQparamtype(shape.get(), i)));
    for (int i = 0; i < PQnfields(shape.get()); ++i)
        result.column_types.push_back(type_name(PQftype(shape.get(), i)));
    return result;
}

} // namespace weicheng::db::postgres

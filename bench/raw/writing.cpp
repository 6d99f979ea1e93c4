#include "bench/raw/limits.h"
#include "bench/raw/sqlite.h"

#include <filesystem>
#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace weicheng::bench {

namespace {

constexpr int most_cases = 20'000;

using Value = std::variant<std::monostate, std::int64_t, std::string>;
struct Row {
    std::size_t table = 0;
    std::vector<Value> values;
};

struct Table {
    std::string name;
    std::string insert;
};

/// The rows of the newest cases, case by case.
class Rows {
  public:
    explicit Rows(const Store& store) : store_(store) {
        Statement oldest(store,
                         "SELECT MIN(id) FROM (SELECT id FROM cases ORDER BY id DESC LIMIT " +
                             std::to_string(most_cases) + ")");
        oldest.step();
        first_ = oldest.integer(0);
        take("cases", "id");
        for (const auto& name : tables_with("case_id"))
            take(name, "case_id");
        take("facts", "subject_id");
        take_request_keys();
    }
    const std::map<std::int64_t, std::vector<Row>>& by_case() const { return by_case_; }
    const std::vector<Table>& tables() const { return tables_; }

  private:
    std::vector<std::string> tables_with(const std::string& column) const {
        Statement names(store_, "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
                                "WHERE m.type = 'table' AND c.name = '" +
                                    column + "'");
        std::vector<std::string> found;
        while (names.step())
            found.push_back(names.text(0));
        return found;
    }

    void take(const std::string& name, const std::string& column) {
        Statement select(store_, "SELECT " + column + ", * FROM " + name + " WHERE " + column +
                                     " >= " + std::to_string(first_) + " ORDER BY rowid");
        const int columns = sqlite3_column_count(select.handle());
        std::string places;
        for (int i = 1; i < columns; ++i)
            places += i > 1 ? ", ?" : "?";
        tables_.push_back({name, "INSERT INTO " + name + " VALUES (" + places + ")"});
        while (select.step()) {
            Row row{tables_.size() - 1, {}};
            for (int i = 1; i < columns; ++i)
                row.values.push_back(value_of(select, i));
            by_case_[select.integer(0)].push_back(std::move(row));
        }
    }

    /// One for each case, in the order they came.
    void take_request_keys() {
        Statement select(store_, "SELECT * FROM (SELECT * FROM request_keys ORDER BY made_at DESC "
                                 "LIMIT " +
                                     std::to_string(by_case_.size()) + ") ORDER BY made_at");
        const int columns = sqlite3_column_count(select.handle());
        std::string places = "?";
        for (int i = 1; i < columns; ++i)
            places += ", ?";
        tables_.push_back({"request_keys", "INSERT INTO request_keys VALUES (" + places + ")"});
        for (auto at = by_case_.begin(); at != by_case_.end() && select.step(); ++at) {
            Row row{tables_.size() - 1, {}};
            for (int i = 0; i < columns; ++i)
                row.values.push_back(value_of(select, i));
            at->second.push_back(std::move(row));
        }
    }

    static Value value_of(const Statement& select, int column) {
        switch (sqlite3_column_type(select.handle(), column)) {
        case SQLITE_INTEGER: return select.integer(column);
        case SQLITE_NULL: return std::monostate{};
        default: return select.text(column);
        }
    }

    const Store& store_;
    std::int64_t first_ = 0;
    std::vector<Table> tables_;
    std::map<std::int64_t, std::vector<Row>> by_case_;
};

void make_like(Store& store, const Store& model) {
    store.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; "
              "PRAGMA wal_autocheckpoint = 4000");
    Statement schema(model, "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') "
                            "AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                            "ORDER BY type DESC, rowid");
    while (schema.step())
        store.run(schema.text(0));
}

void put(const Statement& insert, const std::vector<Value>& values) {
    int at = 0;
    for (const auto& value : values) {
        ++at;
        if (const auto* number = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(insert.handle(), at, *number);
        else if (const auto* words = std::get_if<std::string>(&value))
            sqlite3_bind_text(insert.handle(), at, words->data(), static_cast<int>(words->size()),
                              SQLITE_STATIC);
        else
            sqlite3_bind_null(insert.handle(), at);
    }
}

} // namespace

double cases_a_second(const std::string& data, int cases_to_a_commit) {
    const Store model(data + "/weicheng.db");
    const Rows rows(model);
    const auto file = data + "/bench-rows.db";
    for (const char* end : {"", "-wal", "-shm"})
        std::filesystem::remove(file + end);
    double seconds = 0;
    {
        Store store(file, true);
        make_like(store, model);
        std::vector<std::unique_ptr<Statement>> inserts;
        for (const auto& table : rows.tables())
            inserts.push_back(std::make_unique<Statement>(store, table.insert));
        const auto began = std::chrono::steady_clock::now();
        int waiting = 0;
        store.run("BEGIN IMMEDIATE");
        for (const auto& [id, of_case] : rows.by_case()) {
            for (const auto& row : of_case) {
                auto& insert = *inserts[row.table];
                put(insert, row.values);
                insert.step();
                insert.reset();
            }
            if (++waiting % cases_to_a_commit == 0) store.run("COMMIT; BEGIN IMMEDIATE");
        }
        store.run("COMMIT");
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
    for (const char* end : {"", "-wal", "-shm"})
        std::filesystem::remove(file + end);
    return static_cast<double>(rows.by_case().size()) / seconds;
}

} // namespace weicheng::bench

#include "tests/support/portability.h"

#include "platform/db/dialect.h"

#include <algorithm>
#include <random>
#include <regex>

namespace weicheng::testing {

static constexpr int rounds = 14;

/// The values of one run, kept alive for it.
struct TwinStores::Values {
    std::vector<std::optional<std::string>> texts;
    std::vector<db::Param> params;
    std::string words; // for the report
};

struct TwinStores::Outcome {
    std::string error; // empty: it ran
    std::int64_t changed = 0;
    std::vector<std::vector<std::string>> rows;
};

static bool is_limit(std::string_view sql, std::size_t number) {
    const std::regex limit(R"(\b(LIMIT|OFFSET)\s+(CAST\()?\$)" + std::to_string(number) + R"(\b)",
                           std::regex::icase);
    return std::regex_search(sql.begin(), sql.end(), limit);
}

/// True when the rows of the whole query have an order.
static bool is_ordered(std::string_view sql) {
    int depth = 0;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        if (sql[at] == '(') ++depth;
        if (sql[at] == ')') --depth;
        if (depth == 0 && sql.substr(at, 8) == "ORDER BY") return true;
    }
    return false;
}

static std::string cell(const db::Row& row, int column) {
    if (row.is_null(column)) return "NULL";
    try {
        return std::to_string(row.integer(column));
    } catch (const Bug&) {
        return "'" + std::string(row.text(column)) + "'";
    }
}

static std::string picked_text(int round, std::mt19937& random,
                               const std::vector<std::string>& pool) {
    static constexpr const char* fixed[] = {"a", "b", "中", ""};
    if (round < 4) return fixed[round];
    return pool[random() % pool.size()];
}

static std::int64_t picked_integer(int round, std::size_t number, std::mt19937& random) {
    static constexpr std::int64_t few[] = {0, 1, 2, 3, 4, 6, 1'000'000'000'000'000};
    switch (round) {
    case 0: return 1;
    case 1: return 2;
    case 2: return number == 1 ? 1 : 1'000'000'000'000'000;
    case 3: return number == 1 ? 1 : 0;
    default: return number == 1 && round % 4 != 0 ? 1 : few[random() % std::size(few)];
    }
}

TwinStores::Outcome TwinStores::run(TestDatabase& database, const db::Query& query,
                                    const Values& values, std::size_t columns) {
    // Each finds its own way through Tx: change and rows at once, then undone.
    Outcome outcome;
    const auto work = [&](db::Tx& tx) -> Result<int> {
        outcome = {};
        if (columns == 0) {
            outcome.changed = tx.run(query, values.params);
        } else {
            tx.each(query, values.params, [&](const db::Row& row) {
                auto& cells = outcome.rows.emplace_back();
                for (std::size_t i = 0; i < columns; ++i)
                    cells.push_back(cell(row, static_cast<int>(i)));
            });
        }
        return Refusal{"test.undone"};
    };
    try {
        (void)database->write(work);
    } catch (const std::exception& trouble) {
        outcome.error = trouble.what();
    }
    return outcome;
}

static std::string shown(const std::vector<std::vector<std::string>>& rows) {
    std::string text;
    for (std::size_t i = 0; i < rows.size() && i < 5; ++i) {
        text += "(";
        for (const auto& value : rows[i])
            text += value + " ";
        text += ")";
    }
    return text + (rows.size() > 5 ? "…" : "");
}

/// SQLite's keys are the id alone, PostgreSQL's are county and id: values that put one id into two
/// counties, and an absent id (which SQLite makes up), are refused by one of them only. The program
/// makes neither.
static bool by_key_of_county(const std::string& sqlite, const std::string& postgres) {
    return sqlite.find(".id (1555)") != std::string::npos ||
           postgres.find("(23503)") != std::string::npos ||
           postgres.find("null value in column \"id\"") != std::string::npos;
}

void TwinStores::compare_runs(const db::Query& query, const std::vector<std::string>& types,
                              std::size_t columns, std::vector<std::string>& found) {
    std::mt19937 random(static_cast<unsigned>(std::string_view(query.name()).size()));
    std::vector<std::string> pool{"a", "b", "中", "B", "a1", "b2"};
    for (const auto& [column, words] : words_of_column_)
        if (std::string_view(query.sql()).find(column) != std::string_view::npos)
            pool.insert(pool.end(), words.begin(), words.end());
    bool ran = false;
    for (int round = 0; round < (types.empty() ? 1 : rounds) && found.empty(); ++round) {
        Values values;
        values.texts.resize(types.size());
        for (std::size_t i = 0; i < types.size(); ++i) {
            const bool null = round == 4 || (round > 5 && i > 0 && random() % 6 == 0);
            if (is_limit(query.sql(), i + 1)) {
                values.params.emplace_back(2);
                values.words += "2, ";
            } else if (null) {
                values.params.emplace_back(nullptr);
                values.words += "NULL, ";
            } else if (types[i] == "text") {
                values.texts[i] = picked_text(round, random, pool);
                values.params.emplace_back(*values.texts[i]);
                values.words += "'" + *values.texts[i] + "', ";
            } else {
                auto value = picked_integer(round, i + 1, random);
                if (types[i] == "smallint") value %= 2;
                values.params.emplace_back(value);
                values.words += std::to_string(value) + ", ";
            }
        }
        auto one = run(sqlite_, query, values, columns);
        auto other = run(postgres_, query, values, columns);
        const std::string with = " with (" + values.words + "): ";
        ran = ran || (one.error.empty() && other.error.empty());
        if (one.error.empty() != other.error.empty()) {
            if (by_key_of_county(one.error, other.error)) continue;
            found.push_back("only one of the two runs it" + with + one.error + other.error);
        } else if (one.changed != other.changed) {
            found.push_back("changes " + std::to_string(one.changed) + " and " +
                            std::to_string(other.changed) + " rows" + with);
        } else if (one.rows != other.rows) {
            const bool ordered = is_ordered(query.sql());
            const auto as_run = shown(one.rows) + " and " + shown(other.rows);
            std::sort(one.rows.begin(), one.rows.end());
            std::sort(other.rows.begin(), other.rows.end());
            if (one.rows != other.rows)
                found.push_back("gives other rows" + with + as_run);
            else if (ordered)
                found.push_back("orders ties differently, end ORDER BY with the id" + with +
                                as_run);
        }
    }
    if (!ran && found.empty()) never_ran_.insert(query.name());
}

std::vector<std::string> TwinStores::differences(const db::Query& query) {
    std::vector<std::string> found;
    db::QueryShape shape;
    for (TestDatabase* database : {&sqlite_, &postgres_}) {
        try {
            (*database)->read([&](db::Tx& tx) { shape = inspect(tx, query); });
        } catch (const std::exception& trouble) {
            found.push_back(std::string("cannot be prepared: ") + trouble.what());
        }
    }
    if (!found.empty()) return found;
    for (std::size_t i = 0; i < shape.param_types.size(); ++i) {
        const auto& type = shape.param_types[i];
        if (type != "bigint" && type != "smallint" && type != "text")
            found.push_back("PostgreSQL takes $" + std::to_string(i + 1) + " for " + type +
                            ": compare it with a column or write CAST($" + std::to_string(i + 1) +
                            " AS BIGINT)");
    }
    for (std::size_t i = 0; i < shape.column_types.size(); ++i) {
        const auto& type = shape.column_types[i];
        if (type != "bigint" && type != "smallint" && type != "text" && type != "integer")
            found.push_back("column " + std::to_string(i) + " is " + type +
                            " on PostgreSQL: CAST it to BIGINT or TEXT");
    }
    if (found.empty()) compare_runs(query, shape.param_types, shape.column_types.size(), found);
    return found;
}

std::vector<std::string> TwinStores::schema_differences() {
    const auto lines = [](TestDatabase& database, const char* sql) {
        std::set<std::string> found;
        for (const auto& row : database->read([&](db::Tx& tx) { return run_script(tx, sql); }))
            found.insert(*row[0]);
        return found;
    };
    const auto one = lines(sqlite_, R"(
        SELECT m.name || '.' || c.name || CASE WHEN m.type = 'view' THEN '' ELSE
            ' ' || CASE c.type WHEN 'INTEGER' THEN 'integer' WHEN 'TEXT' THEN 'text'
                   ELSE c.type END ||
            CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' required' ELSE '' END END
        FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite%')");
    const auto other = lines(postgres_, R"(
        SELECT t.table_name || '.' || c.column_name || CASE WHEN t.table_type = 'VIEW' THEN '' ELSE
            ' ' || CASE c.data_type WHEN 'bigint' THEN 'integer' WHEN 'smallint' THEN 'integer'
                   ELSE c.data_type END ||
            CASE c.is_nullable WHEN 'NO' THEN ' required' ELSE '' END END
        FROM information_schema.tables t
        JOIN information_schema.columns c ON c.table_schema = t.table_schema
                                         AND c.table_name = t.table_name
        WHERE t.table_schema = 'public')");
    std::vector<std::string> found;
    std::set_symmetric_difference(one.begin(), one.end(), other.begin(), other.end(),
                                  std::back_inserter(found));
    return found;
}

std::vector<std::string> trespasses(db::Database& sqlite, const Owners& owners,
                                    const db::Query& query) {
    const std::string_view name = query.name();
    const auto module = name.substr(0, name.find('.'));
    std::vector<std::string> found;
    const auto shape = sqlite.read([&](db::Tx& tx) { return inspect(tx, query); });
    for (const auto& table : shape.tables) {
        const auto owner = owners.find(table);
        if (owner != owners.end() && owner->second != module && !table.ends_with("_v"))
            found.push_back(table + " of " + owner->second);
        if (table.starts_with("sqlite_")) found.push_back(table);
    }
    return found;
}

std::vector<std::string> tables_without_county(db::Database& sqlite) {
    std::vector<std::string> found;
    sqlite.read([&](db::Tx& tx) {
        for (const auto& row : run_script(tx, R"(
                 SELECT m.name, c.name || ' ' || c.type || ' ' || (c."notnull" + c.pk > 0)
                 FROM sqlite_master m JOIN pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND c.cid = 0)"))
            if (row[1] != "county_id INTEGER 1") found.push_back(*row[0]);
    });
    return found;
}

std::vector<const db::Query*> queries_of_the_program() {
    std::vector<const db::Query*> found;
    for (const auto* query : db::Query::all()) {
        const std::string_view name = query->name();
        const auto module = name.substr(0, name.find('.'));
        const bool of_a_test =
            module == "test" || module.ends_with("_test") || module.ends_with("_tests");
        if (!of_a_test) found.push_back(query);
    }
    return found;
}

} // namespace weicheng::testing

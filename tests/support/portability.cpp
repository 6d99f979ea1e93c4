#include "tests/support/portability.h"

#include "platform/db/dialect.h"

#include <algorithm>
#include <random>
#include <regex>

namespace weicheng::testing {

static constexpr int rounds = 16; // the last four try rows that are not there yet

/// The values of one run, kept alive for it.
struct TwinStores::Values {
    /// NULL, an integer, or text in quotes; as SQL writes them.
    std::vector<std::string> literals;

    std::string words() const {
        std::string all;
        for (const auto& literal : literals)
            all += (all.empty() ? "" : ", ") + literal;
        return all;
    }
    /// Runs `call` with the values bound as the query wants them.
    template <class Call>
    void bind(const db::Query& query, Call call) const {
        std::vector<db::Param> placed;
        std::vector<db::Named> named;
        std::size_t at = 0;
        for (const auto& [name, room] : query.parameters()) {
            std::vector<db::Param> list;
            for (std::size_t i = 0; i < room; ++i)
                list.push_back(param(literals.at(at++)));
            auto value = room > 0 ? db::Param(list) : param(literals.at(at++));
            if (name.empty())
                placed.push_back(std::move(value));
            else
                named.push_back({name, std::move(value)});
        }
        if (named.empty())
            call(placed);
        else
            call(named);
    }

  private:
    static db::Param param(const std::string& literal) {
        if (literal == "NULL") return nullptr;
        if (literal.front() == '\'') return literal.substr(1, literal.size() - 2);
        return std::stoll(literal);
    }
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
    Outcome outcome;
    const auto work = [&](db::Tx& tx) -> Result<int> {
        outcome = {};
        values.bind(query, [&](db::Params params) {
            if (columns == 0)
                outcome.changed = tx.run(query, params);
            else
                tx.each(query, params, [&](const db::Row& row) {
                    auto& cells = outcome.rows.emplace_back();
                    for (std::size_t i = 0; i < columns; ++i)
                        cells.push_back(cell(row, static_cast<int>(i)));
                });
        });
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
           std::regex_search(postgres, std::regex("null value in column \"(id|county_id)\""));
}

void TwinStores::pick_values(const db::Query& query, const std::vector<std::string>& types,
                             int round, std::mt19937& random, Values& values) {
    std::vector<std::string> pool{"a", "b", "中", "B", "a1", "b2"};
    for (const auto& [column, words] : words_of_column_)
        if (std::string_view(query.sql()).find(column) != std::string_view::npos)
            pool.insert(pool.end(), words.begin(), words.end());
    for (std::size_t i = 0; i < types.size(); ++i) {
        const bool null = round == 4 || (round > 5 && i > 0 && random() % 6 == 0);
        std::string literal;
        if (is_limit(query.sql(), i + 1)) {
            literal = "2";
        } else if (null) {
            literal = "NULL";
        } else if (types[i] == "text") {
            literal = "'" + picked_text(round, random, pool) + "'";
        } else {
            const auto value = picked_integer(round, i + 1, random);
            literal = std::to_string(types[i] == "smallint" ? value % 2 : value);
        }
        values.literals.push_back(literal);
    }
}

/// For INSERT INTO table (a, b) VALUES ($1, $2): values of a row that both could take.
void TwinStores::pick_fresh_row(const db::Query& query, int round, Values& values) {
    static const std::regex insert(R"(^\s*INSERT INTO (\w+)\s*\(([^)]*)\)\s*VALUES\s*\(([\s\S]*))");
    static const std::regex column(R"(\w+)");
    static const std::regex value(R"(\$(\d+)|[^,()\s]+|\([^()]*\))");
    std::cmatch parts;
    if (!std::regex_search(query.sql(), parts, insert)) return;
    const std::string columns = parts[2], given = parts[3];
    const auto row = fresh_row(parts[1], round);
    std::sregex_iterator name(columns.begin(), columns.end(), column), end;
    std::sregex_iterator place(given.begin(), given.end(), value);
    for (; name != end && place != end; ++name, ++place) {
        if (!(*place)[1].matched) continue;
        const auto index = static_cast<std::size_t>(std::stoi((*place)[1])) - 1;
        for (const auto& [known, literal] : row)
            if (known == name->str() && index < values.literals.size())
                values.literals[index] = literal;
    }
}

/// What is wrong with the answers of the two, in words; empty when they agree.
template <class Outcome>
static std::string disagreement(std::string_view sql, Outcome one, Outcome other) {
    if (one.error.empty() != other.error.empty())
        return by_key_of_county(one.error, other.error)
                   ? ""
                   : "only one of the two runs it: " + one.error + other.error;
    if (one.changed != other.changed)
        return "changes " + std::to_string(one.changed) + " and " + std::to_string(other.changed) +
               " rows";
    if (one.rows == other.rows) return "";
    const auto as_run = shown(one.rows) + " and " + shown(other.rows);
    std::sort(one.rows.begin(), one.rows.end());
    std::sort(other.rows.begin(), other.rows.end());
    if (one.rows != other.rows) return "gives other rows: " + as_run;
    if (is_ordered(sql)) return "orders ties differently, end ORDER BY with the id: " + as_run;
    return "";
}

void TwinStores::compare_runs(const db::Query& query, const std::vector<std::string>& types,
                              std::size_t columns, std::vector<std::string>& found) {
    std::mt19937 random(static_cast<unsigned>(std::string_view(query.name()).size()));
    bool ran = false;
    for (int round = 0; round < (types.empty() ? 1 : rounds) && found.empty(); ++round) {
        Values values;
        pick_values(query, types, round, random, values);
        if (round >= rounds - 4) pick_fresh_row(query, round - (rounds - 4), values);
        const auto one = run(sqlite_, query, values, columns);
        const auto other = run(postgres_, query, values, columns);
        ran = ran || (one.error.empty() && other.error.empty());
        const auto words = disagreement(query.sql(), one, other);
        if (!words.empty()) found.push_back("with (" + values.words() + ") it " + words);
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

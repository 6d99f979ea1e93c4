// The small data both twins hold: a few rows in every table, made from what the schema says.
#include "platform/db/dialect.h"
#include "tests/support/portability.h"

#include <regex>

namespace weicheng::testing {

static constexpr int rows_per_table = 6;
static constexpr const char* some_words[] = {"a", "b", "中", "B", "", "a b"};

static std::string literal_of(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("''") : std::string(1, c);
    return result + "'";
}

/// Adds 'x' of `column = 'x'` and `column IN ('x', 'y')`.
static void learn_words(const std::string& sql,
                        std::map<std::string, std::vector<std::string>>& words) {
    static const std::regex equals(R"((\w+)\s*(?:=|<>)\s*'([^']*)')");
    static const std::regex in_list(R"((\w+)\s+(?:NOT\s+)?IN\s*\(([^()]*)\))", std::regex::icase);
    static const std::regex literal(R"('([^']*)'|\b(\d+)\b)");
    const std::sregex_iterator end;
    for (std::sregex_iterator match(sql.begin(), sql.end(), equals); match != end; ++match)
        words[(*match)[1]].push_back((*match)[2]);
    for (std::sregex_iterator match(sql.begin(), sql.end(), in_list); match != end; ++match) {
        const std::string list = (*match)[2];
        for (std::sregex_iterator each(list.begin(), list.end(), literal); each != end; ++each)
            words[(*match)[1]].push_back((*each)[1].matched ? (*each)[1] : (*each)[2]);
    }
}

TwinStores::TwinStores(const std::vector<db::Migration>& migrations,
                       const std::vector<const db::Query*>& queries)
    : sqlite_(db::Dialect::sqlite, migrations), postgres_(db::Dialect::postgres, migrations) {
    for (const auto* query : queries)
        learn_words(query->sql(), words_of_column_);
    const auto made = sqlite_->read([](db::Tx& tx) {
        return run_script(tx, "SELECT sql, type, name FROM sqlite_master WHERE sql IS NOT NULL "
                              "AND name NOT LIKE 'sqlite%' ORDER BY rowid");
    });
    for (const auto& row : made)
        learn_words(*row[0], words_of_column_);
    for (const auto& row : made)
        if (row[1] == "table" && row[2] != "migrations" && row[2] != "id_marks") fill(*row[2]);
}

void TwinStores::fill(const std::string& table) {
    int kept = 0;
    for (int number = 1; number <= rows_per_table; ++number)
        kept += put_row(table, number) ? 1 : 0;
    const auto rows =
        sqlite_->read([&](db::Tx& tx) { return run_script(tx, "SELECT COUNT(*) FROM " + table); });
    if (kept == 0 && rows[0][0] == "0") empty_tables_.insert(table);
}

static std::string insert_of(const std::string& table,
                             const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string columns, values;
    for (const auto& [column, value] : fields) {
        columns += (columns.empty() ? "" : ", ") + column;
        values += (values.empty() ? "" : ", ") + value;
    }
    return fields.empty() ? ""
                          : "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")";
}

/// Tries a few shapes of the row; what SQLite takes, PostgreSQL must take too.
bool TwinStores::put_row(const std::string& table, int number) {
    for (int variant = 0; variant < 3; ++variant) {
        std::string insert;
        try {
            sqlite_->write([&](db::Tx& tx) {
                insert = insert_of(table, make_row(tx, table, number, variant));
                if (!insert.empty()) run_script(tx, insert);
            });
        } catch (const db::Fault&) {
            continue; // a CHECK or a UNIQUE is against it
        }
        if (insert.empty()) continue;
        postgres_->write([&](db::Tx& tx) { run_script(tx, insert); });
        return true;
    }
    return false;
}

namespace {
struct Reference {
    std::string table, column;
};
} // namespace

static std::map<std::string, Reference> references_of(db::Tx& tx, const std::string& table) {
    std::map<std::string, Reference> found;
    for (const auto& row : run_script(tx, "SELECT \"from\", \"table\", coalesce(\"to\", 'id') FROM "
                                          "pragma_foreign_key_list('" +
                                              table + "')"))
        if (row[0] != "county_id") found[*row[0]] = {*row[1], *row[2]};
    return found;
}

/// A key of a row that the column may point at; empty when there is none.
static std::string pointed_at(db::Tx& tx, const Reference& to, int county, int number) {
    const auto keys =
        run_script(tx, "SELECT " + to.column + " FROM " + to.table +
                           " WHERE county_id = " + std::to_string(county) + " ORDER BY 1");
    if (keys.empty()) return {};
    return *keys[static_cast<std::size_t>(number) % keys.size()][0];
}

/// A literal that the program uses with this column; empty when none is known.
std::string TwinStores::word_for(const std::string& column, bool text, int number) const {
    const auto words = words_of_column_.find(column);
    if (words == words_of_column_.end()) return {};
    const auto& word = words->second[static_cast<std::size_t>(number) % words->second.size()];
    if (text) return literal_of(word);
    return word.find_first_not_of("0123456789") == std::string::npos ? word : std::string();
}

std::vector<TwinStores::Field> TwinStores::make_row(db::Tx& tx, const std::string& table,
                                                    int number, int variant) const {
    const int county = variant == 2 ? number : number == rows_per_table ? 2 : 1;
    const bool nulls = (number % 3 == 0) != (variant == 1);
    const auto references = references_of(tx, table);
    std::vector<Field> fields;
    for (const auto& row : run_script(tx, "SELECT name, type, \"notnull\", pk, cid FROM "
                                          "pragma_table_info('" +
                                              table + "')")) {
        const auto& name = *row[0];
        const bool text = row[1] == "TEXT";
        const bool required = row[2] == "1" || row[3] != "0";
        std::string value = std::to_string(number + std::stoi(*row[4])); // no two columns alike
        if (name == "county_id") {
            value = std::to_string(county);
        } else if (name == "id" && row[3] == "1") {
            value = std::to_string(number);
        } else if (nulls && !required) {
            value = "NULL";
        } else if (const auto to = references.find(name); to != references.end()) {
            value = pointed_at(tx, to->second, county, number);
            if (value.empty() && to->second.table == table) value = std::to_string(number);
            if (value.empty() && required) return {};
            if (value.empty()) value = "NULL";
        } else if (const auto word = word_for(name, text, number); !word.empty()) {
            value = word;
        } else if (text) {
            // Words of other lengths for the first rows; later ones differ from all before.
            value = literal_of(some_words[number % 6] + (row[3] != "0" || number > rows_per_table
                                                             ? std::to_string(number)
                                                             : std::string()));
        }
        fields.emplace_back(name, value);
    }
    return fields;
}

std::vector<TwinStores::Field> TwinStores::fresh_row(const std::string& table, int variant) {
    return sqlite_->read(
        [&](db::Tx& tx) { return make_row(tx, table, rows_per_table + 1 + variant, variant % 2); });
}

} // namespace weicheng::testing

// Holds queries to the promise that one text means the same on both databases, and that a module's
// SQL keeps to its own tables and others' views. For tests only.
#pragma once

#include "tests/support/database.h"

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace weicheng::testing {

/// The same schema with the same few rows in every table, on both databases. Needs PostgreSQL.
class TwinStores {
  public:
    /// `queries` tell which words stand in which columns, so that the rows have them.
    TwinStores(const std::vector<db::Migration>& migrations,
               const std::vector<const db::Query*>& queries);

    /// What makes the query mean different things on the two databases, in words; empty when it is
    /// portable. Runs it with many values, each time undone.
    std::vector<std::string> differences(const db::Query& query);

    /// Tables in which no row could be put, and queries that met an error with all values.
    const std::set<std::string>& empty_tables() const { return empty_tables_; }
    const std::set<std::string>& never_ran() const { return never_ran_; }
    /// What the two schemas do not have in common.
    std::vector<std::string> schema_differences();

  private:
    struct Values;
    struct Outcome;

    void fill(const std::string& table);
    bool put_row(const std::string& table, int number);
    std::string word_for(const std::string& column, bool text, int number) const;
    using Field = std::pair<std::string, std::string>; // column and SQL literal
    /// Empty when the row would have to point at something that does not exist.
    std::vector<Field> make_row(db::Tx& tx, const std::string& table, int number,
                                int variant) const;
    /// A row that is not there yet.
    std::vector<Field> fresh_row(const std::string& table, int variant);
    void pick_values(const db::Query& query, const std::vector<std::string>& types, int round,
                     std::mt19937& random, Values& values);
    void pick_fresh_row(const db::Query& query, int round, Values& values);
    Outcome run(TestDatabase& database, const db::Query& query, const Values& values,
                std::size_t columns);
    void compare_runs(const db::Query& query, const std::vector<std::string>& types,
                      std::size_t columns, std::vector<std::string>& found);

    TestDatabase sqlite_;
    TestDatabase postgres_;
    std::map<std::string, std::vector<std::string>> words_of_column_;
    std::set<std::string> empty_tables_;
    std::set<std::string> never_ran_;
};

/// Which module's migrations made which table or view.
using Owners = std::map<std::string, std::string>;

/// Tables that a query names although they belong to another module and are no `…_v` view.
std::vector<std::string> trespasses(db::Database& sqlite, const Owners& owners,
                                    const db::Query& query);

/// Tables whose first column is not `county_id BIGINT NOT NULL`.
std::vector<std::string> tables_without_county(db::Database& sqlite);

/// The queries of the program, without those of tests.
std::vector<const db::Query*> queries_of_the_program();

} // namespace weicheng::testing

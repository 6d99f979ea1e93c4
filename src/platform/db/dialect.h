// What truly differs between the two databases. Used inside platform and by tests; modules see
// db.h.
#pragma once

#include "platform/db/db.h"

namespace weicheng::db {

/// Where the string, quoted name or comment that begins at `at` ends; `at` when none begins there.
std::size_t end_of_quoted(std::string_view sql, std::size_t at);
std::size_t end_of_word(std::string_view sql, std::size_t at);
/// A query's text as the database wants it: `$n` becomes `?n` on SQLite (which would number `$n` by
/// first appearance), `@skip_locked` becomes the claim clause.
std::string query_text(Dialect dialect, std::string_view sql);
/// A migration's text as the database wants it. Throws Bug naming a token that cannot be read.
std::string migration_text(Dialect dialect, std::string_view sql);

/// Runs unregistered statements and gives the rows of the last one. Migrations and tests only.
RawRows run_script(Tx& tx, std::string_view sql);
/// Takes a lock until the end of the transaction; false when another transaction holds it.
/// SQLite's only writer always has it.
bool try_lock(Tx& tx, std::int64_t key);

/// What a database says about a query it has prepared but not run. For the tests that hold every
/// query to the rules.
struct QueryShape {
    bool changes = false;                  // SQLite: not read-only
    std::vector<std::string> tables;       // SQLite: tables and views the text itself names
    std::vector<std::string> param_types;  // PostgreSQL: "bigint", "text" …
    std::vector<std::string> column_types; // PostgreSQL
};
/// Throws Fault when the database cannot prepare the query.
QueryShape inspect(Tx& tx, const Query& query);

} // namespace weicheng::db

#include "platform/db/db.h"
#include "platform/db/dialect.h"

#include <algorithm>
#include <set>

namespace weicheng::db {

static const Query select_applied{"migrations.select_applied",
                                  "SELECT name FROM migrations ORDER BY name"};
static const Query insert_applied{"migrations.insert_applied",
                                  "INSERT INTO migrations (name, applied_at) VALUES ($1, $2)"};

static constexpr const char* make_migrations_table =
    "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL);";

/// How far the identifiers of each node went, see Database::resume_ids().
static constexpr const char* make_id_marks_table =
    "CREATE TABLE IF NOT EXISTS id_marks (node BIGINT PRIMARY KEY, millis BIGINT NOT NULL);";

static bool is_there(Tx& tx, const std::string& table) {
    const auto quoted = "'" + table + "'";
    return !run_script(tx, tx.dialect() == Dialect::sqlite
                               ? "SELECT name FROM sqlite_master WHERE name = " + quoted
                               : "SELECT to_regclass(" + quoted + ") WHERE to_regclass(" + quoted +
                                     ") IS NOT NULL")
                .empty();
}

static void make_sure_of_tables(Database& database) {
    database.write([](Tx& tx) {
        // IF NOT EXISTS does not hold two nodes apart that start at the same moment.
        if (tx.dialect() == Dialect::postgres)
            run_script(tx, "SELECT pg_advisory_xact_lock(20261122)");
        if (!is_there(tx, "migrations"))
            run_script(tx, migration_text(tx.dialect(), make_migrations_table));
        if (!is_there(tx, "id_marks"))
            run_script(tx, migration_text(tx.dialect(), make_id_marks_table));
    });
}

static std::set<std::string> applied_names(Tx& tx) {
    std::set<std::string> names;
    tx.each(select_applied, {}, [&](const Row& row) { names.insert(row.get<std::string>(0)); });
    return names;
}

static void refuse_newer(const std::set<std::string>& applied,
                         const std::vector<Migration>& known) {
    for (const auto& name : applied) {
        const bool ours = std::any_of(known.begin(), known.end(), [&](const Migration& migration) {
            return migration.name == name;
        });
        if (!ours)
            throw Fault("the database knows the migration " + name +
                        ", this program does not: it was used by a newer version of Weicheng. "
                        "Run that version, or restore a backup made before it");
    }
}

/// False when someone else applied it meanwhile.
static bool apply(Database& database, const Migration& migration) {
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    try {
        return database.write([&](Tx& tx) {
            // First of all, so that the snapshot is taken after the lock.
            if (tx.dialect() == Dialect::postgres)
                run_script(tx, "LOCK TABLE migrations IN EXCLUSIVE MODE");
            if (applied_names(tx).contains(migration.name)) return false;
            run_script(tx, migration_text(tx.dialect(), migration.sql));
            tx.run(insert_applied, {migration.name, now});
            return true;
        });
    } catch (const std::exception& trouble) {
        throw Fault("the migration " + migration.name + " failed: " + trouble.what());
    }
}

std::vector<std::string> migrate(Database& database, std::vector<Migration> migrations) {
    std::sort(migrations.begin(), migrations.end(),
              [](const Migration& a, const Migration& b) { return a.name < b.name; });
    const auto twice =
        std::adjacent_find(migrations.begin(), migrations.end(),
                           [](const Migration& a, const Migration& b) { return a.name == b.name; });
    if (twice != migrations.end()) throw Bug("two migrations are named " + twice->name);

    make_sure_of_tables(database);
    const auto applied = database.read(applied_names);
    refuse_newer(applied, migrations);
    std::vector<std::string> done;
    for (const auto& migration : migrations)
        if (!applied.contains(migration.name) && apply(database, migration))
            done.push_back(migration.name);
    database.resume_ids();
    return done;
}

} // namespace weicheng::db

// Migrations: once each, in order, all or nothing; fresh equals upgraded. On both databases.
#include "platform/db/db.h"
#include "platform/db/dialect.h"
#include "tests/support/database.h"

#include <thread>

namespace weicheng::db {

using testing::OnBothStores;
using testing::TestDatabase;

static const Query insert_child{"test.insert_child",
                                "INSERT INTO children (county_id, id, mother_id, father_id) "
                                "VALUES ($1, $2, $3, $4)"};
static const Query insert_parent{"test.insert_parent",
                                 "INSERT INTO parents (county_id, id, name) VALUES ($1, $2, $3)"};

static std::vector<Migration> family() {
    return {{"20261122-0002-children", R"(
                -- A comment; it may hold anything's text, even @key;
                CREATE TABLE children (
                    county_id BIGINT NOT NULL,
                    @key,
                    @reference_required(mother_id, parents),
                    @reference(father_id, parents)
                );
                CREATE INDEX children_by_mother ON children (county_id, mother_id);
            )"},
            {"20261122-0001-parents", R"(
                CREATE TABLE parents (
                    county_id BIGINT NOT NULL,
                    @key,
                    name TEXT NOT NULL DEFAULT 'BIGINT; @key'
                );
            )"},
            {"20261123-0001-parents", R"(
                ALTER TABLE parents ADD COLUMN @reference(partner_id, parents);
                ALTER TABLE parents ADD COLUMN born_at BIGINT;
                CREATE VIEW parents_v AS SELECT county_id, id, name FROM parents;
            )"}};
}

/// Everything the schema says about tables, columns and indexes, as text.
static RawRows schema(Database& database) {
    return database.read([&](Tx& tx) {
        return run_script(tx, tx.dialect() == Dialect::sqlite
                                  ? "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
                                  : R"(
            SELECT 'column', table_name || '.' || ordinal_position, column_name || ' ' || data_type
                || ' ' || is_nullable || ' ' || coalesce(column_default, '')
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes
            WHERE schemaname = 'public'
            UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2)");
    });
}

class Migrations : public OnBothStores {};
RUN_ON_BOTH_STORES(Migrations);

TEST_P(Migrations, RunOnceEachInTheOrderOfTheirNames) {
    TestDatabase database(dialect());
    EXPECT_EQ(migrate(*database, family()),
              (std::vector<std::string>{"20261122-0001-parents", "20261122-0002-children",
                                        "20261123-0001-parents"}));
    EXPECT_TRUE(migrate(*database, family()).empty());
    database.reopen();
    EXPECT_TRUE(migrate(*database, family()).empty());
}

TEST_P(Migrations, LeaveTheSameSchemaFreshOrUpgraded) {
    TestDatabase fresh(dialect(), family());
    TestDatabase upgraded(dialect());
    auto known = family();
    std::sort(known.begin(), known.end(), [](auto& a, auto& b) { return a.name < b.name; });
    for (std::size_t age = 1; age <= known.size(); ++age) {
        migrate(*upgraded, {known.begin(), known.begin() + static_cast<std::ptrdiff_t>(age)});
        upgraded.reopen();
    }
    EXPECT_EQ(schema(*fresh), schema(*upgraded));
    EXPECT_GT(schema(*fresh).size(), 4u);
}

TEST_P(Migrations, KeepNothingOfOneThatFails) {
    TestDatabase database(dialect(), family());
    const auto before = schema(*database);
    auto known = family();
    known.push_back({"20261124-0001-broken", R"(
        CREATE TABLE half (county_id BIGINT NOT NULL, @key);
        CREATE TABLE half (county_id BIGINT NOT NULL, @key);
    )"});
    EXPECT_THROW(migrate(*database, known), Fault);
    EXPECT_EQ(schema(*database), before);
    EXPECT_TRUE(migrate(*database, family()).empty());
}

TEST_P(Migrations, RefuseADatabaseOfANewerProgram) {
    TestDatabase database(dialect(), family());
    auto older = family();
    older.pop_back();
    try {
        migrate(*database, older);
        FAIL() << "a newer database was taken";
    } catch (const Fault& fault) {
        EXPECT_NE(std::string(fault.what()).find("20261123-0001-parents"), std::string::npos);
        EXPECT_NE(std::string(fault.what()).find("newer version"), std::string::npos);
    }
}

TEST_P(Migrations, HoldReferences) {
    TestDatabase database(dialect(), family());
    const auto add_child = [&](std::int64_t id, Param mother, Param father) {
        database->write([&](Tx& tx) { tx.run(insert_child, {1, id, mother, father}); });
    };
    database->write([](Tx& tx) { tx.run(insert_parent, {1, 7, "x"}); });
    add_child(1, 7, nullptr);
    add_child(2, 7, 7);
    EXPECT_THROW(add_child(3, 8, nullptr), Fault);
    EXPECT_THROW(add_child(4, 7, 8), Fault);
    EXPECT_THROW(add_child(5, nullptr, 7), Fault);
    EXPECT_THROW(add_child(2, 7, nullptr), Fault);
}

TEST(MigrationsOnPostgreSQL, MayBeStartedByTwoServersAtOnce) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    TestDatabase database(Dialect::postgres);
    const auto other = Database::open(database.options());
    std::size_t by_other = 0;
    std::thread thread([&] { by_other = migrate(*other, family()).size(); });
    const auto by_us = migrate(*database, family()).size();
    thread.join();
    EXPECT_EQ(by_us + by_other, 3u);
}

TEST(MigrationText, ReadsTokensOutsideStringsAndCommentsOnly) {
    const char* sql =
        "-- @key BIGINT\nCREATE TABLE a (county_id BIGINT, @key, t TEXT DEFAULT '@key');\n"
        "@sqlite\nCREATE x BEGIN y; END;\n@end\n@postgres\nz;\n@end\n";
    EXPECT_EQ(migration_text(Dialect::sqlite, sql),
              "-- @key BIGINT\nCREATE TABLE a (county_id INTEGER, id INTEGER PRIMARY KEY, "
              "t TEXT DEFAULT '@key') STRICT;\n\nCREATE x BEGIN y; END;\n\n\n");
    EXPECT_EQ(migration_text(Dialect::postgres, sql),
              "-- @key BIGINT\nCREATE TABLE a (county_id BIGINT, id BIGINT NOT NULL, "
              "PRIMARY KEY (county_id, id), t TEXT DEFAULT '@key');\n\n\nz;\n\n");
}

TEST(MigrationText, NamesWhatItCannotRead) {
    for (const char* sql :
         {"@nothing", "@reference(a)", "@reference a, b", "@reference(a, b c)", "@sqlite\nx;\n"})
        EXPECT_THROW(migration_text(Dialect::sqlite, sql), Bug) << sql;
    EXPECT_THROW(([] {
                     TestDatabase database(Dialect::sqlite);
                     migrate(*database, {{"a", ""}, {"a", ""}});
                 })(),
                 Bug);
}

TEST(QueryText, TranslatesParametersAndClaims) {
    const char* sql = "SELECT '$1', x FROM t WHERE a = $1 AND b = $2 @skip_locked";
    EXPECT_EQ(query_text(Dialect::sqlite, sql), "SELECT '$1', x FROM t WHERE a = ?1 AND b = ?2 ");
    EXPECT_EQ(query_text(Dialect::postgres, sql),
              "SELECT '$1', x FROM t WHERE a = $1 AND b = $2 FOR UPDATE SKIP LOCKED");
}

} // namespace weicheng::db

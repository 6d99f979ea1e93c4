// One SQL text, two databases: every query of the program is prepared and run on both with the same
// rows and values. Planted faults prove that each rule bites.
#include "app/modules.h"
#include "platform/db/dialect.h"
#include "tests/support/portability.h"

#include <regex>

namespace weicheng::testing {

using db::Migration;
using db::Query;

static std::string lines(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& each : words)
        text += "\n  " + each;
    return text;
}

TEST(Portability, EveryQueryMeansTheSameOnBothDatabases) {
    if (!have_postgres()) GTEST_SKIP() << no_postgres;
    const auto queries = queries_of_the_program();
    ASSERT_GT(queries.size(), 100u);
    TwinStores twins(app::all_migrations(app::all_modules(Services{})), queries);
    EXPECT_EQ(lines(twins.schema_differences()), "");
    for (const auto* query : queries)
        EXPECT_EQ(lines(twins.differences(*query)), "") << query->name() << ":\n" << query->sql();
    EXPECT_TRUE(twins.empty_tables().empty())
        << "no row could be put in"
        << lines({twins.empty_tables().begin(), twins.empty_tables().end()});
    for (const auto& name : twins.never_ran())
        std::printf("not compared, every value was refused by both: %s\n", name.c_str());
}

TEST(Portability, QueriesHaveNamesOfTheirOwnAndParametersInOrder) {
    std::set<std::string> names;
    for (const auto* query : queries_of_the_program()) {
        EXPECT_TRUE(names.insert(query->name()).second) << query->name() << " is there twice";
        EXPECT_TRUE(std::regex_match(query->name(), std::regex("[a-z]+\\.[a-z0-9_]+")))
            << query->name();
        const std::string sql = query->sql();
        int highest = 0;
        static const std::regex param(R"(\$(\d+))");
        for (std::sregex_iterator at(sql.begin(), sql.end(), param), end; at != end; ++at) {
            const int number = std::stoi((*at)[1]);
            EXPECT_LE(number, highest + 1) << query->name() << ": $" << number << " comes too soon";
            highest = std::max(highest, number);
        }
    }
}

static Owners owners_of(const std::vector<Module>& modules) {
    TestDatabase database(db::Dialect::sqlite);
    std::vector<std::pair<Migration, std::string>> all;
    for (const auto& module : modules)
        for (const auto& migration : module.migrations)
            all.emplace_back(migration, module.name);
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.first.name < b.first.name; });
    Owners owners{{"migrations", "migrations"}, {"id_marks", "migrations"}};
    std::vector<Migration> known;
    for (const auto& [migration, module] : all) {
        known.push_back(migration);
        db::migrate(*database, known);
        database->read([&, name = module](db::Tx& tx) {
            for (const auto& row :
                 run_script(tx, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"))
                owners.emplace(*row[0], name);
        });
    }
    return owners;
}

TEST(Portability, AModulesSqlNamesItsOwnTablesAndOthersViewsOnly) {
    const auto modules = app::all_modules(Services{});
    const auto owners = owners_of(modules);
    TestDatabase database(db::Dialect::sqlite, app::all_migrations(modules));
    for (const auto* query : queries_of_the_program())
        EXPECT_EQ(lines(trespasses(*database, owners, *query)), "")
            << query->name() << " names tables of another module; read its view or use its door";
}

TEST(Portability, EveryTableBeginsWithTheCounty) {
    TestDatabase database(db::Dialect::sqlite, app::all_migrations(app::all_modules(Services{})));
    static const std::set<std::string> of_the_server{"migrations", "id_marks"};
    for (const auto& table : tables_without_county(*database))
        EXPECT_TRUE(of_the_server.contains(table)) << table;
}

// ---- the rules bite ----

static std::vector<Migration> pets() {
    return {{"20261122-0001-pets", R"(
        CREATE TABLE pets (
            county_id BIGINT NOT NULL,
            @key,
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('cat', 'dog')),
            weight BIGINT,
            tame SMALLINT NOT NULL CHECK (tame IN (0, 1))
        );
        CREATE VIEW pets_v AS SELECT county_id, id, name FROM pets;
    )"}};
}

static const Query good{"test.good", R"(
    SELECT kind, COUNT(*), CAST(SUM(weight) AS BIGINT), MIN(name) FROM pets
    WHERE county_id = $1 AND (name = $2 OR tame = $3) GROUP BY kind ORDER BY kind)"};
static const Query good_change{"test.good_change",
                               "UPDATE pets SET weight = weight + $1 WHERE county_id = $2"};

struct Planted {
    Query query;
    const char* caught_by;
};
static const Planted planted[] = {
    {{"test.other_syntax", "SELECT name FROM pets WHERE name ILIKE $1"}, "cannot be prepared"},
    {{"test.case", "SELECT name FROM pets WHERE name LIKE 'A%' ORDER BY id"}, "other rows"},
    {{"test.nulls", "SELECT id, weight FROM pets ORDER BY weight, id"}, "orders ties"},
    {{"test.numeric", "SELECT SUM(weight) FROM pets"}, "CAST it"},
    {{"test.flag", "SELECT name = 'a' FROM pets"}, "CAST it"},
    {{"test.untyped", "SELECT id FROM pets WHERE 0 = $1"}, "PostgreSQL takes $1 for integer"},
    {{"test.lower", "SELECT LOWER('Ä') FROM pets"}, "other rows"},
    {{"test.division", "SELECT id FROM pets WHERE county_id = $1 AND weight / $2 > 0"},
     "only one of the two"},
    {{"test.rowid", "SELECT CAST(rowid AS BIGINT) FROM pets"}, "cannot be prepared"},
};

TEST(Portability, CatchesPlantedFaults) {
    if (!have_postgres()) GTEST_SKIP() << no_postgres;
    TwinStores twins(pets(), {});
    EXPECT_TRUE(twins.empty_tables().empty());
    EXPECT_EQ(lines(twins.differences(good)), "");
    EXPECT_EQ(lines(twins.differences(good_change)), "");
    for (const auto& [query, caught_by] : planted) {
        const auto found = lines(twins.differences(query));
        EXPECT_NE(found.find(caught_by), std::string::npos) << query.name() << found;
    }
    EXPECT_TRUE(twins.never_ran().empty());
}

static const Query through_view{"plants_test.through_view",
                                "WITH named AS (SELECT name FROM pets_v) SELECT name FROM named"};
static const Query past_view{"plants_test.past_view",
                             "SELECT (SELECT MAX(weight) FROM pets p) FROM pets_v"};
static const Query foreign_change{"plants_test.foreign_change", "DELETE FROM pets"};

TEST(Portability, CatchesSqlThatNamesAnothersTables) {
    TestDatabase database(db::Dialect::sqlite, pets());
    const Owners owners{{"pets", "pets"}, {"pets_v", "pets"}};
    EXPECT_EQ(lines(trespasses(*database, owners, through_view)), "");
    EXPECT_EQ(lines(trespasses(*database, owners, past_view)), "\n  pets of pets");
    EXPECT_EQ(lines(trespasses(*database, owners, foreign_change)), "\n  pets of pets");
}

TEST(Portability, CatchesATableWithoutCounty) {
    TestDatabase database(db::Dialect::sqlite,
                          {{"20261122-0001-test", "CREATE TABLE stray (name TEXT NOT NULL);"}});
    EXPECT_EQ(tables_without_county(*database),
              (std::vector<std::string>{"migrations", "id_marks", "stray"}));
}

} // namespace weicheng::testing

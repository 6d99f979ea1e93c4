// Reading: one moment, typed columns, no changes. On both databases.
#include "platform/db/db.h"
#include "tests/support/database.h"

#include <thread>

namespace weicheng::db {

using testing::OnBothStores;
using testing::TestDatabase;

static const Query insert_thing{"test.insert_thing", R"(
    INSERT INTO things (county_id, id, name, at, parent_id, flag) VALUES ($1, $2, $3, $4, $5, $6))"};
static const Query select_thing{"test.select_thing", R"(
    SELECT id, name, at, parent_id, flag FROM things WHERE county_id = $1 AND id = $2)"};
static const Query count_things{"test.count_things", "SELECT COUNT(*) FROM things"};
static const Query select_things{"test.select_things", "SELECT id FROM things ORDER BY id"};
static const Query select_names{"test.select_names", "SELECT name FROM things ORDER BY name"};
// Used out of order on purpose: $2 comes first in the text.
static const Query select_swapped{
    "test.select_swapped", "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT) WHERE 'it''s $1' <> $2"};

static std::vector<Migration> things() {
    return {{"20261122-0001-test", R"(
        CREATE TABLE things (
            county_id BIGINT NOT NULL,
            @key,
            name TEXT,
            at BIGINT,
            @reference(parent_id, things),
            flag SMALLINT NOT NULL CHECK (flag IN (0, 1))
        );
    )"}};
}

static std::int64_t add(Database& database, std::string_view name) {
    return database.write([&](Tx& tx) {
        const auto id = tx.new_id();
        tx.run(insert_thing, {1, id, name, nullptr, nullptr, false});
        return id;
    });
}

class Reads : public OnBothStores {};
RUN_ON_BOTH_STORES(Reads);

TEST_P(Reads, GiveBackEveryKindOfValue) {
    TestDatabase database(dialect(), things());
    const auto parent = Id<struct Thing>{add(*database, "parent")};
    const auto at = from_millis(1'763'775'060'123);
    const auto id = database->write([&](Tx& tx) {
        const auto fresh = tx.new_id();
        tx.run(insert_thing,
               {CountyId{1}, fresh, std::string("名"), std::optional{at}, parent, true});
        return fresh;
    });
    database->read([&](Tx& tx) {
        int rows = 0;
        tx.each(select_thing, {1, id}, [&](const Row& row) {
            ++rows;
            EXPECT_EQ(row.get<std::int64_t>(0), id);
            EXPECT_EQ(row.get<std::string>(1), "名");
            EXPECT_EQ(row.get<Instant>(2), at);
            EXPECT_EQ(row.get<Id<struct Thing>>(3), parent);
            EXPECT_TRUE(row.get<bool>(4));
        });
        EXPECT_EQ(rows, 1);
        tx.each(select_thing, {1, parent}, [&](const Row& row) {
            EXPECT_EQ(row.get<std::optional<Instant>>(2), std::nullopt);
            EXPECT_FALSE(row.get<Id<struct Thing>>(3));
            EXPECT_THROW(row.get<Instant>(2), Bug);
            EXPECT_THROW(row.get<std::int64_t>(1), Bug);
            EXPECT_THROW(row.get<std::string>(0), Bug);
            EXPECT_THROW(row.is_null(5), Bug);
        });
    });
}

TEST_P(Reads, SeeOneMoment) {
    TestDatabase database(dialect(), things());
    add(*database, "before");
    database->read([&](Tx& tx) {
        EXPECT_EQ(tx.number(count_things, {}), 1);
        std::thread([&] { add(*database, "meanwhile"); }).join();
        EXPECT_EQ(tx.number(count_things, {}), 1);
    });
    EXPECT_EQ(database->read([](Tx& tx) { return tx.number(count_things, {}); }), 2);
}

TEST_P(Reads, ChangeNothing) {
    TestDatabase database(dialect(), things());
    EXPECT_THROW(database->read([](Tx& tx) {
        tx.run(insert_thing, {1, 1, "x", nullptr, nullptr, false});
    }),
                 Fault);
    EXPECT_THROW(database->read([](Tx& tx) { return tx.new_id(); }), Bug);
    EXPECT_THROW(database->read([](Tx& tx) { tx.after_commit([] {}); }), Bug);
    EXPECT_EQ(database->read([](Tx& tx) { return tx.number(count_things, {}); }), 0);
}

TEST_P(Reads, GoOnAfterOneThrew) {
    TestDatabase database(dialect(), things());
    add(*database, "one");
    for (int i = 0; i < 10; ++i)
        EXPECT_THROW(database->read([](Tx& tx) {
            tx.each(select_things, {}, [](const Row&) { throw std::runtime_error("enough"); });
        }),
                     std::runtime_error);
    EXPECT_EQ(database->read([](Tx& tx) { return tx.number(count_things, {}); }), 1);
}

TEST_P(Reads, MayRunAQueryInsideItsOwnRows) {
    TestDatabase database(dialect(), things());
    add(*database, "one");
    add(*database, "two");
    int pairs = 0;
    database->read([&](Tx& tx) {
        tx.each(select_things, {},
                [&](const Row&) { tx.each(select_things, {}, [&](const Row&) { ++pairs; }); });
    });
    EXPECT_EQ(pairs, 4);
}

TEST_P(Reads, BindByNumberNotByAppearance) {
    TestDatabase database(dialect(), things());
    const auto pair = database->read([](Tx& tx) {
        return tx.first(select_swapped, {"first", "second"}, [](const Row& row) {
            return row.get<std::string>(0) + " " + row.get<std::string>(1);
        });
    });
    EXPECT_EQ(pair, "second first");
}

TEST_P(Reads, OrderTextByCodePoint) {
    TestDatabase database(dialect(), things());
    for (const char* name : {"b", "中", "B", "á", "a", "一"})
        add(*database, name);
    const auto names = database->read([](Tx& tx) {
        return tx.rows(select_names, {}, [](const Row& row) { return row.get<std::string>(0); });
    });
    EXPECT_EQ(names, (std::vector<std::string>{"B", "a", "b", "á", "一", "中"}));
}

TEST(ReadsOnSQLite, RefuseAChangeInsideTheRowsOfAQuery) {
    TestDatabase database(Dialect::sqlite, things());
    add(*database, "one");
    EXPECT_THROW(database->write([](Tx& tx) {
        tx.each(select_things, {}, [&](const Row&) {
            tx.run(insert_thing, {1, tx.new_id(), "x", nullptr, nullptr, false});
        });
    }),
                 Bug);
}

TEST_P(Reads, RunAtTheSameTimeOnManyThreads) {
    Options options;
    options.slow_readers = 2;
    TestDatabase database(dialect(), things(), options);
    add(*database, "one");
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i)
                EXPECT_EQ(database->read([](Tx& tx) { return tx.number(count_things, {}); }), 1);
        });
    for (auto& thread : threads)
        thread.join();
}

} // namespace weicheng::db

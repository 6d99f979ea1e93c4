// When the world fails: full disks, failed commits, lost connections. Whatever was answered is
// true.
#include "platform/db/db.h"
#include "platform/db/dialect.h"
#include "tests/support/database.h"

#include <atomic>
#include <future>

namespace weicheng::db {

using testing::OnBothStores;
using testing::TestDatabase;

static const Query insert_page{"test.insert_page",
                               "INSERT INTO pages (county_id, id, words) VALUES ($1, $2, $3)"};
static const Query insert_line{"test.insert_line",
                               "INSERT INTO lines (county_id, id, page_id) VALUES ($1, $2, $3)"};
static const Query select_pages{"test.select_pages", "SELECT id FROM pages ORDER BY id"};
static const Query count_pages{"test.count_pages", "SELECT COUNT(*) FROM pages"};

static std::vector<Migration> pages() {
    return {{"20261122-0001-test", R"(
        CREATE TABLE pages (county_id BIGINT NOT NULL, @key, words TEXT NOT NULL);
        CREATE TABLE lines (
            county_id BIGINT NOT NULL,
            @key,
            @reference_required(page_id, pages)
        );
    )"}};
}

/// Submits all works behind one that holds the writer, so that SQLite makes one batch of them.
/// Returns which were answered with success.
static std::vector<bool> in_one_batch(Database& database, std::vector<Database::Work> works) {
    std::promise<void> holding, open, all;
    const auto gate = open.get_future().share();
    std::atomic<std::size_t> answered{0};
    std::vector<std::atomic<bool>> kept(works.size());
    database.submit(
        [&holding, gate](Tx&) {
            holding.set_value();
            gate.wait();
            return Verdict::keep;
        },
        [](std::exception_ptr) {});
    holding.get_future().wait(); // what comes now cannot be of the gate's own batch
    for (std::size_t i = 0; i < works.size(); ++i)
        database.submit(std::move(works[i]), [&, i](std::exception_ptr trouble) {
            kept[i] = !trouble;
            if (++answered == kept.size()) all.set_value();
        });
    open.set_value();
    all.get_future().wait();
    return {kept.begin(), kept.end()};
}

static std::vector<std::int64_t> stored(Database& database) {
    return database.read([](Tx& tx) {
        return tx.rows(select_pages, {}, [](const Row& row) { return row.get<std::int64_t>(0); });
    });
}

static Database::Work add_page(std::int64_t id, std::size_t length = 5) {
    return [id, length](Tx& tx) {
        tx.run(insert_page, {1, id, std::string(length, 'x')});
        return Verdict::keep;
    };
}

TEST(TroubleOnSQLite, AFailedCommitFailsItsWholeBatchAndNothingElse) {
    TestDatabase database(Dialect::sqlite, pages());
    const auto orphan = [](Tx& tx) {
        run_script(tx, "PRAGMA defer_foreign_keys = ON"); // found out by COMMIT only
        tx.run(insert_line, {1, 1, 999});
        return Verdict::keep;
    };
    const auto kept = in_one_batch(*database, {add_page(1), orphan, add_page(2)});
    EXPECT_EQ(kept, (std::vector<bool>{false, false, false}));
    EXPECT_TRUE(stored(*database).empty());
    database->write(add_page(3));
    EXPECT_EQ(stored(*database), std::vector<std::int64_t>{3});
}

TEST(TroubleOnSQLite, AWorkThatEndsTheTransactionTakesBackItsNeighboursHonestly) {
    TestDatabase database(Dialect::sqlite, pages());
    const auto ends_it = [](Tx& tx) {
        run_script(tx, "ROLLBACK"); // as SQLite itself does when a disk fails
        return Verdict::keep;
    };
    const auto kept = in_one_batch(*database, {add_page(1), ends_it, add_page(2)});
    EXPECT_EQ(kept, (std::vector<bool>{false, false, true}));
    EXPECT_EQ(stored(*database), std::vector<std::int64_t>{2});
}

TEST(TroubleOnSQLite, AFullDiskKeepsExactlyWhatWasAnsweredWithSuccess_R2_1) {
    TestDatabase database(Dialect::sqlite, pages());
    database->write([](Tx& tx) {
        const auto pages_now = std::stoi(*run_script(tx, "PRAGMA page_count")[0][0]);
        run_script(tx, "PRAGMA max_page_count = " + std::to_string(pages_now + 20));
    });
    std::vector<Database::Work> works;
    for (int id = 1; id <= 30; ++id)
        works.push_back(add_page(id, id % 4 == 0 ? 40'000 : 500));
    const auto kept = in_one_batch(*database, std::move(works));
    std::vector<std::int64_t> answered;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (kept[i]) answered.push_back(static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(stored(*database), answered);
    EXPECT_LT(answered.size(), 30u);
    database->write([](Tx& tx) { run_script(tx, "PRAGMA max_page_count = 100000"); });
    database->write(add_page(100)); // and works again when there is room
}

TEST(TroubleOnSQLite, AFileThatIsNoDatabaseIsAFaultThatSaysSo) {
    testing::TemporaryFolder folder;
    std::FILE* file = std::fopen((folder.path() / "weicheng.db").c_str(), "w");
    std::fputs(std::string(8192, '!').c_str(), file);
    std::fclose(file);
    Options options;
    options.location = folder.path().string();
    EXPECT_THROW(Database::open(options), Fault);
    options.location = (folder.path() / "weicheng.db").string(); // a file, not a folder
    EXPECT_THROW(Database::open(options), Fault);
}

class Trouble : public OnBothStores {};
RUN_ON_BOTH_STORES(Trouble);

TEST_P(Trouble, AStatementThatTakesTooLongIsGivenUp) {
    static const Query endless{"test.endless", R"(
        WITH RECURSIVE counted (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL
                                       SELECT n + 1 FROM counted WHERE n < 1000000000000)
        SELECT COUNT(*) FROM counted)"};
    Options options;
    options.statement_limit = std::chrono::milliseconds(100);
    TestDatabase database(dialect(), pages(), options);
    EXPECT_THROW(database->read([](Tx& tx) { return tx.number(endless, {}); }), Fault);
    EXPECT_THROW(database->write([](Tx& tx) { return tx.number(endless, {}); }), Fault);
    database->write(add_page(1));
    EXPECT_EQ(database->read([](Tx& tx) { return tx.number(count_pages, {}); }), 1);
}

// ---- PostgreSQL ----

static std::string backend(Tx& tx) {
    return *run_script(tx, "SELECT pg_backend_pid()")[0][0];
}

static void end_connection(Database& through, const std::string& pid) {
    through.read(
        [&](Tx& tx) { run_script(tx, "SELECT pg_terminate_backend(" + pid + ", 10000)"); });
}

class TroubleOnPostgreSQL : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
        Options options;
        options.writers = 1;
        options.slow_readers = 1;
        database_ = std::make_unique<TestDatabase>(Dialect::postgres, pages(), options);
        other_ = Database::open(database_->options());
    }
    std::unique_ptr<TestDatabase> database_;
    std::unique_ptr<Database> other_;
};

TEST_F(TroubleOnPostgreSQL, AConnectionThatDiedIdleIsReplaced) {
    auto& database = **database_;
    end_connection(*other_, database.write(backend));
    database.write(add_page(1));
    end_connection(*other_, database.read(backend));
    EXPECT_EQ(stored(database), std::vector<std::int64_t>{1});
}

TEST_F(TroubleOnPostgreSQL, AWriteWhoseConnectionDiesBeforeCommitRunsAgain) {
    auto& database = **database_;
    int runs = 0;
    database.write([&](Tx& tx) {
        tx.run(insert_page, {1, 7, "x"});
        if (++runs == 1) end_connection(*other_, backend(tx));
        tx.run(insert_page, {1, 8, "y"});
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(stored(database), (std::vector<std::int64_t>{7, 8}));
}

TEST_F(TroubleOnPostgreSQL, AConnectionLostDuringCommitIsNeverASuccess) {
    auto& database = **database_;
    int runs = 0;
    EXPECT_THROW(database.write([&](Tx& tx) {
        ++runs;
        tx.run(insert_page, {1, 7, "x"});
        end_connection(*other_, backend(tx)); // noticed by the COMMIT only
    }),
                 Fault);
    EXPECT_EQ(runs, 1);
    database.write(add_page(9));
    EXPECT_EQ(stored(database), std::vector<std::int64_t>{9});
}

TEST_F(TroubleOnPostgreSQL, AReadWhoseConnectionDiesIsAFaultAndTheNextOneWorks) {
    auto& database = **database_;
    EXPECT_THROW(database.read([&](Tx& tx) {
        end_connection(*other_, backend(tx));
        return tx.number(count_pages, {});
    }),
                 Fault);
    EXPECT_EQ(database.read([](Tx& tx) { return tx.number(count_pages, {}); }), 0);
}

TEST(TroubleOnPostgreSQLServers, OneThatCannotBeReachedIsAFault) {
    Options options;
    options.location = "postgres://nobody@127.0.0.1:1/nothing";
    EXPECT_THROW(Database::open(options), Fault);
}

TEST(TroubleOnPostgreSQLServers, ADatabaseThatOrdersTextByLanguageIsRefused) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    const testing::PostgresDatabase by_language("LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C'");
    Options options;
    options.location = by_language.uri();
    try {
        Database::open(options);
        FAIL() << "it was taken";
    } catch (const Fault& fault) {
        EXPECT_NE(std::string(fault.what()).find("LC_COLLATE 'C'"), std::string::npos);
    }
}

} // namespace weicheng::db

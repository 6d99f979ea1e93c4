// A disk that fails at every place where it can: what was answered with success is there, nothing
// half-written stays, and work goes on when the disk is well again. SQLite.
#include "platform/db/db.h"
#include "platform/db/dialect.h"
#include "tests/support/database.h"
#include "tests/support/failing_disk.h"

namespace weicheng::db {
namespace {

using testing::DiskTrouble;
using testing::FailingDisk;
using testing::TestDatabase;

const Query insert_book{"test.insert_book",
                        "INSERT INTO books (county_id, id, words) VALUES ($1, $2, $3)"};
const Query insert_leaf{"test.insert_leaf",
                        "INSERT INTO leaves (county_id, id, book_id) VALUES ($1, $2, $3)"};
const Query select_books{"test.select_books", R"(
    SELECT b.id, (SELECT COUNT(*) FROM leaves l WHERE l.county_id = b.county_id
                                                  AND l.book_id = b.id)
    FROM books b ORDER BY b.id)"};

const Query update_words{"test.update_words",
                         "UPDATE books SET words = $1 WHERE county_id = $2 AND id = $3"};
const Query select_words{"test.select_words",
                         "SELECT words FROM books WHERE county_id = $1 AND id = $2"};

std::vector<Migration> books() {
    return {{"20261122-0001-test", R"(
        CREATE TABLE books (county_id BIGINT NOT NULL, @key, words TEXT NOT NULL);
        CREATE TABLE leaves (
            county_id BIGINT NOT NULL,
            @key,
            @reference_required(book_id, books)
        );
    )"}};
}

constexpr int leaves_of_book = 3;

void add_book(Tx& tx, std::int64_t id) {
    tx.run(insert_book, {1, id, std::string(static_cast<std::size_t>(400 * (id % 5)), 'x')});
    for (int leaf = 0; leaf < leaves_of_book; ++leaf)
        tx.run(insert_leaf, {1, id * 10 + leaf, id});
}

/// The books that are there; each has all its leaves.
std::vector<std::int64_t> whole_books(Database& database) {
    return database.read([](Tx& tx) {
        return tx.rows(select_books, {}, [](const Row& row) {
            EXPECT_EQ(row.get<int>(1), leaves_of_book);
            return row.get<std::int64_t>(0);
        });
    });
}

std::vector<std::int64_t> books_after_power_loss(const FailingDisk& disk,
                                                 const TestDatabase& database_on_it) {
    const testing::TemporaryFolder folder;
    disk.lose_power(database_on_it.options().location, folder.path());
    Options options;
    options.location = folder.path().string();
    const auto database = Database::open(options);
    return whole_books(*database);
}

struct Plan {
    DiskTrouble trouble;
    bool and_after;
};

void PrintTo(const Plan& plan, std::ostream* out) {
    *out << (plan.trouble == DiskTrouble::full        ? "full"
             : plan.trouble == DiskTrouble::bad_write ? "bad write"
                                                      : "bad sync")
         << (plan.and_after ? " from then on" : " once");
}

class DiskThatFails : public ::testing::TestWithParam<Plan> {};

/// What of ten books was answered with success.
std::vector<std::int64_t> add_books(Database& database, std::int64_t from, const Plan& plan) {
    std::vector<std::int64_t> answered;
    for (auto id = from; id < from + 10; ++id) {
        try {
            database.write([id](Tx& tx) { add_book(tx, id); });
            answered.push_back(id);
        } catch (const DiskFull&) {
            EXPECT_EQ(plan.trouble, DiskTrouble::full);
        } catch (const Fault&) {
            EXPECT_NE(plan.trouble, DiskTrouble::full);
        }
    }
    return answered;
}

TEST_P(DiskThatFails, KeepsExactlyWhatWasAnsweredWithSuccess_R2_1) {
    const auto plan = GetParam();
    bool failed = true;
    for (int nth = 1; failed; ++nth) {
        FailingDisk disk;
        TestDatabase database(Dialect::sqlite); // not a copy: the disk has to see every write
        migrate(*database, books());
        auto expected = add_books(*database, 1, plan);
        ASSERT_EQ(expected.size(), 10u);
        disk.fail_at(nth, plan.trouble, plan.and_after);
        const auto answered = add_books(*database, 11, plan);
        failed = disk.has_failed();
        EXPECT_EQ(answered.size() == 10, !failed) << nth;
        disk.heal();
        expected.insert(expected.end(), answered.begin(), answered.end());
        EXPECT_EQ(whole_books(*database), expected) << nth;
        const auto after = add_books(*database, 21, plan); // it works again
        EXPECT_EQ(after.size(), 10u) << nth;
        expected.insert(expected.end(), after.begin(), after.end());
        EXPECT_EQ(books_after_power_loss(disk, database), expected) << nth;
        database.reopen();
        EXPECT_EQ(whole_books(*database), expected) << nth;
        ASSERT_LT(nth, 2000);
    }
}

std::string words_of_book(Database& database) {
    return database.read([](Tx& tx) {
        const auto found =
            tx.first(select_words, {1, 1}, [](const Row& row) { return row.get<std::string>(0); });
        return found.value_or("").substr(0, 1);
    });
}

/// Writes the one book anew; a new version of it fills some twenty pages of the log.
bool rewrite_book(Database& database, char letter) {
    try {
        database.write([letter](Tx& tx) {
            tx.run(update_words, {std::string(80'000, letter), 1, 1});
        });
        return true;
    } catch (const Fault&) {
        return false;
    }
}

TEST_P(DiskThatFails, MovingTheLogIntoTheFileLosesNothing_R2_1) {
    const auto plan = GetParam();
    bool failed = true;
    for (int nth = 1; failed; nth += nth < 20 ? 1 : 5) {
        FailingDisk disk;
        TestDatabase database(Dialect::sqlite); // not a copy: the disk has to see every write
        migrate(*database, books());
        database->write([](Tx& tx) {
            run_script(tx, "PRAGMA wal_autocheckpoint = 60"); // pages: every third version
            add_book(tx, 1);
        });
        ASSERT_TRUE(rewrite_book(*database, 'a'));
        disk.fail_at(nth, plan.trouble, plan.and_after);
        std::string expected = "a";
        for (char letter = 'b'; letter < 'j'; ++letter)
            if (rewrite_book(*database, letter)) expected = letter;
        failed = disk.has_failed();
        disk.heal();
        EXPECT_EQ(words_of_book(*database), expected) << nth;
        ASSERT_TRUE(rewrite_book(*database, 'z')) << nth;
        const testing::TemporaryFolder folder;
        disk.lose_power(database.options().location, folder.path());
        Options options;
        options.location = folder.path().string();
        EXPECT_EQ(words_of_book(*Database::open(options)), "z") << nth;
        database.reopen();
        EXPECT_EQ(words_of_book(*database), "z") << nth;
        ASSERT_LT(nth, 4000);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Plans, DiskThatFails,
    ::testing::Values(Plan{DiskTrouble::full, false}, Plan{DiskTrouble::full, true},
                      Plan{DiskTrouble::bad_write, false}, Plan{DiskTrouble::bad_write, true},
                      Plan{DiskTrouble::bad_sync, false}, Plan{DiskTrouble::bad_sync, true}));

TEST(DiskThatLosesPower, HoldsWhateverWasAnswered_R2_1) {
    FailingDisk disk;
    TestDatabase database(Dialect::sqlite); // not a copy: the disk has to see every write
    migrate(*database, books());
    for (std::int64_t id = 1; id <= 30; ++id) {
        database->write([id](Tx& tx) { add_book(tx, id); });
        const auto kept = books_after_power_loss(disk, database);
        ASSERT_EQ(kept.size(), static_cast<std::size_t>(id));
        ASSERT_EQ(kept.back(), id);
    }
}

} // namespace
} // namespace weicheng::db

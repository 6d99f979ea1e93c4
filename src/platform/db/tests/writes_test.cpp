// Writing: durable, isolated from neighbours, bounded, never half. On both databases.
#include "platform/db/db.h"
#include "tests/support/database.h"

#include <atomic>
#include <future>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace weicheng::db {

using testing::OnBothStores;
using testing::TestDatabase;

static const Query insert_note{"test.insert_note",
                               "INSERT INTO notes (county_id, id, words) VALUES ($1, $2, $3)"};
static const Query update_note{"test.update_note",
                               "UPDATE notes SET words = $1 WHERE county_id = $2 AND id = $3"};
static const Query count_notes{"test.count_notes", "SELECT COUNT(*) FROM notes"};
static const Query select_note{"test.select_note",
                               "SELECT words FROM notes WHERE county_id = $1 AND id = $2"};
static const Query select_ids{"test.select_ids", "SELECT id, words FROM notes ORDER BY id"};
static const Query select_tally{"test.select_tally", "SELECT id FROM tallies WHERE county_id = $1"};
static const Query set_tally{"test.set_tally", "UPDATE tallies SET id = $1 WHERE county_id = $2"};
static const Query broken{"test.broken", "SELECT nothing FROM nowhere"};

static std::vector<Migration> notes() {
    return {{"20261122-0001-test", R"(
        CREATE TABLE notes (
            county_id BIGINT NOT NULL,
            @key,
            words TEXT NOT NULL
        );
        CREATE TABLE tallies (county_id BIGINT PRIMARY KEY, id BIGINT NOT NULL);
        INSERT INTO tallies (county_id, id) VALUES (1, 0);
    )"}};
}

static std::int64_t note(Tx& tx, std::string_view words) {
    const auto id = tx.new_id();
    tx.run(insert_note, {1, id, words});
    return id;
}

static std::int64_t count(Database& database) {
    return database.read([](Tx& tx) { return tx.number(count_notes, {}); });
}

class Writes : public OnBothStores {};
RUN_ON_BOTH_STORES(Writes);

TEST_P(Writes, AreSeenByTheNextRead) {
    TestDatabase database(dialect(), notes());
    const auto id = database->write([](Tx& tx) { return note(tx, "城关镇 “一”"); });
    const auto words = database->read([&](Tx& tx) {
        return tx.first(select_note, {1, id},
                        [](const Row& row) { return row.get<std::string>(0); });
    });
    EXPECT_EQ(words, "城关镇 “一”");
}

TEST_P(Writes, SayHowManyRowsChanged) {
    TestDatabase database(dialect(), notes());
    const auto id = database->write([](Tx& tx) { return note(tx, "a"); });
    database->write([&](Tx& tx) {
        EXPECT_EQ(tx.run(update_note, {"b", 1, id}), 1);
        EXPECT_EQ(tx.run(update_note, {"b", 2, id}), 0);
        EXPECT_EQ(tx.run(select_ids, {}), 0);
    });
}

TEST_P(Writes, KeepNothingOfARefusal) {
    TestDatabase database(dialect(), notes());
    const auto refused = database->write([](Tx& tx) -> Result<int> {
        note(tx, "half");
        return Refusal{"test.refused"};
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(refused.refusal().code, "test.refused");
    EXPECT_EQ(count(*database), 0);
}

TEST_P(Writes, KeepNothingOfAnException) {
    TestDatabase database(dialect(), notes());
    EXPECT_THROW(database->write([](Tx& tx) {
        note(tx, "half");
        check(false, "a bug");
    }),
                 Bug);
    EXPECT_EQ(count(*database), 0);
}

TEST_P(Writes, FailWhenAQueryFailedEvenIfTheWorkCatchesIt) {
    TestDatabase database(dialect(), notes());
    EXPECT_THROW(database->write([](Tx& tx) {
        note(tx, "half");
        try {
            tx.run(broken, {});
        } catch (const Fault&) {
        }
    }),
                 Fault);
    EXPECT_EQ(count(*database), 0);
}

TEST_P(Writes, RefuseASecondRowOfTheSameKeyAsAFault) {
    TestDatabase database(dialect(), notes());
    const auto id = database->write([](Tx& tx) { return note(tx, "one"); });
    EXPECT_THROW(database->write([&](Tx& tx) { tx.run(insert_note, {1, id, "two"}); }), Fault);
    EXPECT_EQ(count(*database), 1);
}

TEST_P(Writes, RefuseAValueOfTheWrongType) {
    TestDatabase database(dialect(), notes());
    EXPECT_THROW(database->write([&](Tx& tx) {
        tx.run(insert_note, {1, "eleven", "two"});
    }),
                 Fault);
    EXPECT_THROW(database->write([&](Tx& tx) { tx.run(insert_note, {nullptr, 1, "two"}); }), Fault);
    EXPECT_THROW(database->write([&](Tx& tx) {
        tx.run(insert_note, {1, 1, std::string_view("a\0b", 3)});
    }),
                 Bug);
}

/// Holds the writer until told; everything submitted meanwhile waits together.
class Gate {
  public:
    void wait_behind(Database& database) {
        for (int i = 0; i < 8; ++i) // as many as any store has writers
            database.submit(
                [this](Tx&) {
                    ++waiting_;
                    open_.wait();
                    return Verdict::keep;
                },
                [](std::exception_ptr) {});
    }
    void await_writers(int writers) const {
        while (waiting_ < writers)
            std::this_thread::yield();
    }
    void open() { opener_.set_value(); }

  private:
    std::promise<void> opener_;
    std::shared_future<void> open_{opener_.get_future()};
    std::atomic<int> waiting_{0};
};

TEST_P(Writes, DoNotHurtTheirNeighboursInABatch) {
    TestDatabase database(dialect(), notes());
    Gate gate;
    gate.wait_behind(*database);
    std::atomic<int> kept{0}, failed{0};
    std::promise<void> all;
    const auto done = [&](std::exception_ptr trouble) {
        (trouble ? failed : kept)++;
        if (kept + failed == 30) all.set_value();
    };
    for (int i = 0; i < 30; ++i)
        database->submit(
            [i](Tx& tx) {
                const auto id = note(tx, std::to_string(i));
                if (i % 3 == 1) tx.run(insert_note, {1, id, "again"}); // a duplicate key
                if (i % 3 == 2) throw std::runtime_error("the work gave up");
                return Verdict::keep;
            },
            done);
    gate.open();
    all.get_future().wait();
    EXPECT_EQ(kept, 10);
    EXPECT_EQ(failed, 20);
    EXPECT_EQ(count(*database), 10);
}

TEST_P(Writes, AreTurnedAwayWhenTheQueueIsFull) {
    Options options;
    options.queue_limit = 10;
    options.writers = 1;
    TestDatabase database(dialect(), notes(), options);
    Gate gate;
    std::atomic<int> done{0};
    int accepted = 8;
    gate.wait_behind(*database);
    gate.await_writers(1);
    const auto fill = [&] {
        for (;; ++accepted)
            database->submit([](Tx& tx) { return note(tx, "waits"), Verdict::keep; },
                             [&](std::exception_ptr) { ++done; });
    };
    EXPECT_THROW(fill(), Busy);
    EXPECT_THROW(database->write([](Tx&) {}), Busy);
    gate.open();
    database.close(); // finishes what was accepted
    EXPECT_EQ(done, accepted - 8);
    database.reopen();
    EXPECT_EQ(count(*database), accepted - 8);
}

TEST_P(Writes, TellHooksOnlyOfWhatWasKeptAndBeforeTheAnswer) {
    TestDatabase database(dialect(), notes());
    std::vector<std::string> told;
    const auto write = [&](const char* words, Verdict verdict) {
        std::promise<void> answered;
        database->submit(
            [&](Tx& tx) {
                tx.after_commit([&told, words] { told.push_back(words); });
                return verdict;
            },
            [&](std::exception_ptr) {
                told.push_back("answered");
                answered.set_value();
            });
        answered.get_future().wait();
    };
    write("kept", Verdict::keep);
    write("discarded", Verdict::discard);
    EXPECT_EQ(told, (std::vector<std::string>{"kept", "answered", "answered"}));
}

TEST_P(Writes, OnTheSameRowsFromManyThreadsLoseNothing) {
    TestDatabase database(dialect(), notes());
    std::vector<std::thread> threads;
    std::atomic<int> runs{0};
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i)
                database->write([&](Tx& tx) {
                    ++runs;
                    const auto value = tx.number(select_tally, {1});
                    tx.run(set_tally, {value + 1, 1});
                });
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(database->read([](Tx& tx) { return tx.number(select_tally, {1}); }), 100);
    EXPECT_GE(runs, 100);
}

TEST(WritesOnPostgreSQL, RunAgainWhenTheyCollide) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    TestDatabase database(Dialect::postgres, notes());
    // The first run of each waits until both have read, so one of them must collide.
    std::atomic<int> runs{0}, read{0};
    const auto add_one = [&](Tx& tx) {
        const bool first_run = ++runs <= 2;
        const auto value = tx.number(select_tally, {1});
        if (first_run) {
            ++read;
            while (read < 2)
                std::this_thread::yield();
        }
        tx.run(set_tally, {value + 1, 1});
    };
    std::thread other([&] { database->write(add_one); });
    database->write(add_one);
    other.join();
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(database->read([](Tx& tx) { return tx.number(select_tally, {1}); }), 2);
}

TEST_P(Writes, MayNotWaitForAnotherWrite) {
    TestDatabase database(dialect(), notes());
    EXPECT_THROW(database->write([&](Tx&) { database->write([](Tx&) {}); }), Bug);
}

TEST_P(Writes, ThatSucceededAreThereAfterTheProcessIsKilled_R2_1) {
    TestDatabase database(dialect(), notes());
    database.close();
    int acknowledged[2];
    ASSERT_EQ(pipe(acknowledged), 0);
    const pid_t child = fork();
    if (child == 0) {
        // Four writers report each id only after its write succeeded.
        const auto store = Database::open(database.options());
        for (int t = 0; t < 4; ++t)
            std::thread([&] {
                for (;;) {
                    const auto id = store->write([](Tx& tx) { return note(tx, "saved"); });
                    if (write(acknowledged[1], &id, sizeof id) != sizeof id) _exit(1);
                }
            }).detach();
        for (;;)
            pause();
    }
    close(acknowledged[1]);
    std::vector<std::int64_t> ids(300);
    for (auto& id : ids)
        ASSERT_EQ(read(acknowledged[0], &id, sizeof id), static_cast<ssize_t>(sizeof id));
    ASSERT_EQ(kill(child, SIGKILL), 0);
    waitpid(child, nullptr, 0);
    close(acknowledged[0]);
    database.reopen();
    for (const auto id : ids)
        EXPECT_TRUE(database->read([&](Tx& tx) {
            return tx.first(select_note, {1, id}, [](const Row&) { return 1; }).has_value();
        })) << id;
}

} // namespace weicheng::db

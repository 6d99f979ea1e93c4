// Jobs: done once, tried again with growing pauses, given up visibly. On both databases.
#include "platform/jobs/jobs.h"

#include "foundation/clock.h"
#include "platform/facts/facts.h"
#include "tests/support/database.h"

#include <future>
#include <thread>

namespace weicheng::jobs {

using namespace std::chrono_literals;
using testing::OnBothStores;
using testing::TestDatabase;

static const Instant noon = from_millis(1'795'320'000'000);
static const CountyId county{1};

static const db::Query insert_mark{"test.insert_mark",
                                   "INSERT INTO marks (county_id, id, word) VALUES ($1, $2, $3)"};
static const db::Query select_marks{"test.select_marks", "SELECT word FROM marks ORDER BY id"};

static std::vector<db::Migration> all_migrations() {
    auto all = migrations();
    for (auto& migration : facts::migrations())
        all.push_back(migration);
    all.push_back({"20261122-0099-test",
                   "CREATE TABLE marks (county_id BIGINT NOT NULL, @key, word TEXT NOT NULL);"});
    return all;
}

static Handler mark() {
    return {"test.mark", [](db::Tx& tx, const Job& job, Instant) {
                tx.run(insert_mark, {job.county, tx.new_id(), job.payload});
            }};
}

static std::vector<std::string> marks(db::Database& database) {
    return database.read([](db::Tx& tx) {
        return tx.rows(select_marks, {},
                       [](const db::Row& row) { return row.get<std::string>(0); });
    });
}

static void add(db::Database& database, std::string_view kind, std::string_view payload,
                Instant run_at = noon) {
    database.write([&](db::Tx& tx) { enqueue(tx, county, kind, payload, run_at); });
}

class Jobs : public OnBothStores {
  protected:
    Clock clock;
};
RUN_ON_BOTH_STORES(Jobs);

TEST_P(Jobs, RunWhenTheyAreDueEarliestFirstAndOnce) {
    TestDatabase database(dialect(), all_migrations());
    Worker worker(*database, clock, {mark()});
    add(*database, "test.mark", "later", noon + 1h);
    add(*database, "test.mark", "second", noon);
    add(*database, "test.mark", "first", noon - 1min);
    EXPECT_EQ(worker.run_due(noon), 2);
    EXPECT_EQ(worker.run_due(noon), 0);
    EXPECT_EQ(marks(*database), (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(worker.run_due(noon + 1h), 1);
}

TEST_P(Jobs, OfAChangeThatFailedDoNotExist) {
    TestDatabase database(dialect(), all_migrations());
    Worker worker(*database, clock, {mark()});
    EXPECT_THROW(database->write([](db::Tx& tx) {
        enqueue(tx, county, "test.mark", "never", noon);
        throw std::runtime_error("the change failed");
    }),
                 std::runtime_error);
    EXPECT_EQ(worker.run_due(noon), 0);
}

TEST_P(Jobs, AreTriedAgainWithGrowingPausesAndGivenUpAfterEight) {
    TestDatabase database(dialect(), all_migrations());
    int tries = 0;
    Worker worker(*database, clock,
                  {{"test.stubborn",
                    [&](db::Tx& tx, const Job& job, Instant) {
                        ++tries;
                        tx.run(insert_mark, {job.county, tx.new_id(), "half done"});
                        throw std::runtime_error("the printer is on fire");
                    }},
                   mark()});
    add(*database, "test.stubborn", "{}");
    add(*database, "test.mark", "neighbour");
    auto now = noon;
    EXPECT_EQ(worker.run_due(now), 2); // a failure does not hold up the others
    for (int tried = 1; tried < most_tries; ++tried) {
        EXPECT_EQ(worker.run_due(now + pause_after(tried) - 1ms), 0);
        now += pause_after(tried);
        EXPECT_EQ(worker.run_due(now), 1);
    }
    EXPECT_EQ(tries, most_tries);
    EXPECT_EQ(worker.run_due(now + 24h * 365), 0);
    const auto given_up = database->read([](db::Tx& tx) { return failed(tx, county, 10); });
    ASSERT_EQ(given_up.size(), 1u);
    EXPECT_EQ(given_up[0].job.kind, "test.stubborn");
    EXPECT_EQ(given_up[0].error, "the printer is on fire");
    EXPECT_EQ(given_up[0].failed_at, now);
    EXPECT_EQ(marks(*database), std::vector<std::string>{"neighbour"});
}

TEST_P(Jobs, ThatFailedMayBeTriedAgainByHand) {
    TestDatabase database(dialect(), all_migrations());
    bool broken = true;
    Worker worker(*database, clock, {{"test.mended", [&](db::Tx&, const Job&, Instant) {
                                          if (broken) throw std::runtime_error("broken");
                                      }}});
    add(*database, "test.mended", "{}");
    for (int i = 0; i < most_tries; ++i)
        worker.run_due(noon + 24h * (i + 1));
    const auto given_up = database->read([](db::Tx& tx) { return failed(tx, county, 10); });
    ASSERT_EQ(given_up.size(), 1u);
    broken = false;
    const auto revive = [&](CountyId of) {
        return database->write(
            [&](db::Tx& tx) { return try_again(tx, of, given_up[0].job.id, noon); });
    };
    EXPECT_FALSE(revive(CountyId{2}));
    EXPECT_TRUE(revive(county));
    EXPECT_FALSE(revive(county));
    EXPECT_EQ(worker.run_due(noon), 1);
    EXPECT_TRUE(database->read([](db::Tx& tx) { return failed(tx, county, 10); }).empty());
}

TEST_P(Jobs, NobodyKnowsHowToDoAreNotLost) {
    TestDatabase database(dialect(), all_migrations());
    Worker worker(*database, clock, {});
    add(*database, "test.unknown", "{}");
    for (int i = 0; i < most_tries; ++i)
        EXPECT_EQ(worker.run_due(noon + 24h * (i + 1)), 1);
    const auto given_up = database->read([](db::Tx& tx) { return failed(tx, county, 10); });
    ASSERT_EQ(given_up.size(), 1u);
    EXPECT_NE(given_up[0].error.find("test.unknown"), std::string::npos);
}

TEST_P(Jobs, MayLeaveFurtherJobs) {
    TestDatabase database(dialect(), all_migrations());
    Worker worker(*database, clock,
                  {mark(), {"test.first", [](db::Tx& tx, const Job& job, Instant now) {
                                enqueue(tx, job.county, "test.mark", "from the first", now);
                            }}});
    add(*database, "test.first", "{}");
    EXPECT_EQ(worker.run_due(noon), 2);
    EXPECT_EQ(marks(*database), std::vector<std::string>{"from the first"});
}

TEST_P(Jobs, AreDoneByTheWorkersThreadUntilItIsStopped) {
    TestDatabase database(dialect(), all_migrations());
    clock.set(noon);
    std::promise<void> ran;
    Worker worker(*database, clock, {mark(), {"test.tell", [&](db::Tx& tx, const Job&, Instant) {
                                                  tx.after_commit([&] { ran.set_value(); });
                                              }}});
    worker.start();
    add(*database, "test.tell", "{}");
    ran.get_future().wait();
    worker.stop();
    worker.stop();
    add(*database, "test.mark", "too late");
    EXPECT_TRUE(marks(*database).empty());
}

TEST_P(Jobs, GiveFactsTheirNumbers) {
    TestDatabase database(dialect(), all_migrations());
    Worker worker(*database, clock, {});
    database->write([](db::Tx& tx) {
        facts::record(tx, Caller{county}, {"case.closed", "case", 1, noon});
    });
    worker.run_due(noon);
    EXPECT_EQ(database->read([](db::Tx& tx) { return facts::head(tx, county); }), 1);
}

TEST_P(Jobs, AreDoneOnceWhateverTheClockDoes) {
    TestDatabase database(dialect(), all_migrations());
    bool broken = false;
    Worker worker(*database, clock,
                  {mark(), {"test.fragile", [&](db::Tx& tx, const Job& job, Instant) {
                                if (broken) throw std::runtime_error("not now");
                                tx.run(insert_mark, {job.county, tx.new_id(), "fragile"});
                            }}});
    add(*database, "test.mark", "at noon");
    EXPECT_EQ(worker.run_due(noon - 1h), 0); // the clock steps back: it waits, it is not lost
    EXPECT_EQ(worker.run_due(noon), 1);
    EXPECT_EQ(worker.run_due(noon - 1h), 0); // done is done
    EXPECT_EQ(worker.run_due(noon), 0);
    add(*database, "test.mark", "tonight", noon + 8h);
    EXPECT_EQ(worker.run_due(noon + 24h), 1); // a day ahead: at once
    EXPECT_EQ(worker.run_due(noon + 8h), 0);  // and not again when the clock is put right
    broken = true;
    add(*database, "test.fragile", "{}");
    EXPECT_EQ(worker.run_due(noon), 1);
    broken = false;
    EXPECT_EQ(worker.run_due(noon - 1h), 0);
    EXPECT_EQ(worker.run_due(noon + pause_after(1)), 1);
    EXPECT_EQ(marks(*database), (std::vector<std::string>{"at noon", "tonight", "fragile"}));
}

TEST_P(Jobs, ThatAreGivenUpAreToldToTheLogOnce) {
    TestDatabase database(dialect(), all_migrations());
    std::vector<std::string> told;
    Worker worker(*database, clock, {}, [&](const std::string& words) { told.push_back(words); });
    add(*database, "test.unknown", "{}");
    for (int i = 0; i < most_tries + 2; ++i)
        worker.run_due(noon + 24h * (i + 1));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_NE(told[0].find("test.unknown"), std::string::npos);
}

TEST_P(Jobs, AreDoneOnceByTwoWorkers) {
    TestDatabase database(dialect(), all_migrations());
    Worker one(*database, clock, {mark()}), other(*database, clock, {mark()});
    for (int i = 0; i < 30; ++i)
        add(*database, "test.mark", std::to_string(i));
    std::thread thread([&] { other.run_due(noon); });
    one.run_due(noon);
    thread.join();
    one.run_due(noon);
    EXPECT_EQ(marks(*database).size(), 30u);
}

TEST(JobPauses, GrowToADayAtMost) {
    EXPECT_EQ(pause_after(1), 5s);
    EXPECT_EQ(pause_after(2), 20s);
    EXPECT_EQ(pause_after(7), 20480s);
    for (int tries = 1; tries < 100; ++tries)
        EXPECT_LE(pause_after(tries), pause_after(tries + 1));
    EXPECT_EQ(pause_after(100), 24h);
}

} // namespace weicheng::jobs

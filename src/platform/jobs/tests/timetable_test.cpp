// The timetable: done at its times, by one node, once, whatever the clock does. On both databases.
#include "foundation/clock.h"
#include "platform/db/dialect.h"
#include "platform/facts/facts.h"
#include "platform/jobs/jobs.h"
#include "tests/support/database.h"

#include <future>
#include <thread>

namespace weicheng::jobs {
namespace {

using namespace std::chrono_literals;
using testing::OnBothStores;
using testing::TestDatabase;

const CountyId qingfeng{1}, other_county{2};

Instant at(const char* text) {
    return instant_from_rfc3339(text).value();
}
const Instant noon = at("2026-11-22T12:00:00+08:00");

const db::Query insert_run{"test.insert_run",
                           "INSERT INTO runs (county_id, id, kind, at) VALUES ($1, $2, $3, $4)"};
const db::Query select_runs{"test.select_runs", "SELECT kind, at FROM runs ORDER BY at, id"};

std::vector<db::Migration> all_migrations() {
    auto all = migrations();
    for (auto& migration : facts::migrations())
        all.push_back(migration);
    all.push_back({"20261122-0099-test", "CREATE TABLE runs (county_id BIGINT NOT NULL, @key, "
                                         "kind TEXT NOT NULL, at BIGINT NOT NULL);"});
    return all;
}

Handler noting(const std::string& kind) {
    return {kind, [](db::Tx& tx, const Job& job, Instant now) {
                tx.run(insert_run, {job.county, tx.new_id(), job.kind, now});
            }};
}

Timetable lines(std::vector<Recurring> recurring, std::vector<CountyId> counties = {qingfeng}) {
    return {std::move(recurring), [counties = std::move(counties)](db::Tx&) { return counties; }};
}

std::vector<Instant> runs(db::Database& database) {
    return database.read([](db::Tx& tx) {
        return tx.rows(select_runs, {}, [](const db::Row& row) { return row.get<Instant>(1); });
    });
}

/// One program on a database; several may share it.
struct Node {
    Node(db::Database& database, std::vector<Handler> handlers, Timetable timetable)
        : worker(database, clock, std::move(handlers), {}, std::move(timetable)) {}
    Clock clock;
    Worker worker;
};

class Timetables : public OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (!IsSkipped()) database.emplace(dialect(), all_migrations());
    }
    Node sweeping(std::chrono::milliseconds period = 1min) {
        return {**database, {noting("test.sweep")}, lines({every("test.sweep", period)})};
    }
    Node nightly() {
        return {**database, {noting("test.night")}, lines({daily("test.night", 3, 20)})};
    }
    std::optional<TestDatabase> database;
};
RUN_ON_BOTH_STORES(Timetables);

TEST(NextTime, IsWhatAClerkWouldSay) {
    const struct {
        Recurring line;
        const char* after;
        const char* next;
    } table[] = {
        {every("k", 1min), "2026-11-22T12:00:00+08:00", "2026-11-22T12:01:00+08:00"},
        {every("k", 1min), "2026-11-22T12:00:59.999+08:00", "2026-11-22T12:01:00+08:00"},
        {every("k", 15min), "2026-11-22T12:01:00+08:00", "2026-11-22T12:15:00+08:00"},
        {daily("k", 3, 20), "2026-11-22T03:19:59+08:00", "2026-11-22T03:20:00+08:00"},
        {daily("k", 3, 20), "2026-11-22T03:20:00+08:00", "2026-11-23T03:20:00+08:00"},
        {daily("k", 0, 0), "2026-12-31T23:59:00+08:00", "2027-01-01T00:00:00+08:00"},
        {daily("k", 23, 59), "2026-11-22T00:00:00+08:00", "2026-11-22T23:59:00+08:00"},
    };
    for (const auto& row : table)
        EXPECT_EQ(to_rfc3339(next_time(row.line, at(row.after))), to_rfc3339(at(row.next)))
            << row.after;
    EXPECT_THROW(daily("k", 24, 0), Bug);
    EXPECT_THROW(every("k", 10ms), Bug);
}

TEST_P(Timetables, AreKeptMinuteByMinute) {
    auto node = sweeping();
    EXPECT_EQ(node.worker.run_due(noon), 0); // planned for the next minute
    EXPECT_EQ(node.worker.run_due(noon + 59s), 0);
    EXPECT_EQ(node.worker.run_due(noon + 60s), 1);
    EXPECT_EQ(node.worker.run_due(noon + 60s), 0);
    EXPECT_EQ(node.worker.run_due(noon + 121s), 1);
    EXPECT_EQ(runs(**database), (std::vector<Instant>{noon + 60s, noon + 121s}));
}

TEST_P(Timetables, AreKeptAtTheCountysTimeOfDay) {
    auto node = nightly();
    for (auto now = noon; now < noon + 48h; now += 10min)
        node.worker.run_due(now);
    EXPECT_EQ(runs(**database), (std::vector<Instant>{at("2026-11-23T03:20:00+08:00"),
                                                      at("2026-11-24T03:20:00+08:00")}));
}

TEST_P(Timetables, MakeUpForMissedRunsOnceOnly) {
    auto node = sweeping();
    node.worker.run_due(noon);
    EXPECT_EQ(node.worker.run_due(noon + 24h), 1); // stood still, or the clock jumped a day ahead
    EXPECT_EQ(node.worker.run_due(noon + 24h + 1min), 1);
    EXPECT_EQ(runs(**database).size(), 2u);
}

TEST_P(Timetables, GoOnWhenTheClockStepsBackAnHourAndRunNoMinuteTwice) {
    auto node = sweeping();
    node.worker.run_due(noon);
    node.worker.run_due(noon + 1min);
    EXPECT_EQ(node.worker.run_due(noon - 59min), 0); // not again for what was done
    EXPECT_EQ(node.worker.run_due(noon - 58min), 1); // and not silent for an hour
    EXPECT_EQ(node.worker.run_due(noon - 58min), 0);
}

TEST_P(Timetables, OfTheDayRunOnceThatDayAlthoughTheClockStepsBackAnHour) {
    auto node = nightly();
    const auto night = at("2026-11-23T03:20:00+08:00");
    node.worker.run_due(noon);
    EXPECT_EQ(node.worker.run_due(night), 1);
    for (auto now = night - 1h; now < night + 23h; now += 20min)
        EXPECT_EQ(node.worker.run_due(now), 0);
    EXPECT_EQ(node.worker.run_due(night + 24h), 1);
}

TEST_P(Timetables, ComeBackFromAClockThatStoodAYearAhead) {
    auto node = nightly();
    node.worker.run_due(noon + 24h * 365);
    EXPECT_EQ(node.worker.run_due(noon), 0);
    EXPECT_EQ(node.worker.run_due(at("2026-11-23T03:20:00+08:00")), 1);
}

TEST_P(Timetables, HaveTheirLinesForEveryCounty) {
    std::vector<CountyId> counties{qingfeng};
    Node node(**database, {noting("test.sweep")},
              {{every("test.sweep", 1min)}, [&](db::Tx&) { return counties; }});
    node.worker.run_due(noon);
    counties.push_back(other_county); // founded meanwhile
    EXPECT_EQ(node.worker.run_due(noon + 1min), 1);
    EXPECT_EQ(node.worker.run_due(noon + 2min), 2);
}

TEST_P(Timetables, LeaveTheLinesOfAnotherVersionAlone) {
    auto newer = nightly();
    newer.worker.run_due(noon);
    auto older = sweeping();
    EXPECT_EQ(older.worker.run_due(noon + 24h), 0);
    EXPECT_EQ(older.worker.run_due(noon + 24h + 1min), 1);
    EXPECT_EQ(newer.worker.run_due(noon + 24h), 1);
}

TEST_P(Timetables, TryAgainSoonAndStayVisibleUntilTheySucceed) {
    bool broken = true;
    Node node(**database,
              {{"test.sweep",
                [&](db::Tx& tx, const Job& job, Instant now) {
                    tx.run(insert_run, {job.county, tx.new_id(), job.kind, now});
                    if (broken) throw std::runtime_error("the scale is broken");
                }}},
              lines({every("test.sweep", 1min)}));
    const auto failures = [&] {
        return (*database)->read([](db::Tx& tx) { return failed(tx, qingfeng, 10); });
    };
    auto now = noon;
    node.worker.run_due(now);
    EXPECT_EQ(node.worker.run_due(now += 1min), 1);
    EXPECT_EQ(node.worker.run_due(now += 5s), 1);  // a pause after the first failure
    EXPECT_EQ(node.worker.run_due(now += 20s), 1); // after the second
    EXPECT_EQ(node.worker.run_due(now += 34s), 0);
    EXPECT_EQ(node.worker.run_due(now += 1s), 1); // its next minute comes before the next pause
    for (int tries = 4; tries < most_tries; ++tries) {
        EXPECT_TRUE(failures().empty());
        EXPECT_EQ(node.worker.run_due(now += 1min), 1);
    }
    ASSERT_EQ(failures().size(), 1u);
    EXPECT_TRUE(failures()[0].recurring);
    EXPECT_EQ(failures()[0].job.kind, "test.sweep");
    EXPECT_EQ(failures()[0].error, "the scale is broken");
    const auto since = failures()[0].failed_at;
    EXPECT_EQ(since, now);
    EXPECT_EQ(node.worker.run_due(now += 1min), 1); // it goes on at its times
    EXPECT_EQ(failures().at(0).failed_at, since);
    EXPECT_TRUE(runs(**database).empty());
    broken = false;
    EXPECT_EQ(node.worker.run_due(now += 1min), 1);
    EXPECT_TRUE(failures().empty());
    const auto line = (*database)->read([](db::Tx& tx) { return timetable(tx, qingfeng); });
    ASSERT_EQ(line.size(), 1u);
    EXPECT_EQ(line[0].last_run_at, now);
    EXPECT_EQ(line[0].next_at, now + 1min);
    EXPECT_FALSE(line[0].trouble);
}

TEST_P(Timetables, ThatFailedMayBeTriedAtOnceByHand) {
    bool broken = true;
    Node node(**database,
              {{"test.night",
                [&](db::Tx&, const Job&, Instant) {
                    if (broken) throw std::runtime_error("no paper");
                }}},
              lines({daily("test.night", 3, 20)}));
    auto now = noon;
    node.worker.run_due(now);
    for (int i = 0; i < most_tries; ++i)
        EXPECT_EQ(node.worker.run_due(now += 24h), 1);
    const auto found = (*database)->read([](db::Tx& tx) { return failed(tx, qingfeng, 10); });
    ASSERT_EQ(found.size(), 1u);
    broken = false;
    const auto again = [&](CountyId county) {
        return (*database)->write(
            [&](db::Tx& tx) { return try_again(tx, county, found[0].job.id, now); });
    };
    EXPECT_FALSE(again(other_county));
    EXPECT_TRUE(again(qingfeng));
    EXPECT_FALSE(again(qingfeng));
    EXPECT_EQ(node.worker.run_due(now), 1);
    EXPECT_TRUE((*database)->read([](db::Tx& tx) { return failed(tx, qingfeng, 10); }).empty());
}

TEST_P(Timetables, AreDoneOnceByTwoWorkers) {
    auto one = sweeping(), other = sweeping();
    one.worker.run_due(noon);
    for (int minute = 1; minute <= 20; ++minute) {
        std::thread beside([&] { other.worker.run_due(noon + minute * 1min); });
        one.worker.run_due(noon + minute * 1min);
        beside.join();
    }
    EXPECT_EQ(runs(**database).size(), 20u);
}

TEST_P(Timetables, AreKeptByTheWorkersThread) {
    std::promise<void> ran;
    std::atomic<bool> first = true;
    Node node(**database,
              {{"test.sweep",
                [&](db::Tx& tx, const Job&, Instant) {
                    tx.after_commit([&] {
                        if (first.exchange(false)) ran.set_value();
                    });
                }}},
              lines({every("test.sweep", 1min)}));
    node.clock.set(noon);
    node.worker.run_due(noon);
    node.worker.start();
    node.clock.set(noon + 61s);
    ran.get_future().wait();
    node.worker.stop();
}

TEST(TimetableMistakes, AreFoundAtTheStart) {
    TestDatabase database(db::Dialect::sqlite, all_migrations());
    EXPECT_THROW(Node(*database, {}, lines({every("test.nobody", 1min)})), Bug);
    EXPECT_THROW(Node(*database, {noting("test.sweep")},
                      lines({every("test.sweep", 1min), every("test.sweep", 2min)})),
                 Bug);
}

// ---- a node that dies in the middle ----

/// Holds a job in its hands until told to let go.
struct Slow {
    std::promise<int> begun;
    std::promise<void> go_on;
    std::atomic<bool> first = true;

    Handler handler(const std::string& kind) {
        return {kind, [this](db::Tx& tx, const Job& job, Instant now) {
                    tx.run(insert_run, {job.county, tx.new_id(), job.kind, now});
                    if (!first.exchange(false)) return;
                    const auto backend = db::run_script(tx, "SELECT pg_backend_pid()");
                    begun.set_value(std::stoi(*backend[0][0]));
                    go_on.get_future().wait();
                }};
    }
};

/// One node holds the work, its connection is cut as when its machine loses power, the other does
/// it. Then the first comes back to itself.
void cut_in_the_middle(const Timetable& timetable, const std::string& kind, bool queued) {
    TestDatabase database(db::Dialect::postgres, all_migrations());
    const auto other_store =
        db::Database::open({.location = database.options().location, .node = 1});
    Slow slow;
    Node dying(*database, {slow.handler(kind)}, timetable);
    Node living(*other_store, {noting(kind)}, timetable);
    living.worker.run_due(noon);
    const auto due = noon + 1min;
    if (queued) database->write([&](db::Tx& tx) { enqueue(tx, qingfeng, kind, "", due); });

    std::thread held([&] { dying.worker.run_due(due); });
    const int backend = slow.begun.get_future().get();
    EXPECT_EQ(living.worker.run_due(due), 0) << "it is in somebody's hands";
    other_store->write([&](db::Tx& tx) {
        db::run_script(tx, "SELECT pg_terminate_backend(" + std::to_string(backend) + ", 10000)");
    });
    EXPECT_EQ(living.worker.run_due(due), 1);
    slow.go_on.set_value();
    held.join();
    EXPECT_EQ(living.worker.run_due(due), 0);
    EXPECT_EQ(runs(*other_store).size(), 1u);
    EXPECT_TRUE(other_store->read([](db::Tx& tx) { return failed(tx, qingfeng, 10); }).empty());
}

TEST(TwoWorkersOnPostgres, OneDoesTheJobOfTheOtherThatDies) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    cut_in_the_middle({}, "test.job", true);
}

TEST(TwoWorkersOnPostgres, OneKeepsTheTimetableOfTheOtherThatDies) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    cut_in_the_middle(lines({every("test.sweep", 1min)}), "test.sweep", false);
}

} // namespace
} // namespace weicheng::jobs

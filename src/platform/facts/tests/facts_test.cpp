// Facts: added with the change, never changed, numbered in the order they became true.
#include "platform/facts/facts.h"

#include "platform/db/dialect.h"
#include "tests/support/database.h"

#include <algorithm>
#include <thread>

namespace weicheng::facts {

using testing::OnBothStores;
using testing::TestDatabase;

static const db::Query change_fact{"test.change_fact", "UPDATE facts SET body = $1"};
static const db::Query renumber_fact{"test.renumber_fact", "UPDATE facts SET seq = seq + $1"};
static const db::Query delete_facts{"test.delete_facts", "DELETE FROM facts"};

static const Instant noon = from_millis(1'795'320'000'000);

static Caller caller(std::int64_t county, std::int64_t account) {
    Caller made{CountyId{county}};
    made.account = AccountId{account};
    return made;
}

static Fact fact(std::string kind, std::int64_t subject) {
    return {std::move(kind), "case", subject, noon, R"({"from":"filed"})"};
}

static std::vector<std::string> kinds(const std::vector<RecordedFact>& facts) {
    std::vector<std::string> found;
    for (const auto& each : facts)
        found.push_back(each.fact.kind);
    return found;
}

class Facts : public OnBothStores {};
RUN_ON_BOTH_STORES(Facts);

TEST_P(Facts, TellWhoDidWhatWhenToWhat_R12) {
    TestDatabase database(dialect(), migrations());
    Caller server{CountyId{1}};
    server.is_server = true;
    database->write([&](db::Tx& tx) {
        record(tx, caller(1, 42), fact("case.closed", 7));
        record(tx, server, fact("case.filed", 8));
        record(tx, caller(1, 42), {"body.renamed", "body", 7, noon});
    });
    const auto told =
        database->read([](db::Tx& tx) { return of_subject(tx, CountyId{1}, "case", 7); });
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].actor, AccountId{42});
    EXPECT_FALSE(told[0].by_server);
    EXPECT_EQ(told[0].fact.kind, "case.closed");
    EXPECT_EQ(told[0].fact.subject, 7);
    EXPECT_EQ(told[0].fact.at, noon);
    EXPECT_EQ(told[0].fact.body, R"({"from":"filed"})");
    const auto by_server =
        database->read([](db::Tx& tx) { return of_subject(tx, CountyId{1}, "case", 8); });
    ASSERT_EQ(by_server.size(), 1u);
    EXPECT_TRUE(by_server[0].by_server);
    EXPECT_FALSE(by_server[0].actor);
}

TEST_P(Facts, DisappearWithTheChangeThatFailed) {
    TestDatabase database(dialect(), migrations());
    database->write([](db::Tx& tx) { record(tx, caller(1, 1), fact("a", 7)); });
    EXPECT_THROW(database->write([](db::Tx& tx) {
        record(tx, caller(1, 1), fact("b", 7));
        throw std::runtime_error("the change failed");
    }),
                 std::runtime_error);
    database->write([](db::Tx& tx) { record(tx, caller(1, 1), fact("c", 7)); });
    database->write([](db::Tx& tx) { return sequence(tx); });
    const auto told = database->read([](db::Tx& tx) { return since(tx, CountyId{1}, 0, 10); });
    EXPECT_EQ(kinds(told), (std::vector<std::string>{"a", "c"}));
    EXPECT_EQ(told[1].seq, 2); // no gap where the failed one was
}

TEST_P(Facts, AreNumberedPerCountyWithoutGaps) {
    TestDatabase database(dialect(), migrations());
    for (int i = 0; i < 3; ++i)
        database->write([&](db::Tx& tx) {
            record(tx, caller(1, 1), fact("one", i));
            record(tx, caller(2, 1), fact("two", i));
            record(tx, caller(1, 1), fact("one", i));
        });
    database->write([](db::Tx& tx) { return sequence(tx); });
    database->write([](db::Tx& tx) { record(tx, caller(2, 1), fact("late", 9)); });
    database->write([](db::Tx& tx) { return sequence(tx); });
    database->read([](db::Tx& tx) {
        EXPECT_EQ(head(tx, CountyId{1}), 6);
        EXPECT_EQ(head(tx, CountyId{2}), 4);
        EXPECT_EQ(head(tx, CountyId{3}), 0);
        const auto ones = since(tx, CountyId{1}, 0, 100);
        ASSERT_EQ(ones.size(), 6u);
        for (std::size_t i = 0; i < ones.size(); ++i)
            EXPECT_EQ(ones[i].seq, static_cast<std::int64_t>(i + 1));
        EXPECT_EQ(kinds(since(tx, CountyId{2}, 2, 100)), (std::vector<std::string>{"two", "late"}));
        EXPECT_EQ(since(tx, CountyId{1}, 1, 2).size(), 2u);
    });
}

TEST_P(Facts, ReachAFollowerEachOnceAndNeverLate) {
    TestDatabase database(dialect(), migrations());
    std::atomic<bool> writing{true};
    std::vector<std::thread> writers;
    for (int t = 0; t < 3; ++t)
        writers.emplace_back([&, t] {
            for (int i = 0; i < 40; ++i)
                database->write(
                    [&](db::Tx& tx) { record(tx, caller(1, 1), fact("x", t * 1000 + i)); });
        });
    std::vector<std::int64_t> seen;
    std::thread follower([&] {
        std::int64_t after = 0;
        for (bool last = false; !last;) {
            last = !writing;
            database->write([](db::Tx& tx) { return sequence(tx); });
            const auto news =
                database->read([&](db::Tx& tx) { return since(tx, CountyId{1}, after, 1000); });
            for (const auto& each : news) {
                EXPECT_EQ(each.seq, after + 1);
                after = *each.seq;
                seen.push_back(each.fact.subject);
            }
        }
    });
    for (auto& writer : writers)
        writer.join();
    writing = false;
    follower.join();
    EXPECT_EQ(seen.size(), 120u);
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

TEST_P(Facts, AreNeverChangedOrDeleted) {
    TestDatabase database(dialect(), migrations());
    database->write([](db::Tx& tx) { record(tx, caller(1, 1), fact("a", 7)); });
    database->write([](db::Tx& tx) { return sequence(tx); });
    EXPECT_THROW(database->write([](db::Tx& tx) { tx.run(change_fact, {"{}"}); }), db::Fault);
    EXPECT_THROW(database->write([](db::Tx& tx) { tx.run(renumber_fact, {1}); }), db::Fault);
    EXPECT_THROW(database->write([](db::Tx& tx) { tx.run(delete_facts, {}); }), db::Fault);
    EXPECT_EQ(database->read([](db::Tx& tx) { return since(tx, CountyId{1}, 0, 9).size(); }), 1u);
}

TEST(FactsOnPostgreSQL, AreNotNumberedBySomeoneElseAtTheSameTime) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    TestDatabase database(db::Dialect::postgres, migrations());
    database->write([](db::Tx& tx) { record(tx, caller(1, 1), fact("a", 7)); });
    const auto other = db::Database::open(database.options());
    database->write([&](db::Tx& tx) {
        EXPECT_EQ(sequence(tx), 1);
        std::thread([&] {
            EXPECT_EQ(other->write([](db::Tx& theirs) { return sequence(theirs); }), 0);
        }).join();
    });
}

} // namespace weicheng::facts

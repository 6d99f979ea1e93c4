// Two servers never give the same identifiers: the second with a number that is taken is refused,
// and who loses its number writes nothing until it has it again.
#include "platform/db/db.h"
#include "platform/db/dialect.h"
#include "tests/support/database.h"
#include "tests/support/eventually.h"

#include <future>
#include <thread>

namespace weicheng::db {
namespace {

using namespace std::chrono_literals;
using testing::eventually;
using testing::OnBothStores;
using testing::TestDatabase;

std::vector<Migration> notes() {
    return {{"20261122-0001-test", "CREATE TABLE claim_notes (county_id BIGINT NOT NULL, @key);"}};
}

const Query insert_note{"test.insert_claim_note",
                        "INSERT INTO claim_notes (county_id, id) VALUES (1, $1)"};

std::int64_t write_one(Database& database) {
    return database.write([](Tx& tx) {
        const auto id = tx.new_id();
        tx.run(insert_note, {id});
        return id;
    });
}

class Claim : public OnBothStores {};
RUN_ON_BOTH_STORES(Claim);

TEST_P(Claim, IsRefusedToASecondServerUntilTheFirstEnds_R2_1) {
    TestDatabase first(dialect(), notes());
    first->claim_node(0ms);
    const auto second = Database::open(first.options());
    EXPECT_THROW(second->claim_node(0ms), Taken);
    EXPECT_THROW(second->claim_node(60ms), Taken);
    write_one(*second);               // as a command that runs beside the server, which it does
    std::this_thread::sleep_for(2ms); // within the same millisecond only where both just began
    write_one(*first);
    EXPECT_TRUE(first->node_held());
    first.close();
    second->claim_node(2s); // PostgreSQL ends a session a moment after its client
    write_one(*second);
}

TEST_P(Claim, WaitsForAServerThatIsJustEnding_R2_1) {
    TestDatabase first(dialect(), notes());
    first->claim_node(0ms);
    const auto second = Database::open(first.options());
    auto claimed = std::async(std::launch::async, [&] { second->claim_node(60s); });
    EXPECT_EQ(claimed.wait_for(100ms), std::future_status::timeout);
    first.close();
    claimed.get();
}

class ClaimOnPostgres : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
        first.emplace(Dialect::postgres, notes());
        first->operator*().claim_node(0ms);
    }
    Database& server() { return **first; }
    std::unique_ptr<Database> node(int number) const {
        auto options = first->options();
        options.node = number;
        return Database::open(options);
    }
    static void end_the_claims_session(Tx& tx) {
        run_script(tx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE application_name = 'weicheng node' "
                       "AND datname = current_database()");
    }
    std::optional<TestDatabase> first;
};

TEST_F(ClaimOnPostgres, OtherNumbersServeBeside_R2_1) {
    const auto other = node(1);
    other->claim_node(0ms);
    EXPECT_THROW(node(1)->claim_node(0ms), Taken);
    write_one(*other);
    write_one(server());
}

TEST_F(ClaimOnPostgres, ALostConnectionIsMadeAgainAndIdentifiersGoOn_R2_1) {
    auto last = write_one(server());
    for (int round = 0; round < 3; ++round) {
        server().read(end_the_claims_session);
        eventually([&] { return !server().node_held(); });
        eventually([&] { return server().node_held(); });
        const auto next = write_one(server());
        EXPECT_GT(next, last);
        last = next;
    }
    EXPECT_THROW(node(0)->claim_node(0ms), Taken);
}

TEST_F(ClaimOnPostgres, WhileAnotherHasTheNumberNothingIsWritten_R2_1) {
    const auto before = write_one(server());
    const auto far = before + (std::int64_t{60'000} << 22); // a minute of identifiers
    const auto thief = node(7);
    std::promise<void> stolen, enough;
    auto gate = enough.get_future().share();
    std::promise<std::exception_ptr> ended;
    thief->submit(
        [&](Tx& tx) {
            end_the_claims_session(tx);
            run_script(tx, "SELECT pg_advisory_xact_lock(20261122, 0)");
            stolen.set_value();
            gate.wait();
            run_script(tx, "INSERT INTO id_marks (node, millis) VALUES (0, " +
                               std::to_string((far >> 22) + 1'704'067'200'000) +
                               ") ON CONFLICT (node) DO UPDATE SET millis = excluded.millis");
            return Verdict::keep;
        },
        [&](std::exception_ptr trouble) { ended.set_value(trouble); });
    stolen.get_future().wait();
    eventually([&] { return !server().node_held(); });
    EXPECT_THROW(write_one(server()), Away);
    server().read([](Tx& tx) { run_script(tx, "SELECT 1"); }); // reading goes on
    enough.set_value();
    EXPECT_FALSE(ended.get_future().get());
    eventually([&] { return server().node_held(); });
    EXPECT_GT(write_one(server()), far); // beyond what the other may have given
}

} // namespace
} // namespace weicheng::db

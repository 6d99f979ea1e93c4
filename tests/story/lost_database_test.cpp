// PostgreSQL goes away while reports come in: connections are ended, the cluster crashes. Nobody is
// told of a success that was not kept, and the server goes on by itself when the database is back.
// R2.1.
#include "platform/db/dialect.h"
#include "tests/story/promises.h"
#include "tests/story/served.h"

namespace weicheng::story {
namespace {

class LostDatabase : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    }
    /// Told to come again: never that something broke.
    static void expect_come_again(const std::map<int, int>& refused) {
        for (const auto& [status, times] : refused)
            EXPECT_EQ(status, 503) << times << " times";
    }
};

std::size_t cases_in(db::Database& database) {
    return database.read([](db::Tx& tx) {
        return std::stoul(*db::run_script(tx, "SELECT COUNT(*) FROM cases")[0][0]);
    });
}

TEST_F(LostDatabase, ConnectionsEndedUnderLoadCostNothing_R2_1) {
    Town town(db::Dialect::postgres);
    auto& database = town.server.house().database();
    drawn_jpeg();
    Citizens citizens(town.server.port(), "ended", {}, true);
    citizens.wait_for(4);
    for (int round = 0; round < 30; ++round) {
        database.read([](db::Tx& tx) {
            db::run_script(tx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()");
        });
        std::this_thread::sleep_for(std::chrono::milliseconds{30});
    }
    citizens.wait_for(60); // it goes on by itself
    const auto promised = citizens.promises();
    expect_come_again(citizens.refused());
    expect_kept(town.server.port(), promised);
    expect_whole(database, promised.size());
    EXPECT_EQ(cases_in(database), promised.size());
}

TEST_F(LostDatabase, AClusterThatCrashesUnderLoadKeepsWhatWasAnswered_R2_1) {
    const testing::TemporaryFolder folder;
    Cluster cluster(folder.path());
    app::HouseOptions options;
    options.data = (folder.path() / "data").string();
    options.db = cluster.uri();
    options.server.port = 0;
    options.server.threads = 2;
    app::House house(options);
    testing::build_small_county(house.database(), house.clock().now());
    house.serve();
    drawn_jpeg();
    Citizens citizens(house.port(), "crash", {}, true);
    for (std::size_t round = 1; round <= 3; ++round) {
        citizens.wait_for(8 * round);
        cluster.crash();
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
        cluster.start();
    }
    citizens.wait_for(32);
    const auto promised = citizens.promises();
    EXPECT_FALSE(citizens.refused().empty());
    expect_come_again(citizens.refused());
    expect_kept(house.port(), promised);
    expect_whole(house.database(), promised.size());
    EXPECT_EQ(cases_in(house.database()), promised.size());
}

} // namespace
} // namespace weicheng::story

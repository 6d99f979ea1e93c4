// A process killed in the middle of taking reports in, again and again: whatever was answered with
// success is there after the next start, with its photo and facts, nothing is there in half, and
// what was not answered may be sent again without being there twice. R2.1.
#include "platform/db/dialect.h"
#include "tests/story/promises.h"
#include "tests/story/served.h"

#include <random>

namespace weicheng::story {
namespace {

class KilledServer : public testing::OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (IsSkipped()) return;
        place_.emplace(dialect()); // PostgreSQL: only its address is used
        if (dialect() == db::Dialect::postgres) database = place_->options().location;
        place_->close();
        data = folder_.path().string();
        app::House house({.data = data, .db = database});
        testing::build_small_county(house.database(), house.clock().now());
        drawn_jpeg(); // before any other thread
    }
    int lives() const { return dialect() == db::Dialect::sqlite ? 25 : 5; }

    std::string data, database;

  private:
    testing::TemporaryFolder folder_;
    std::optional<testing::TestDatabase> place_;
};

TEST_P(KilledServer, LosesNoReportThatWasAnsweredWithSuccess_R2_1) {
    std::vector<Promised> promised;
    std::vector<Unsure> unsure;
    std::minstd_rand random(7);
    for (int life = 0; life < lives(); ++life) {
        Served served(data, database);
        ASSERT_NE(served.port(), 0) << Served::program() << " does not serve";
        Citizens citizens(served.port(), std::to_string(life), std::move(unsure));
        citizens.wait_for(2 + random() % 5);
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
        served.kill(); // in the middle of what the others are sending
        const auto more = citizens.promises();
        EXPECT_GE(more.size(), 2u);
        promised.insert(promised.end(), more.begin(), more.end());
        unsure = citizens.unsure();
    }
    Served served(data, database);
    Citizens last(served.port(), "last", std::move(unsure));
    last.wait_for(8); // all that was left over, and a little more
    const auto more = last.promises();
    promised.insert(promised.end(), more.begin(), more.end());
    expect_kept(served.port(), promised);
    EXPECT_EQ(served.stop(), 0);
    app::House house({.data = data, .db = database});
    expect_whole(house.database(), promised.size());
    // Each wish was granted once: none was given up, none is there that nobody was told of.
    house.database().read([&](db::Tx& tx) {
        EXPECT_EQ(db::run_script(tx, "SELECT COUNT(*) FROM cases")[0][0],
                  std::to_string(promised.size()));
    });
}

RUN_ON_BOTH_STORES(KilledServer);

} // namespace
} // namespace weicheng::story

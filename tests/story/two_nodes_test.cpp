// Two servers on one PostgreSQL: people talk now to one, now to the other, and what happens later
// happens once. R2.1.
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "platform/facts/facts.h"
#include "tests/story/story_town.h"

#include <set>
#include <thread>

namespace weicheng::story {
namespace {

using namespace std::chrono_literals;

/// Two houses that share a database and a data folder, as two programs on two machines would.
class TwoNodes : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
        database.emplace(db::Dialect::postgres);
        database->close();
        for (int node : {0, 1}) {
            app::HouseOptions options;
            options.data = folder.path().string();
            options.db = database->options().location;
            options.node = node;
            options.server.port = 0;
            options.server.threads = 1;
            nodes.push_back(std::make_unique<app::House>(std::move(options)));
        }
        set_clock(now);
        county = testing::build_small_county(store(), now);
        for (auto& node : nodes)
            node->serve();
    }
    db::Database& store() { return nodes[0]->database(); }
    void set_clock(Instant at) {
        now = at;
        for (auto& node : nodes)
            node->clock().set(now);
    }
    /// Signed in once; each request goes to the other node than the one before.
    Visitor as(const std::string& login) {
        const auto [at, fresh] = sessions.try_emplace(login);
        if (fresh)
            at->second = store().write([&](db::Tx& tx) {
                auto token = auth::open_session(tx, county.id, county.accounts.at(login), now,
                                                {.own = true});
                auto csrf = auth::session(tx, token, now)->csrf_token;
                return std::pair{std::move(token), std::move(csrf)};
            });
        auto visitor = citizen();
        visitor.use_session(at->second.first, at->second.second);
        return visitor;
    }
    Visitor citizen() { return Visitor(nodes[turn++ % nodes.size()]->port()); }

    std::string upload(Visitor by, const std::string& name) {
        const auto bytes = jpeg_named(name);
        auto digest = auth::sha256_hex(bytes);
        EXPECT_EQ(by.put_bytes("/api/v1/blobs/" + digest, bytes, "image/jpeg").status, 201);
        return digest;
    }
    void move(const std::string& login, const std::string& id, const std::string& noun,
              const std::string& body, const std::string& state) {
        set_clock(now + 1min);
        auto seer = as(login);
        const auto seen = seer.get("/api/v1/cases/" + id);
        const auto done =
            as(login).command("/api/v1/cases/" + id + "/" + noun, body, seen.at("/revision"));
        ASSERT_EQ(done.status, 200) << noun << " " << done.body;
        EXPECT_EQ(done.at("/state"), state) << noun;
    }
    /// From the citizen's photo to the strike-off; returns the case's id.
    std::string once_round(const std::string& name) {
        const auto photo = upload(citizen(), "before " + name);
        const auto receipt =
            citizen().command("/api/v1/portal/reports", citizen_report("rubble", photo));
        EXPECT_EQ(receipt.status, 201) << receipt.body;
        const auto found = as("office").get("/api/v1/cases?q=" + receipt.at("/number"));
        const auto id = found.at("/items/0/id");
        move("office", id, "filings", R"({"condition":"rubble","note":""})", "dispatched");
        move("west", id, "receipts", "{}", "handling");
        const auto proof = upload(as("worker"), "after " + name);
        move("worker", id, "handlings", R"({"after_photos":[")" + proof + R"("],"note":"已清运"})",
             "handled");
        move("west", id, "confirmations", R"({"note":""})", "checking");
        move("checker", id, "checks", R"({"result":"pass","note":"","photos":[]})", "checked");
        move("office", id, "closures", R"({"note":""})", "closed");
        return id;
    }
    /// A worker may have the last of it in hand.
    void until_nothing_is_due() {
        while (count("SELECT COUNT(*) FROM timetable WHERE next_at <= " +
                     std::to_string(to_millis(now))) > 0)
            std::this_thread::sleep_for(20ms);
    }
    std::int64_t count(const std::string& sql) {
        return store().read([&](db::Tx& tx) { return std::stoll(*db::run_script(tx, sql)[0][0]); });
    }

    std::optional<testing::TestDatabase> database;
    testing::TemporaryFolder folder;
    std::vector<std::unique_ptr<app::House>> nodes;
    testing::SmallCounty county;
    Instant now = instant_from_rfc3339("2026-11-16T01:00:00Z").value(); // Monday 09:00
    std::map<std::string, std::pair<std::string, std::string>> sessions;
    std::size_t turn = 0;
};

TEST_F(TwoNodes, CarryACaseRoundTogetherAndDoWhatComesLaterOnce_R2_1) {
    drawn_jpeg();
    constexpr int rounds = 6;
    std::set<std::string> ids;
    for (int i = 0; i < rounds; ++i)
        ids.insert(once_round(std::to_string(i)));
    EXPECT_EQ(ids.size(), std::size_t{rounds});
    EXPECT_GT(count("SELECT COUNT(*) FROM facts WHERE (id >> 12) & 1023 = 0"), 0);
    EXPECT_GT(count("SELECT COUNT(*) FROM facts WHERE (id >> 12) & 1023 = 1"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM facts WHERE kind = 'case.settled'"), 0);

    set_clock(now + 24h * 60); // the time for objections is over
    while (count("SELECT COUNT(*) FROM facts WHERE kind = 'case.settled'") < rounds)
        std::this_thread::sleep_for(20ms);
    std::thread beside([&] { nodes[1]->worker().run_due(now); });
    nodes[0]->worker().run_due(now);
    beside.join();
    EXPECT_EQ(count("SELECT COUNT(*) FROM facts WHERE kind = 'case.settled'"), rounds);
    EXPECT_EQ(count("SELECT COUNT(DISTINCT subject_id) FROM facts WHERE kind = 'case.settled'"),
              rounds);
    EXPECT_EQ(count("SELECT COUNT(*) FROM jobs WHERE failed_at IS NOT NULL"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM timetable WHERE attempts <> 0"), 0);
}

TEST_F(TwoNodes, KeepOneTimetableAndGoOnWhenOneStops) {
    EXPECT_EQ(as("office").get("/api/v1/session").status, 200);
    const auto lines = count("SELECT COUNT(*) FROM timetable");
    for (int minute = 1; minute <= 3; ++minute) {
        set_clock(now + 1min);
        std::thread beside([&] { nodes[1]->worker().run_due(now); });
        nodes[0]->worker().run_due(now);
        beside.join();
    }
    until_nothing_is_due();
    nodes[0]->stop();
    nodes.erase(nodes.begin());
    set_clock(now + 24h);
    until_nothing_is_due();
    EXPECT_GE(count("SELECT COUNT(*) FROM timetable"), lines);
    EXPECT_EQ(as("office").get("/api/v1/session").status, 401); // signed in a day ago
    sessions.clear();
    EXPECT_EQ(as("office").get("/api/v1/session").status, 200);
}

} // namespace
} // namespace weicheng::story

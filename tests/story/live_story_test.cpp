// Live updates on the whole server: who may see a case hears of it, over a plain connection, also
// when another node took it in. R2.1, R1.1.
#include "tests/story/story_town.h"

#include <thread>

namespace weicheng::story {
namespace {

using testing::Event;
using testing::Wire;

/// A page that follows what happens.
class Page {
  public:
    Page(std::uint16_t port, const Visitor& who, const std::string& last = "") : wire_(port) {
        Headers headers{{"Cookie", who.cookie()}, {"Accept", "text/event-stream"}};
        if (!last.empty()) headers.emplace_back("Last-Event-ID", last);
        wire_.send(testing::request_text("GET", "/api/v1/events", "", headers));
        answer = wire_.receive_header();
    }
    /// The kinds that are told of one case, until one of them is there.
    std::vector<std::string> until(const std::string& kind) {
        std::vector<std::string> kinds;
        while (const auto event = wire_.next_event()) {
            kinds.push_back(member(event->data, "kind"));
            subjects.insert(member(event->data, "subject_id"));
            if (kinds.back() == kind) break;
        }
        return kinds;
    }
    bool ends() {
        while (const auto event = wire_.next_event())
            subjects.insert(member(event->data, "subject_id"));
        return true;
    }
    std::string last_event_id() const { return wire_.last_event_id(); }

    Answer answer;
    std::set<std::string> subjects;

  private:
    static std::string member(const std::string& json, const std::string& name) {
        Answer data;
        data.body = json;
        return data.at("/" + name);
    }
    Wire wire_;
};

class LiveStory : public testing::OnBothStores {};
RUN_ON_BOTH_STORES(LiveStory);

std::string report_in_west(Town& town, const std::string& name) {
    auto worker = town.as("worker");
    const auto photo =
        testing::remember_photo(town.server.house().database(), town.county.id, name, town.now);
    const auto answer = worker.command("/api/v1/cases", patrol_report("exposed_garbage", photo));
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.at("/id");
}

TEST_P(LiveStory, WhoMaySeeTheCaseHearsOfItAndNobodyElse_R1_1) {
    Town town(dialect());
    Page office(town.server.port(), town.as("office"));
    Page east(town.server.port(), town.as("east")), west(town.server.port(), town.as("west"));
    EXPECT_EQ(office.answer.status, 200);
    EXPECT_EQ(office.answer.header("content-type"), "text/event-stream");
    EXPECT_EQ(office.answer.header("x-accel-buffering"), "no");
    EXPECT_EQ(office.answer.header("cache-control"), "no-store, no-transform");
    const auto id = report_in_west(town, "one");
    const auto kinds = office.until("case.dispatched");
    EXPECT_EQ(kinds, (std::vector<std::string>{"case.reported", "case.filed", "case.dispatched"}));
    EXPECT_EQ(west.until("case.dispatched"), kinds);
    EXPECT_EQ(office.subjects, std::set<std::string>{id});
    auto people = town.as("west");
    EXPECT_EQ(act(people, id, "receipts", "{}").status, 200);
    EXPECT_EQ(office.until("case.signed"), std::vector<std::string>{"case.signed"});
    town.server.house().stop();
    EXPECT_TRUE(east.ends());
    EXPECT_TRUE(east.subjects.empty());
}

TEST_P(LiveStory, AUnitHearsOfTheStepThatTakesACaseFromIt_R2_2) {
    Town town(dialect());
    const auto id = report_in_west(town, "one");
    auto office = town.as("office");
    const auto give_to = [&](BodyId body) {
        const auto done = act(office, id, "reassignments",
                              R"({"body_id":")" + std::to_string(body.value) +
                                  R"(","reason":"wrong_unit","note":""})");
        EXPECT_EQ(done.status, 200) << done.body;
    };
    Page east(town.server.port(), town.as("east"));
    give_to(town.county.east_team);
    EXPECT_EQ(east.until("case.reassigned").back(), "case.reassigned");
    give_to(town.county.west_team);
    EXPECT_EQ(east.until("case.reassigned"), std::vector<std::string>{"case.reassigned"});
    auto west = town.as("west");
    EXPECT_EQ(act(west, id, "receipts", "{}").status, 200);
    EXPECT_EQ(town.as("east").get("/api/v1/cases/" + id).status, 404);
    town.server.house().stop();
    east.subjects.clear();
    EXPECT_TRUE(east.ends());
    EXPECT_TRUE(east.subjects.empty()); // what happens to it now is no longer told
}

TEST_P(LiveStory, AnHourBetweenHeartbeatsStillEndsAStreamAtSignOut_R1_1) {
    Town town(dialect(),
              [](app::HouseOptions& options) { options.live.heartbeat = std::chrono::hours{1}; });
    auto office = town.as("office"), elsewhere = town.as("office");
    Page leaves(town.server.port(), office), stays(town.server.port(), elsewhere);
    EXPECT_EQ(office.send("DELETE", "/api/v1/session", "", "").status, 204);
    EXPECT_TRUE(leaves.ends());
    report_in_west(town, "one");
    stays.until("case.dispatched");
    EXPECT_EQ(stays.subjects.size(), 1U);
}

TEST_P(LiveStory, AConnectionThatBrokeGoesOnWhereItWas) {
    Town town(dialect());
    auto office = town.as("office");
    std::string last;
    {
        Page page(town.server.port(), office);
        report_in_west(town, "one");
        page.until("case.dispatched");
        last = page.last_event_id();
    }
    const auto missed = report_in_west(town, "two");
    Page page(town.server.port(), office, last);
    page.until("case.dispatched");
    EXPECT_EQ(page.subjects, std::set<std::string>{missed});
}

TEST(LiveStream, NobodyFollowsWithoutASessionAndItEndsWithIt_R1_1) {
    testing::TestServer server(db::Dialect::sqlite, [](app::HouseOptions& options) {
        options.live.heartbeat = std::chrono::milliseconds{30};
    });
    auto reader = server.visitor_with({"cases.read"});
    EXPECT_EQ(server.visitor().get("/api/v1/events").code(), "auth.sign_in_first");
    Page page(server.port(), reader);
    EXPECT_EQ(page.answer.status, 200);
    EXPECT_EQ(reader.send("DELETE", "/api/v1/session", "", "").status, 204);
    EXPECT_TRUE(page.ends());
}

TEST(LiveStream, IsNoUseOfTheSession_R1_1) {
    testing::TestServer server(db::Dialect::sqlite, [](app::HouseOptions& options) {
        options.live.heartbeat = std::chrono::milliseconds{30};
    });
    auto& clock = server.house().clock();
    const auto began = clock.now();
    clock.set(began);
    auto reader = server.visitor_with({"cases.read"});
    for (const auto passed : {std::chrono::hours{7}, std::chrono::hours{11}}) {
        clock.set(began + passed);
        EXPECT_EQ(Page(server.port(), reader).answer.status, 200);
    }
    Page page(server.port(), reader);
    clock.set(began + std::chrono::hours{13}); // nobody has touched a key for so long
    EXPECT_TRUE(page.ends());
    EXPECT_EQ(Page(server.port(), reader).answer.status, 401);
}

TEST(LiveNodes, AnotherNodesChangesArriveToo) {
    if (!testing::have_postgres()) GTEST_SKIP() << testing::no_postgres;
    std::string place;
    Town town(db::Dialect::postgres, [&](app::HouseOptions& options) { place = options.db; });
    const testing::TemporaryFolder folder;
    std::filesystem::copy(town.server.data(), folder.path(),
                          std::filesystem::copy_options::recursive);
    app::HouseOptions options;
    options.data = folder.path().string();
    options.db = place;
    options.node = 1;
    options.server.port = 0;
    app::House other(options);
    other.clock().set(town.now);
    other.serve();
    Page page(other.port(), town.as("office"));
    EXPECT_EQ(page.answer.status, 200);
    const auto id = report_in_west(town, "one");
    page.until("case.dispatched");
    EXPECT_EQ(page.subjects, std::set<std::string>{id});
}

TEST(LiveStream, TheFiguresTellOfItAndOfTheWriter) {
    testing::TestServer server;
    auto reader = server.visitor_with({"cases.read"});
    Page page(server.port(), reader);
    const auto text = server.visitor().get("/metrics").body;
    EXPECT_NE(text.find("\nweicheng_event_streams 1\n"), std::string::npos) << text;
    for (const char* name :
         {"weicheng_writer_waiting", "weicheng_writer_largest_batch", "weicheng_commits_total",
          "weicheng_committed_writes_total", "weicheng_commit_failures_total"})
        EXPECT_NE(text.find(std::string("\n") + name + " "), std::string::npos) << name;
}

} // namespace
} // namespace weicheng::story

// Live updates: who hears what, from where on, and when the stream ends.
#include "platform/facts/live.h"

#include "platform/facts/facts.h"
#include "platform/http/stream.h"
#include "tests/support/database.h"

#include <map>
#include <mutex>
#include <thread>

namespace weicheng::facts {
namespace {

using testing::OnBothStores;
using testing::TestDatabase;
using namespace std::chrono_literals;

const Instant noon = from_millis(1'795'320'000'000);

Caller with_power(std::int64_t account, Scope scope) {
    Caller made{CountyId{1}};
    made.account = AccountId{account};
    made.grants = {{"things.read", scope}};
    return made;
}

/// One listener's end of the stream, without a socket.
class Ear {
  public:
    explicit Ear(Result<http::RawReply> reply) {
        if (!reply) {
            refused = reply.refusal().code;
            return;
        }
        type = reply->content_type;
        stream_ = reply->stream;
    }
    ~Ear() {
        if (stream_) stream_->drop();
    }
    /// What was told up to the words, which are waited for.
    std::string until(std::string_view words) {
        for (;;) {
            heard_ += stream_->take();
            if (const auto at = heard_.find(words); at != std::string::npos) {
                auto text = heard_.substr(0, at + words.size());
                heard_.erase(0, at + words.size());
                return text;
            }
            std::this_thread::sleep_for(2ms);
        }
    }
    void until_it_ends() {
        while (!stream_->ended())
            std::this_thread::sleep_for(2ms);
    }
    http::Stream& stream() { return *stream_; }

    std::string refused, type;

  private:
    std::shared_ptr<http::Stream> stream_;
    std::string heard_;
};

LiveOptions quick() {
    LiveOptions options;
    options.heartbeat = 40ms;
    options.poll = 10ms;
    options.longest_gap = 50;
    options.standing_subjects = {"post"};
    options.account_subject = "account";
    return options;
}

/// Things of body 10 (their number is even) and of body 11, one of them made by account 42. The
/// token of a listener is his account's number.
class LiveWorld {
  public:
    explicit LiveWorld(db::Dialect dialect, LiveOptions options = quick())
        : database(dialect, migrations()),
          live(
              *database, clock_,
              {{"thing",
                [](db::Tx&, CountyId, std::int64_t subject) {
                    return Audience{[subject](const Caller& caller) {
                        return caller.may_in("things.read", BodyId{10 + subject % 2}) ||
                               (subject == 3 && caller.account == AccountId{42});
                    }};
                },
                [](const Fact& fact) {
                    if (fact.kind != "thing.taken") return Audience{};
                    return Audience{[](const Caller& caller) {
                        return caller.may_in("things.read", BodyId{10});
                    }};
                }}},
              [this](db::Tx&, std::string_view token, Instant) { return who(token); }, options) {
        live.start();
    }

    void happen(const std::string& kind, std::int64_t subject, std::int64_t county = 1,
                const std::string& subject_kind = "thing") {
        database->write([&](db::Tx& tx) {
            record(tx, Caller{CountyId{county}}, {kind, subject_kind, subject, noon});
        });
        if (dialect() == db::Dialect::postgres) database->write([](db::Tx& tx) { sequence(tx); });
    }
    db::Dialect dialect() { return database->dialect(); }

    Result<http::RawReply> open(const Caller& caller, const std::string& last = "") {
        {
            const std::lock_guard lock(mutex_);
            standing_[std::to_string(caller.account.value)] = caller;
        }
        http::Request request;
        if (!last.empty()) request.headers["last-event-id"] = last;
        const auto token = std::to_string(caller.account.value);
        return live.open({caller, noon, Locale::zh, request, *database, token});
    }
    void dismiss(const Caller& caller, bool altogether = true) {
        const std::lock_guard lock(mutex_);
        const auto token = std::to_string(caller.account.value);
        if (altogether)
            standing_.erase(token);
        else
            standing_[token].grants.clear();
    }

    TestDatabase database;

  private:
    std::optional<Caller> who(std::string_view token) {
        const std::lock_guard lock(mutex_);
        const auto found = standing_.find(std::string(token));
        return found == standing_.end() ? std::nullopt : std::optional{found->second};
    }
    Clock clock_;
    std::mutex mutex_;
    std::map<std::string, Caller> standing_;

  public:
    Live live;
};

const Caller all = with_power(1, {});
const Caller ten = with_power(2, {BodyId{10}});
const Caller maker = [] {
    Caller made{CountyId{1}};
    made.account = AccountId{42};
    return made;
}();

class LiveUpdates : public OnBothStores {};
RUN_ON_BOTH_STORES(LiveUpdates);

TEST_P(LiveUpdates, TellEachWhatHeMaySee_R1_1) {
    LiveWorld world(dialect());
    Ear office(world.open(all)), team(world.open(ten)), reporter(world.open(maker));
    EXPECT_EQ(office.type, "text/event-stream");
    world.happen("thing.made", 2);          // of body 10
    world.happen("thing.made", 3);          // of body 11, made by account 42
    world.happen("thing.made", 2, 9);       // in another county
    world.happen("secret.kept", 2, 1, "x"); // nobody speaks for it
    world.happen("thing.ended", 2);
    const auto told = office.until("thing.ended");
    EXPECT_NE(told.find(R"(id: 1
event: fact
data: {"kind":"thing.made","subject_kind":"thing","subject_id":"2"}

)"),
              std::string::npos)
        << told;
    EXPECT_NE(told.find(R"("subject_id":"3")"), std::string::npos);
    EXPECT_EQ(told.find("secret"), std::string::npos);
    const auto of_team = team.until("thing.ended");
    EXPECT_EQ(of_team.find(R"("subject_id":"3")"), std::string::npos);
    EXPECT_NE(of_team.find(R"("subject_id":"2")"), std::string::npos);
    const auto of_reporter = reporter.until("id: 4\n"); // the beat that follows
    EXPECT_NE(of_reporter.find(R"("subject_id":"3")"), std::string::npos);
    EXPECT_EQ(of_reporter.find(R"("subject_id":"2")"), std::string::npos);
}

TEST_P(LiveUpdates, GoOnAfterTheLastEventThatArrived) {
    LiveWorld world(dialect());
    for (const char* kind : {"one", "two", "three"})
        world.happen(kind, 2);
    Ear again(world.open(all, "1"));
    const auto told = again.until("three");
    EXPECT_EQ(told.find("\"one\""), std::string::npos);
    EXPECT_NE(told.find("\"two\""), std::string::npos);
    Ear fresh(world.open(all));
    EXPECT_EQ(fresh.until("id: 3\n\n").find("event: fact"), std::string::npos);
}

TEST_P(LiveUpdates, SayToLoadAnewWhenTooMuchWasMissedOrTheNumberIsStrange) {
    LiveWorld world(dialect());
    for (int i = 0; i < 60; ++i)
        world.happen("thing.made", 2);
    for (const char* last : {"0", "9", "61", "-3", "abc", "99999999999999999999"}) {
        Ear ear(world.open(all, last));
        const auto told = ear.until("event: reset\ndata: {}\n\n");
        EXPECT_EQ(told.find("event: fact"), std::string::npos) << last;
        EXPECT_NE(told.find("id: 60\n"), std::string::npos) << last;
        world.live.streams();
    }
    Ear close(world.open(all, "11"));
    const auto told = close.until("id: 60\nevent: fact");
    EXPECT_EQ(told.find("reset"), std::string::npos);
}

TEST_P(LiveUpdates, EndWithTheSession) {
    LiveWorld world(dialect());
    Ear stays(world.open(all)), leaves(world.open(ten));
    world.dismiss(ten);
    leaves.until_it_ends();
    world.happen("thing.made", 2);
    stays.until("thing.made");
}

TEST_P(LiveUpdates, AreJudgedByThePowersAtThatMoment_R1_1) {
    auto options = quick();
    options.heartbeat = 10min; // only the fact itself makes it look again
    LiveWorld world(dialect(), options);
    Ear ear(world.open(ten)), witness(world.open(all));
    world.happen("thing.made", 2);
    ear.until("thing.made");
    world.dismiss(ten, false);
    world.happen("post.vacated", 5, 1, "post");
    world.happen("thing.ended", 2);
    witness.until("thing.ended");
    EXPECT_EQ(ear.stream().take().find("thing.ended"), std::string::npos);
}

TEST_P(LiveUpdates, EndAtOnceForAnAccountThatSignsOut_R1_1) {
    auto options = quick();
    options.heartbeat = 10min; // only the fact itself makes it look again
    LiveWorld world(dialect(), options);
    Ear stays(world.open(all)), leaves(world.open(ten));
    world.dismiss(ten);
    world.happen("account.signed_out", ten.account.value, 1, "account");
    leaves.until_it_ends();
    world.happen("thing.made", 2);
    stays.until("thing.made");
}

TEST_P(LiveUpdates, TellTheFormerBodyOfTheFactThatTookTheThing_R1_1) {
    LiveWorld world(dialect());
    Ear former(world.open(ten)), office(world.open(all)), stranger(world.open(maker));
    world.happen("thing.made", 5);  // of body 11: never seen by body 10
    world.happen("thing.taken", 5); // from body 10 to body 11
    world.happen("thing.ended", 5);
    world.happen("thing.made", 2);
    const auto told = former.until("thing.made");
    EXPECT_NE(told.find("thing.taken"), std::string::npos);
    EXPECT_EQ(told.find("thing.ended"), std::string::npos);
    EXPECT_NE(office.until("thing.ended").find("thing.taken"), std::string::npos);
    EXPECT_EQ(stranger.until("id: 4\n").find("thing.taken"), std::string::npos);
}

TEST_P(LiveUpdates, AreBoundedPerAccountAndInAll) {
    auto options = quick();
    options.streams_of_account = 2;
    options.streams = 3;
    LiveWorld world(dialect(), options);
    auto first = std::make_unique<Ear>(world.open(all));
    Ear second(world.open(all));
    EXPECT_EQ(Ear(world.open(all)).refused, "events.too_many");
    Ear other(world.open(ten));
    EXPECT_EQ(Ear(world.open(maker)).refused, "server.busy");
    first.reset(); // the page was closed
    EXPECT_EQ(Ear(world.open(maker)).refused, "");
}

TEST_P(LiveUpdates, DropWhoDoesNotListen) {
    auto options = quick();
    options.room = 700;
    LiveWorld world(dialect(), options);
    Ear deaf(world.open(all)), hears(world.open(ten));
    for (int i = 0; i < 20; ++i) {
        world.happen("thing.made", 2);
        hears.until("thing.made");
    }
    EXPECT_TRUE(deaf.stream().ended());
    EXPECT_TRUE(deaf.stream().fell_behind());
    EXPECT_FALSE(hears.stream().ended());
}

TEST_P(LiveUpdates, BeatWithThePlaceWhereTheListenerIs) {
    LiveWorld world(dialect());
    Ear reporter(world.open(maker));
    reporter.until(": here\nid: 0\n\n");
    reporter.until(": here\nid: 0\n\n");
    world.happen("thing.made", 2); // not for him, but he need not hear it again
    reporter.until(": here\nid: 1\n\n");
}

TEST_P(LiveUpdates, EndWhenTheServerStops) {
    LiveWorld world(dialect());
    Ear ear(world.open(all));
    world.live.stop();
    EXPECT_TRUE(ear.stream().ended());
    EXPECT_EQ(Ear(world.open(all)).refused, "server.busy");
}

} // namespace
} // namespace weicheng::facts

// Reactions to facts on both stores: order, batches, retries, who waits for whom, crashes.
#include "platform/jobs/jobs.h"
#include "tests/support/database.h"

#include "foundation/clock.h"
#include "platform/db/dialect.h"

#include <algorithm>
#include <thread>

namespace weicheng::jobs {
namespace {

using namespace std::chrono_literals;
using testing::OnBothStores;
using testing::TestDatabase;

constexpr CountyId county{7}, other_county{8};
const Instant noon = *instant_from_rfc3339("2026-11-22T04:00:00Z");

const db::Query insert_note{"test.insert_note",
                            "INSERT INTO notes (county_id, id, word) VALUES ($1, $2, $3)"};
const db::Query select_notes{"test.select_notes", "SELECT word FROM notes ORDER BY id"};

std::vector<db::Migration> steps() {
    auto all = migrations();
    for (auto& migration : facts::migrations())
        all.push_back(migration);
    all.push_back({"20261202-0001-test",
                   "CREATE TABLE notes (county_id BIGINT NOT NULL, @key, word TEXT NOT NULL);"});
    return all;
}

class Reactions : public OnBothStores {
  protected:
    void SetUp() override {
        OnBothStores::SetUp();
        if (!IsSkipped()) database.emplace(dialect(), steps());
    }
    /// Notes "<name> <subject>" for each case that closes; throws while `broken` holds the subject.
    Reaction notes(const char* name = "test.note", const char* fact = "case.closed") {
        return {fact, name,
                [this, name](db::Tx& tx, CountyId where, const facts::RecordedFact& told, Instant) {
                    tx.run(insert_note, {where, tx.new_id(),
                                         std::string(name + 5) + " " +
                                             std::to_string(told.fact.subject) + told.fact.body});
                    if (std::count(broken.begin(), broken.end(), told.fact.subject))
                        throw std::runtime_error("the printer is empty");
                }};
    }
    Timetable where() {
        return {.lines = {}, .counties = [](db::Tx&) {
                    return std::vector<CountyId>{county, other_county};
                }};
    }
    Worker worker(std::vector<Reaction> reactions) {
        return Worker(
            **database, clock, {},
            [this](const std::string& words) { complaints.push_back(words); }, where(),
            std::move(reactions));
    }
    void happens(const char* kind, std::int64_t subject, const char* body = "",
                 CountyId where = county) {
        (**database).write([&](db::Tx& tx) {
            facts::record(tx, {.county = where}, {kind, "case", subject, noon, body});
        });
        if (dialect() == db::Dialect::postgres) // so that the order is that of the test
            (**database).write([](db::Tx& tx) { facts::sequence(tx); });
    }
    std::string noted() {
        std::string all;
        for (const auto& word : (**database).read([](db::Tx& tx) {
                 return tx.rows(select_notes, {},
                                [](const db::Row& row) { return row.get<std::string>(0); });
             }))
            (all += all.empty() ? "" : ", ") += word;
        return all;
    }
    std::vector<FailedJob> given_up() {
        return (**database).read([](db::Tx& tx) { return failed(tx, county, 50); });
    }

    Clock clock;
    std::optional<TestDatabase> database;
    std::vector<std::int64_t> broken;
    std::vector<std::string> complaints;
};
RUN_ON_BOTH_STORES(Reactions);

/// SQLite serves one process.
class ReactionsOnPostgres : public Reactions {};
INSTANTIATE_TEST_SUITE_P(Stores, ReactionsOnPostgres, ::testing::Values(db::Dialect::postgres),
                         testing::store_name);

TEST_P(Reactions, FollowTheFactsOfTheirKindInOrderAndOnce) {
    auto at_work = worker({notes(), notes("test.open", "case.reported")});
    happens("case.reported", 1);
    happens("case.closed", 1);
    happens("case.closed", 2);
    happens("case.closed", 1);
    happens("case.closed", 9, "", other_county);
    at_work.run_due(noon);
    EXPECT_EQ(noted(), "note 1, note 2, note 1, open 1, note 9");
    at_work.run_due(noon);
    happens("case.signed", 1);
    at_work.run_due(noon);
    EXPECT_EQ(noted(), "note 1, note 2, note 1, open 1, note 9");
}

TEST_P(Reactions, TakeManyFactsInBatches) {
    auto at_work = worker({notes()});
    (**database).write([&](db::Tx& tx) {
        for (int i = 0; i < 250; ++i)
            facts::record(tx, {.county = county}, {"case.closed", "case", i + 1, noon, ""});
    });
    EXPECT_EQ(at_work.run_due(noon), 3); // 100, 100, 50
    const auto all = noted();
    EXPECT_EQ(std::count(all.begin(), all.end(), ','), 249);
    EXPECT_TRUE(all.starts_with("note 1, note 2, note 3,"));
    EXPECT_TRUE(all.ends_with(", note 249, note 250"));
}

TEST_P(Reactions, TroubleKeepsBackItsOwnSubjectOnlyAndIsTriedAgain) {
    auto at_work = worker({notes()});
    broken = {2};
    happens("case.closed", 1);
    happens("case.closed", 2, " a");
    happens("case.closed", 3);
    happens("case.closed", 2, " b");
    at_work.run_due(noon);
    EXPECT_EQ(noted(), "note 1, note 3"); // what it wrote before it threw is gone
    happens("case.closed", 2, " c");
    happens("case.closed", 4);
    at_work.run_due(noon + 1s);
    EXPECT_EQ(noted(), "note 1, note 3, note 4");
    broken.clear();
    at_work.run_due(noon + 4s); // not yet
    EXPECT_EQ(noted(), "note 1, note 3, note 4");
    at_work.run_due(noon + pause_after(1));
    EXPECT_EQ(noted(), "note 1, note 3, note 4, note 2 a, note 2 b, note 2 c");
    EXPECT_TRUE(given_up().empty());
}

TEST_P(Reactions, GivenUpAreSeenBlockTheirSubjectOnlyAndGoOnWhenTriedAgain) {
    auto at_work = worker({notes(), notes("test.count")});
    broken = {2};
    happens("case.closed", 2, " a");
    happens("case.closed", 2, " b");
    auto now = noon;
    for (int tries = 1; tries <= most_tries; ++tries) {
        at_work.run_due(now);
        now += pause_after(tries);
    }
    at_work.run_due(now + 24h);
    const auto all = given_up(); // one for each reaction
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].job.payload, R"({"fact":"case.closed","case":"2","behind":1})");
    EXPECT_EQ(all[0].error, "the printer is empty");
    EXPECT_FALSE(all[0].recurring);
    EXPECT_EQ(complaints.size(), 2u);
    happens("case.closed", 3);
    at_work.run_due(now);
    EXPECT_EQ(noted(), "count 3, note 3");

    broken.clear();
    at_work.run_due(now + 240h); // nobody tries again by itself
    EXPECT_EQ(noted(), "count 3, note 3");
    const auto one = std::find_if(
        all.begin(), all.end(), [](const FailedJob& each) { return each.job.kind == "test.note"; });
    ASSERT_NE(one, all.end());
    EXPECT_TRUE((**database).write([&](db::Tx& tx) {
        return jobs::try_again(tx, county, one->job.id, now);
    }));
    at_work.run_due(now);
    EXPECT_EQ(noted(), "count 3, note 3, note 2 a, note 2 b");
    EXPECT_EQ(given_up().size(), 1u);
}

TEST_P(Reactions, HaveTheirEffectOnceWhenTheProcessEndsInBetween) {
    happens("case.closed", 1);
    happens("case.closed", 2);
    bool ends = true;
    auto dies = notes();
    const auto effect = dies.run;
    dies.run = [&](db::Tx& tx, CountyId where, const facts::RecordedFact& told, Instant now) {
        effect(tx, where, told, now);
        if (ends && told.fact.subject == 2) throw db::Busy("as if the process had ended here");
    };
    {
        auto at_work = worker({dies});
        EXPECT_THROW(at_work.run_due(noon), db::Busy); // after the effects, before the commit
    }
    EXPECT_EQ(noted(), "");
    database->reopen();
    ends = false;
    auto again = worker({dies});
    again.run_due(noon);
    database->reopen();
    auto last = worker({dies});
    last.run_due(noon);
    EXPECT_EQ(noted(), "note 1, note 2");
}

TEST_P(Reactions, BeginAtTheFirstFactOfANewCountyAndWithTodayInAnOlderOne) {
    happens("case.closed", 1);
    worker({notes()}).run_due(noon); // the county is followed from its founding on
    EXPECT_EQ(noted(), "note 1");
    auto with_another = worker({notes(), notes("test.late")});
    with_another.run_due(noon); // a reaction that an upgrade brings looks forward only
    happens("case.closed", 2);
    with_another.run_due(noon);
    EXPECT_EQ(noted(), "note 1, late 2, note 2");
}

TEST_P(ReactionsOnPostgres, OfTwoNodesOneDoesEachOnce) {
    auto options = database->options();
    options.node = 1;
    const auto second = db::Database::open(options);
    Worker here(**database, clock, {}, {}, where(), {notes()});
    Worker there(*second, clock, {}, {}, where(), {notes()});
    here.run_due(noon);
    here.start();
    there.start();
    for (int i = 1; i <= 60; ++i)
        happens("case.closed", i % 7);
    const auto all_done = [&] {
        const auto all = noted();
        return std::count(all.begin(), all.end(), ',') >= 59;
    };
    for (int waited = 0; waited < 600 && !all_done(); ++waited)
        std::this_thread::sleep_for(50ms);
    here.stop();
    there.stop();
    here.run_due(noon);
    const auto all = noted();
    EXPECT_EQ(std::count(all.begin(), all.end(), ','), 59) << all;
}

TEST_P(Reactions, WithoutANameOfTheirOwnStopTheStart) {
    const auto told = [&](std::vector<Reaction> reactions) {
        try {
            worker(std::move(reactions));
        } catch (const Bug& trouble) {
            return std::string(trouble.what());
        }
        return std::string();
    };
    auto nameless = notes(), idle = notes(), about_nothing = notes();
    nameless.name.clear();
    idle.run = {};
    about_nothing.fact.clear();
    EXPECT_NE(told({nameless})
                  .find("\"case.closed\" named \"\" has no name; give it one in "
                        "Module::reactions"),
              std::string::npos);
    EXPECT_NE(told({notes(), notes()}).find("give each a name of its own"), std::string::npos);
    EXPECT_NE(told({idle}).find("does nothing"), std::string::npos);
    EXPECT_NE(told({about_nothing}).find("say which kind it reacts to"), std::string::npos);
    EXPECT_EQ(told({notes()}), "");
}

} // namespace
} // namespace weicheng::jobs

// Identifiers: increasing whatever the clock does, unique over threads and nodes.
#include "platform/db/id_maker.h"

#include "foundation/check.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <thread>
#include <vector>

namespace weicheng::db {

static constexpr std::int64_t noon = 1'795'320'000'000; // some moment in 2026

TEST(IdMaker, PutsTimeNodeAndSequenceTogether) {
    IdMaker ids(5);
    const auto first = ids.next(noon);
    EXPECT_EQ(first >> 22, noon - IdMaker::epoch_millis);
    EXPECT_EQ(first >> 12 & 1023, 5);
    EXPECT_EQ(first & 4095, 0);
    EXPECT_EQ(ids.next(noon), first + 1);
}

TEST(IdMaker, StaysIncreasingWhenTheClockStepsBack) {
    IdMaker ids(0);
    std::mt19937 random(7);
    std::int64_t last = 0, now = noon;
    for (int i = 0; i < 100'000; ++i) {
        now += std::uniform_int_distribution<int>(-500, 500)(random);
        const auto id = ids.next(now);
        ASSERT_GT(id, last);
        last = id;
    }
    EXPECT_GT(ids.next(0), last); // a machine whose clock battery died
}

TEST(IdMaker, BorrowsTheNextMillisecondWhenOneIsFull) {
    IdMaker ids(1023);
    std::int64_t last = 0;
    for (int i = 0; i < 4096 * 3; ++i) {
        const auto id = ids.next(noon);
        ASSERT_GT(id, last);
        ASSERT_EQ(id >> 12 & 1023, 1023);
        last = id;
    }
    EXPECT_EQ(last >> 22, noon - IdMaker::epoch_millis + 2);
}

TEST(IdMaker, NeverGivesTheSameTwiceToThreads) {
    IdMaker ids(3);
    std::vector<std::vector<std::int64_t>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made)
        threads.emplace_back([&] {
            for (int i = 0; i < 20'000; ++i)
                mine.push_back(ids.next());
        });
    for (auto& thread : threads)
        thread.join();
    std::vector<std::int64_t> all;
    for (const auto& mine : made) {
        EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
        all.insert(all.end(), mine.begin(), mine.end());
    }
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

TEST(IdMaker, SkipsWhatAnEarlierRunMayHaveGiven) {
    IdMaker before(0), after(0);
    const auto last = before.next(noon);
    after.skip_to(before.newest_millis() + 1);
    EXPECT_GT(after.next(noon - 86'400'000), last);
}

TEST(IdMaker, AfterASkipKeepsOutOfTheWayOfAProgramBesideIt) {
    IdMaker server(0), command(0);
    command.skip_to(noon);
    std::vector<std::int64_t> all;
    for (int i = 0; i < 100; ++i)
        all.push_back(command.next(noon - 60'000));
    for (int i = 0; i < 1000; ++i)
        all.push_back(server.next(noon));
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

TEST(IdMaker, RefusesANodeThatDoesNotFit) {
    EXPECT_THROW(IdMaker(1024), Bug);
    EXPECT_THROW(IdMaker(-1), Bug);
}

} // namespace weicheng::db

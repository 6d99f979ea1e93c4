// Citizens who go on reporting whatever happens to the server, and what must hold afterwards: each
// report that was answered with success is there, once and whole. For the stories only.
#pragma once

#include "tests/story/story_town.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace weicheng::story {

/// A report the server has answered with 201.
struct Promised {
    std::string number, code, photo;
};

/// A report that may have been taken or not: it is sent again with the same key.
struct Unsure {
    std::string key, body, photo, bytes;
};

struct Citizens {
    /// Four at once; they begin with what an earlier server left unanswered.
    Citizens(std::uint16_t port, std::string name, std::vector<Unsure> unsure = {},
             bool come_again = false);
    ~Citizens();
    Citizens(const Citizens&) = delete;

    /// Waits for so many reports, or until the server is gone for all.
    void wait_for(std::size_t reports);
    /// They end after the report at hand; with `come_again` it is sent until it is answered.
    void stop();
    std::vector<Promised> promises();
    std::vector<Unsure> unsure();
    /// Every status other than 201 and none at all.
    std::map<int, int> refused();

  private:
    void live(int who);
    std::optional<Unsure> next(int who, int number);
    bool report(const Unsure& input);
    Answer ask(const Unsure& input);

    std::uint16_t port_;
    std::string name_;
    bool come_again_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::size_t gone_ = 0;
    std::deque<Unsure> left_over_;
    std::vector<Promised> promised_;
    std::vector<Unsure> unsure_;
    std::map<int, int> refused_;
    std::vector<std::thread> threads_;
};

/// The citizen finds each report, with its picture.
void expect_kept(std::uint16_t port, const std::vector<Promised>& promised);
/// Each report in the store is whole, promised or not, and none is there twice.
void expect_whole(db::Database& database, std::size_t promised);

} // namespace weicheng::story

// A server with a few made-up endpoints and visitors, for the tests of platform/http.
#pragma once

#include "platform/embedded.h"
#include "platform/http/server.h"
#include "tests/support/client.h"
#include "tests/support/database.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace weicheng::http::testing {

struct Note {
    std::string words;
    int stars = 0;
};
SHAPE(Note, (words, between(1, 100)), (stars, between(0, 5)));

struct Kept {
    std::int64_t id = 0;
    std::string words;
    std::int64_t revision = 1;
};
SHAPE(Kept, id, words, revision);

/// Holds requests back until it is opened.
class Gate {
  public:
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void open() {
        std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void until_someone_waits(int count = 1) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

/// Cookie tokens are names: "reader" has no power, "writer" has notes.write.
class LittleServer {
  public:
    explicit LittleServer(db::Dialect dialect = db::Dialect::sqlite, WireLimits limits = {},
                          FrontOptions options = {}, db::Options store = {});
    ~LittleServer();

    std::uint16_t port() const { return server_->port(); }
    weicheng::testing::Visitor visitor() { return weicheng::testing::Visitor(port()); }
    weicheng::testing::Visitor writer();
    /// How many rows the notes have.
    std::int64_t notes();
    db::Database& database() { return *database_; }
    Gate& gate() { return gate_; }
    /// The server's end of GET /stream, of whoever asked next; waits for it.
    std::shared_ptr<Stream> next_stream();
    Server& server() { return *server_; }
    Front& front() { return *front_; }

  private:
    std::vector<Endpoint> endpoints();

    weicheng::testing::TestDatabase database_;
    Clock clock_;
    Gate gate_;
    std::mutex streams_mutex_;
    std::condition_variable streams_changed_;
    std::vector<std::shared_ptr<Stream>> streams_;
    std::unique_ptr<Front> front_;
    std::unique_ptr<Server> server_;
};

} // namespace weicheng::http::testing

// The whole program in this process, on a free port, with a fresh database. For tests only.
#pragma once

#include "app/house.h"
#include "tests/support/client.h"
#include "tests/support/database.h"

#include <functional>
#include <memory>

namespace weicheng::testing {

class TestServer {
  public:
    using Tweak = std::function<void(app::HouseOptions&)>;
    explicit TestServer(db::Dialect dialect = db::Dialect::sqlite, Tweak tweak = {});
    ~TestServer();
    TestServer(const TestServer&) = delete;

    app::House& house() { return *house_; }
    std::uint16_t port() { return house_->port(); }
    Visitor visitor() { return Visitor(port()); }
    /// The folder of data; with SQLite the store lies there too.
    std::filesystem::path data() const;
    /// Stops and starts again on the same data (another port).
    void restart();

    /// A county with calendar and rules, made directly; no account yet.
    CountyId found_county();
    /// A signed-in visitor: a person in a post with exactly these powers in the whole county
    /// (besides what everyone has).
    Visitor visitor_with(const std::vector<std::string>& powers);

  private:
    void open();

    TestDatabase database_; // only its place; the house opens it
    TemporaryFolder folder_;
    Tweak tweak_;
    std::unique_ptr<app::House> house_;
    CountyId county_;
    BodyId office_;
    int visitors_ = 0;
};

} // namespace weicheng::testing

// The whole program put together: store, modules, front, server, worker. The commands use it, and
// the tests that start a real server.
#pragma once

#include "foundation/clock.h"
#include "platform/auth/auth.h"
#include "platform/db/db.h"
#include "platform/facts/live.h"
#include "platform/files/files.h"
#include "platform/http/server.h"
#include "platform/jobs/jobs.h"
#include "platform/module.h"

#include <memory>
#include <string>
#include <vector>

namespace weicheng::app {

struct HouseOptions {
    std::string data;               // folder; made when it is not there
    std::string db = {};            // postgres://…; empty: SQLite in the folder
    std::string photo_program = {}; // empty: beside this program
    int node = 0;
    std::chrono::milliseconds node_patience{3'000}; // for a server that is just ending
    std::size_t commit_batch = 512;                 // see db::Options
    bool long_statements = false;                   // a recount may take minutes
    bool secure_cookies = false;
    bool open_metrics = false;
    auth::Limits limits = {};
    http::ServerOptions server = {};
    http::FrontOptions front = {};
    facts::LiveOptions live = {};
};

class House {
  public:
    /// Opens the store and brings it up to date.
    explicit House(HouseOptions options);
    /// Stops everything in order.
    ~House();
    House(const House&) = delete;

    /// Listens and works in the background; Fault when it cannot.
    void serve();
    /// Finishes what was accepted. Safe to call twice.
    void stop();
    std::uint16_t port() const;

    db::Database& database() { return *database_; }
    Clock& clock() { return clock_; }
    Services services();
    const std::vector<std::string>& migrations_applied() const { return applied_; }
    const std::vector<http::Endpoint>& endpoints() const { return endpoints_; }
    const std::vector<RefusalWords>& refusals() const { return refusals_; }
    jobs::Worker& worker() { return *worker_; }

  private:
    void take_shipped_rules();
    void open_front();
    void add_figures();

    HouseOptions options_;
    Clock clock_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<auth::Secrets> secrets_;
    std::unique_ptr<files::Store> files_;
    std::vector<std::string> applied_;
    bool demo_ = false;
    std::vector<http::Endpoint> endpoints_;
    std::vector<RefusalWords> refusals_;
    std::vector<facts::AudienceSource> audiences_;
    std::vector<std::shared_ptr<Companion>> companions_;
    std::unique_ptr<facts::Live> live_;
    std::unique_ptr<http::Front> front_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<jobs::Worker> worker_;
};

/// Every endpoint of the program, also its own (/healthz …): what OpenAPI describes.
std::vector<http::Endpoint> described_endpoints();

} // namespace weicheng::app

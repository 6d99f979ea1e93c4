#include "app/house.h"

#include "app/contract.h"
#include "app/modules.h"
#include "app/system_endpoints.h"
#include "modules/rulebook/rulebook.h"
#include "platform/embedded.h"
#include "platform/log/log.h"

#include <filesystem>

namespace weicheng::app {

static std::unique_ptr<db::Database> open_database(const HouseOptions& options) {
    std::error_code trouble;
    std::filesystem::create_directories(options.data, trouble);
    if (trouble)
        throw db::Fault("cannot make the data folder " + options.data + ": " + trouble.message());
    db::Options opened{.location = options.db.empty() ? options.data : options.db,
                       .node = options.node,
                       .commit_batch = options.commit_batch};
    if (options.long_statements) opened.statement_limit = std::chrono::hours{1};
    return db::Database::open(opened);
}

House::House(HouseOptions options)
    : options_(std::move(options)), database_(open_database(options_)),
      secrets_(std::make_unique<auth::Secrets>(options_.data)),
      files_(options_.photo_program.empty()
                 ? std::make_unique<files::Store>(options_.data)
                 : std::make_unique<files::Store>(options_.data, options_.photo_program)) {
    applied_ = db::migrate(*database_, all_migrations(all_modules(Services{})));
    demo_ = database_->read([](db::Tx& tx) {
        const auto home = auth::home_county(tx);
        return home && home->demo;
    });
    const auto modules = all_modules(services());
    join_modules(*database_, modules,
                 {.secrets = secrets_.get(),
                  .limits = options_.limits,
                  .secure_cookies = options_.secure_cookies});
    refusals_ = all_refusals(modules);
    endpoints_ = all_endpoints(modules);
    audiences_ = all_audiences(modules);
    companions_ = all_companions(modules);
    const auto complain = [](const std::string& trouble) {
        log::error("jobs.trouble", {{"trouble", trouble}});
    };
    worker_ = std::make_unique<jobs::Worker>(*database_, clock_, all_jobs(modules), complain,
                                             timetable_of(modules), all_reactions(modules));
}

House::~House() {
    stop();
}

Services House::services() {
    return {.clock = &clock_,
            .database = database_.get(),
            .files = files_.get(),
            .secrets = secrets_.get(),
            .demo = demo_};
}

/// Who stands behind a credential; counts as use of it where a database is given.
static std::optional<http::Visitor> behind(db::Tx& tx, std::string_view credential, Instant now,
                                           db::Database* touched) {
    if (const auto token = http::bearer_token(credential)) {
        auto found = auth::bearer(tx, *token, now);
        if (!found) return std::nullopt;
        if (touched != nullptr) auth::touch_token(*touched, *found, now);
        return http::Visitor{std::move(found->caller), "", found->locale};
    }
    auto found = auth::session(tx, credential, now);
    if (!found) return std::nullopt;
    if (touched != nullptr) auth::touch_session(*touched, *found, now);
    return http::Visitor{std::move(found->caller), std::move(found->csrf_token), found->locale,
                         found->must_change_password};
}

static std::optional<http::Visitor> glance(db::Tx& tx, std::string_view credential, Instant now) {
    return behind(tx, credential, now, nullptr);
}

static http::Surroundings surroundings(db::Database& database, const Clock& clock) {
    return {.database = &database,
            .clock = &clock,
            .session_cookie = auth::session_cookie,
            .visitor = [&database](db::Tx& tx, std::string_view credential,
                                   Instant now) { return behind(tx, credential, now, &database); },
            .glance = glance,
            .home_county = [](db::Tx& tx) -> std::optional<CountyId> {
                const auto home = auth::home_county(tx);
                return home ? std::optional{home->id} : std::nullopt;
            }};
}

void House::open_front() {
    auto endpoints = endpoints_;
    const auto text = std::make_shared<std::string>();
    for (auto& endpoint : system_endpoints({.metrics = [this] { return front_->metrics().text(); },
                          .openapi = [text] { return *text; },
                          .events = [this](const auto& context) { return live_->open(context); },
                          .open_metrics = options_.open_metrics}))
        endpoints.push_back(std::move(endpoint));
    *text = http::openapi(endpoints, contract());
    front_ =
        std::make_unique<http::Front>(surroundings(*database_, clock_), std::move(endpoints),
                                      refusals_, embedded_files(Embedded::web), options_.front);
    add_figures();
}

void House::add_figures() {
    auto& metrics = front_->metrics();
    const auto writer = [this] { return database_->writer_figures(); };
    metrics.add_gauge("weicheng_slow_waiting", "Requests that wait for a slow thread.",
                      [this] { return double(front_->slow_waiting()); });
    metrics.add_gauge("weicheng_connections", "Open connections.",
                      [this] { return server_ ? double(server_->connections()) : 0.0; });
    metrics.add_counter("weicheng_connections_refused_total",
                        "Connections closed at once: too many of their address, or in all.",
                        [this] { return server_ ? double(server_->connections_refused()) : 0.0; });
    metrics.add_gauge("weicheng_writer_waiting", "Writes that wait for the writer.",
                      [writer] { return double(writer().waiting); });
    metrics.add_gauge("weicheng_writer_largest_batch", "The most writes that shared one commit.",
                      [writer] { return double(writer().largest_batch); });
    metrics.add_counter("weicheng_commits_total", "Transactions that are durable.",
                        [writer] { return double(writer().commits); });
    metrics.add_counter("weicheng_committed_writes_total", "Writes in those transactions.",
                        [writer] { return double(writer().works); });
    metrics.add_counter("weicheng_commit_failures_total", "Transactions that came to nothing.",
                        [writer] { return double(writer().failures); });
    metrics.add_gauge("weicheng_node_held",
                      "1 while no other server can take this one's node number; else no writes.",
                      [this] { return database_->node_held() ? 1.0 : 0.0; });
    metrics.add_gauge("weicheng_event_streams", "Open streams of live updates.",
                      [this] { return double(live_->streams()); });
    metrics.add_counter("weicheng_events_total", "Events told over those streams.",
                        [this] { return double(live_->events_sent()); });
}

static std::optional<Caller> who_is(db::Tx& tx, std::string_view token, Instant now) {
    auto found = glance(tx, token, now);
    return found ? std::optional{std::move(found->caller)} : std::nullopt;
}

/// What the program ships otherwise than its forerunner reaches every county.
void House::take_shipped_rules() {
    const auto now = clock_.now();
    const auto counties = database_->read([](db::Tx& tx) { return auth::counties(tx); });
    for (const auto county : counties) {
        const auto refused =
            database_->write([&](db::Tx& tx) { return rulebook::take_shipped(tx, county, now); });
        for (const auto& schema : refused)
            log::warning("rulebook.shipment_refused",
                         {{"county", county.value}, {"schema", schema}});
    }
}

void House::serve() {
    database_->claim_node(options_.node_patience);
    take_shipped_rules();
    auto live = options_.live;
    live.standing_subjects = {"body", "person", "post"};
    live.account_subject = "account";
    live_ = std::make_unique<facts::Live>(*database_, clock_, audiences_, who_is, std::move(live));
    open_front();
    server_ = std::make_unique<http::Server>(*front_, options_.server);
    worker_->start();
    live_->start();
    for (const auto& companion : companions_)
        companion->start(*database_);
    server_->start();
}

void House::stop() {
    if (server_) server_->stop();
    worker_->stop();
    if (live_) live_->stop();
    for (const auto& companion : companions_)
        companion->stop();
    if (front_) front_->drain();
    database_.reset(); // ends what the writer still holds; its replies go nowhere
    server_.reset();
    front_.reset();
    live_.reset();
}

std::uint16_t House::port() const {
    return server_ ? server_->port() : std::uint16_t{0};
}

std::vector<http::Endpoint> described_endpoints() {
    auto endpoints = all_endpoints(all_modules(Services{}));
    for (auto& endpoint : system_endpoints({}))
        endpoints.push_back(std::move(endpoint));
    return endpoints;
}

} // namespace weicheng::app

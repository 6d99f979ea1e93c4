#include "tests/support/database.h"

#include <atomic>
#include <cstdlib>
#include <libpq-fe.h>
#include <random>
#include <stdexcept>
#include <unistd.h>

namespace weicheng::testing {

static std::string unique_name() {
    static std::atomic<int> count{0};
    static const unsigned chance = std::random_device{}();
    return "weicheng_test_" + std::to_string(getpid()) + "_" + std::to_string(chance) + "_" +
           std::to_string(count++);
}

TemporaryFolder::TemporaryFolder() : path_(std::filesystem::temp_directory_path() / unique_name()) {
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

static const char* postgres_uri() {
    return std::getenv("WEICHENG_TEST_POSTGRES");
}

bool have_postgres() {
    return postgres_uri() != nullptr && *postgres_uri() != '\0';
}

/// Runs one statement in the cluster's own database.
static void on_cluster(const std::string& sql) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(postgres_uri()),
                                                                  &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(connection.get(), sql.c_str()), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}

/// The cluster's URI with another database: postgres://user@host:port/<name>?…
static std::string uri_of(const std::string& name) {
    const std::string uri = postgres_uri();
    const auto authority = uri.find("://") + 3;
    const auto path = std::min(uri.find('/', authority), uri.find('?', authority));
    const auto query = uri.find('?', authority);
    return uri.substr(0, std::min(path, uri.size())) + "/" + name +
           (query == std::string::npos ? "" : uri.substr(query));
}

PostgresDatabase::PostgresDatabase(const std::string& order) : name_(unique_name()) {
    on_cluster("CREATE DATABASE " + name_ + " TEMPLATE template0 ENCODING 'UTF8' " + order);
}

PostgresDatabase::~PostgresDatabase() {
    try {
        on_cluster("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "a test database stays behind: %s\n", trouble.what());
    }
}

std::string PostgresDatabase::uri() const {
    return uri_of(name_);
}

TestDatabase::TestDatabase(db::Dialect dialect, std::vector<db::Migration> migrations,
                           db::Options options)
    : options_(std::move(options)) {
    if (dialect == db::Dialect::sqlite) {
        folder_ = std::make_unique<TemporaryFolder>();
        options_.location = folder_->path().string();
    } else {
        postgres_ = std::make_unique<PostgresDatabase>();
        options_.location = postgres_->uri();
    }
    reopen();
    if (!migrations.empty()) db::migrate(*database_, std::move(migrations));
}

void TestDatabase::reopen() {
    database_.reset();
    database_ = db::Database::open(options_);
}

} // namespace weicheng::testing

#include "tests/support/database.h"

#include <atomic>
#include <cstdlib>
#include <libpq-fe.h>
#include <map>
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

PostgresDatabase::PostgresDatabase(const PostgresDatabase& original) : name_(unique_name()) {
    on_cluster("CREATE DATABASE " + name_ + " TEMPLATE " + original.name_);
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

/// A place for a store: a folder or a PostgreSQL database.
Place::Place(db::Dialect dialect) {
    if (dialect == db::Dialect::sqlite)
        folder_ = std::make_unique<TemporaryFolder>();
    else
        postgres_ = std::make_unique<PostgresDatabase>();
}

Place::Place(const Place& original) {
    if (original.postgres_) {
        postgres_ = std::make_unique<PostgresDatabase>(*original.postgres_);
        return;
    }
    folder_ = std::make_unique<TemporaryFolder>();
    std::filesystem::copy(original.folder_->path(), folder_->path(),
                          std::filesystem::copy_options::recursive);
}

std::string Place::location() const {
    return postgres_ ? postgres_->uri() : folder_->path().string();
}

/// What these migrations make, made once in this process and kept to be copied.
static const Place& migrated(db::Dialect dialect, const std::vector<db::Migration>& migrations) {
    static std::map<std::string, Place> made;
    std::string key = dialect == db::Dialect::sqlite ? "sqlite" : "postgres";
    for (const auto& migration : migrations)
        key += "\n" + migration.name + "\n" + migration.sql;
    const auto [at, is_new] = made.try_emplace(key, dialect);
    if (is_new) db::migrate(*db::Database::open({.location = at->second.location()}), migrations);
    return at->second;
}

TestDatabase::TestDatabase(db::Dialect dialect, const std::vector<db::Migration>& migrations,
                           db::Options options)
    : options_(std::move(options)),
      place_(migrations.empty() ? Place(dialect) : migrated(dialect, migrations)) {
    options_.location = place_.location();
    reopen();
    if (!migrations.empty()) db::migrate(*database_, migrations); // a copy has them: looked at only
}

void TestDatabase::reopen() {
    database_.reset();
    database_ = db::Database::open(options_);
}

} // namespace weicheng::testing

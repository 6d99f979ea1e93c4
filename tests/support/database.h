// A fresh database for a test, on SQLite or PostgreSQL, gone afterwards. For tests only.
#pragma once

#include "platform/db/db.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace weicheng::testing {

/// A folder of its own, removed at the end.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// False when WEICHENG_TEST_POSTGRES is not set.
bool have_postgres();
/// The words a skipped half says.
inline constexpr const char* no_postgres =
    "the PostgreSQL half is skipped: WEICHENG_TEST_POSTGRES is not set";

/// A PostgreSQL database of its own, dropped at the end.
class PostgresDatabase {
  public:
    /// `order` is the end of CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'.
    explicit PostgresDatabase(const std::string& order = "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
    /// A copy; nobody may be connected to the original.
    PostgresDatabase(const PostgresDatabase& original);
    ~PostgresDatabase();
    std::string uri() const;

  private:
    std::string name_;
};

/// Where a store lies: a folder (SQLite) or a database. A copy holds the same data.
class Place {
  public:
    explicit Place(db::Dialect dialect);
    /// Nobody may have the original open.
    Place(const Place& original);
    std::string location() const;

  private:
    std::unique_ptr<TemporaryFolder> folder_;
    std::unique_ptr<PostgresDatabase> postgres_;
};

class TestDatabase {
  public:
    /// With all migrations applied: the first of a process migrates, the others are copies of what
    /// that made. `location` of the options is filled in here.
    explicit TestDatabase(db::Dialect dialect, const std::vector<db::Migration>& migrations = {},
                          db::Options options = {});
    TestDatabase(const TestDatabase&) = delete;

    db::Database& operator*() { return *database_; }
    db::Database* operator->() { return database_.get(); }
    const db::Options& options() const { return options_; }
    /// Closes it, as at the end of a process, and opens it again.
    void reopen();
    void close() { database_.reset(); }

  private:
    db::Options options_;
    Place place_;
    std::unique_ptr<db::Database> database_;
};

/// A suite whose tests run on both databases:
///   class CloseCase : public OnBothStores {};
///   TEST_P(CloseCase, IsDurable) { TestDatabase database(dialect()); … }
///   RUN_ON_BOTH_STORES(CloseCase);
class OnBothStores : public ::testing::TestWithParam<db::Dialect> {
  protected:
    void SetUp() override {
        if (dialect() == db::Dialect::postgres && !have_postgres()) GTEST_SKIP() << no_postgres;
    }
    db::Dialect dialect() const { return GetParam(); }
};

inline std::string store_name(const ::testing::TestParamInfo<db::Dialect>& info) {
    return info.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL";
}

} // namespace weicheng::testing

#define RUN_ON_BOTH_STORES(suite)                                                                  \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        Stores, suite,                                                                             \
        ::testing::Values(::weicheng::db::Dialect::sqlite, ::weicheng::db::Dialect::postgres),     \
        ::weicheng::testing::store_name)

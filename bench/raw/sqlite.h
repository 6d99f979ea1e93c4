// Plain SQLite, as thin as it goes: what the raw limits are measured with.
#pragma once

#include <chrono>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

namespace weicheng::bench {

class Store {
  public:
    explicit Store(const std::string& file, bool writing = false) {
        const int flags =
            writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
        if (sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK)
            throw std::runtime_error("cannot open " + file);
        run("PRAGMA cache_size = -65536");
    }
    ~Store() { sqlite3_close(handle_); }
    Store(const Store&) = delete;

    void run(const std::string& sql) {
        char* words = nullptr;
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &words) == SQLITE_OK) return;
        const std::string why = words ? words : "";
        sqlite3_free(words);
        throw std::runtime_error(sql + ": " + why);
    }
    sqlite3* handle() const { return handle_; }

  private:
    sqlite3* handle_ = nullptr;
};

class Statement {
  public:
    Statement(const Store& store, const std::string& sql) {
        if (sqlite3_prepare_v2(store.handle(), sql.c_str(), -1, &handle_, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(store.handle()));
    }
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement&) = delete;

    Statement& bind(int at, std::int64_t value) {
        sqlite3_bind_int64(handle_, at, value);
        return *this;
    }
    Statement& bind(int at, double value) {
        sqlite3_bind_double(handle_, at, value);
        return *this;
    }
    bool step() {
        const int said = sqlite3_step(handle_);
        if (said == SQLITE_ROW) return true;
        if (said == SQLITE_DONE) return false;
        throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(handle_)));
    }
    void reset() { sqlite3_reset(handle_); }
    std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
    std::string text(int column) const {
        const auto* words = sqlite3_column_text(handle_, column);
        return words ? reinterpret_cast<const char*>(words) : "";
    }
    /// Runs it to its end, looking at every column.
    int read_all() {
        int rows = 0;
        for (; step(); ++rows)
            for (int i = 0; i < sqlite3_column_count(handle_); ++i)
                seen_ += sqlite3_column_bytes(handle_, i);
        reset();
        return rows;
    }
    sqlite3_stmt* handle() const { return handle_; }

  private:
    sqlite3_stmt* handle_ = nullptr;
    std::int64_t seen_ = 0;
};

/// How often `once` can be done in a second, tried for about two.
template <class Once>
double rate_of(Once once) {
    using clock = std::chrono::steady_clock;
    const auto began = clock::now();
    long done = 0;
    double seconds = 0;
    while (seconds < 2) {
        once();
        ++done;
        seconds = std::chrono::duration<double>(clock::now() - began).count();
    }
    return static_cast<double>(done) / seconds;
}

} // namespace weicheng::bench

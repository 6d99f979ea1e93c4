// The program itself in a process of its own, to be killed, and the database server it may lean on.
// For the stories only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace weicheng::story {

/// The program beside the test program, serving one data folder.
class Served {
  public:
    /// `database` is a postgres://… address, or empty. Waits until it serves; port 0 when it does
    /// not.
    Served(const std::string& data, const std::string& database, int node = 0);
    ~Served() { kill(); }
    Served(const Served&) = delete;

    /// As a loss of power would.
    void kill();
    /// Asks it to stop; returns its exit code once it has.
    int stop();
    std::uint16_t port() const { return port_; }

    static std::string program();

  private:
    pid_t child_ = 0;
    std::uint16_t port_ = 0;
};

/// A PostgreSQL cluster of its own, with real syncs, that may be stopped and started. Gone
/// afterwards.
class Cluster {
  public:
    explicit Cluster(const std::filesystem::path& folder);
    ~Cluster();
    Cluster(const Cluster&) = delete;

    void start();
    /// At once, without a word to those who are connected and without a checkpoint.
    void crash();
    /// Of its one database.
    std::string uri() const;

  private:
    int control(const std::vector<std::string>& words) const;

    std::string data_;
    int port_ = 0;
    bool running_ = false;
};

} // namespace weicheng::story

// A disk for SQLite that fails when told to, and that knows what would survive a loss of power. For
// tests only; nothing of it is in the product.
#pragma once

#include <filesystem>
#include <memory>

namespace weicheng::testing {

/// What the disk answers when it fails.
enum class DiskTrouble {
    full,      // a write finds no room (SQLITE_FULL)
    bad_write, // a write fails (SQLITE_IOERR_WRITE)
    bad_sync,  // a sync fails (SQLITE_IOERR_FSYNC)
};

/// While it lives, databases that this process opens lie on it. One at a time.
class FailingDisk {
  public:
    FailingDisk();
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;

    /// The nth operation (from 1, counted from now) of the trouble's kind fails: writes for a full
    /// disk and bad writes, syncs for bad syncs; with `and_after` also all that follow, until
    /// heal().
    void fail_at(int nth, DiskTrouble trouble, bool and_after);
    void heal();
    /// Whether something failed since fail_at().
    bool has_failed() const;

    /// Lays into a folder what a data folder would hold after a loss of power now: each file as it
    /// was when it was last synced.
    void lose_power(const std::filesystem::path& data, const std::filesystem::path& into) const;

    struct State;

  private:
    std::unique_ptr<State> state_;
};

} // namespace weicheng::testing

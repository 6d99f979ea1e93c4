// Keeps one address from filling the disk: so many pictures at once, so many a minute. Inside
// platform/files only.
#pragma once

#include "foundation/time.h"

#include <map>
#include <mutex>
#include <string>

namespace weicheng::files {

class UploadLimit {
  public:
    static constexpr int at_once = 200; // an office behind one address is not a flood
    static constexpr std::chrono::milliseconds refill{1000};
    static constexpr std::size_t most_addresses = 10'000;

    /// Counts one picture; false when the address must wait.
    bool admit(const std::string& address, Instant now) {
        const std::lock_guard lock(mutex_);
        if (full_again_.size() >= most_addresses)
            std::erase_if(full_again_, [now](const auto& entry) { return entry.second <= now; });
        Instant& full_again = full_again_[address];
        full_again = std::max(full_again, now);
        if (full_again - now >= refill * at_once) return false;
        full_again += refill;
        return true;
    }

  private:
    std::mutex mutex_;
    std::map<std::string, Instant> full_again_; // when the address may send all at once again
};

} // namespace weicheng::files

// The one source of "now"; tests and the demo set it, rules never see it (they are given an
// Instant).
#pragma once

#include "foundation/time.h"

#include <atomic>

namespace weicheng {

class Clock {
  public:
    /// The machine's time, or the time it was set to.
    Instant now() const {
        const auto fixed = fixed_millis_.load(std::memory_order_relaxed);
        if (fixed != 0) return from_millis(fixed);
        return std::chrono::time_point_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now());
    }
    void set(Instant at) { fixed_millis_.store(to_millis(at), std::memory_order_relaxed); }
    void run_freely() { fixed_millis_.store(0, std::memory_order_relaxed); }

  private:
    std::atomic<std::int64_t> fixed_millis_{0};
};

} // namespace weicheng

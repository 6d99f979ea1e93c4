// Token buckets in memory by peer address, for endpoints open to everyone. Many citizens may share
// one address, so the defaults are generous. Used by the front.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weicheng::http {

/// Requests to paths that begin with `prefix`: at most `burst` at once, refilled by `per_minute`.
struct RateRule {
    std::string prefix;
    int per_minute = 600;
    int burst = 300;
    bool changes_only = true; // GET is free
};

/// What an address may still send.
struct Allowance {
    int limit = 0; // at once
    int remaining = 0;
    int full_after_seconds = 0;
    int seconds_to_wait = 0; // 0 when the request may pass
};

class RateLimit {
  public:
    using Moment = std::chrono::steady_clock::time_point;
    explicit RateLimit(std::vector<RateRule> rules) : rules_(std::move(rules)) {}
    /// Counts the request. The first rule that fits counts; nothing where none fits.
    std::optional<Allowance> count(std::string_view peer, std::string_view path, bool changes,
                                   Moment now);

  private:
    struct Bucket {
        double tokens;
        Moment filled_at;
    };
    void drop_full_buckets(Moment now);

    std::vector<RateRule> rules_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_; // "<rule>|<peer>"
};

} // namespace weicheng::http

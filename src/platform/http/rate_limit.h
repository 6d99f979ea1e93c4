// Token buckets in memory by peer address, for endpoints open to everyone. Many citizens may share
// one address, so the defaults are generous. Used by the front.
#pragma once

#include <chrono>
#include <mutex>
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

class RateLimit {
  public:
    using Moment = std::chrono::steady_clock::time_point;
    explicit RateLimit(std::vector<RateRule> rules) : rules_(std::move(rules)) {}
    /// 0 when the request may pass, else the seconds to wait. The first rule that fits counts.
    int seconds_to_wait(std::string_view peer, std::string_view path, bool changes, Moment now);

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

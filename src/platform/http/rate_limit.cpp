#include "platform/http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace weicheng::http {

/// More addresses than this at one time are an attack; then the fullest buckets go first.
static constexpr std::size_t most_buckets = 100'000;

static double refilled(double tokens, const RateRule& rule, std::chrono::duration<double> passed) {
    return std::min<double>(rule.burst, tokens + passed.count() * rule.per_minute / 60.0);
}

std::optional<Allowance> RateLimit::count(std::string_view peer, std::string_view path,
                                          bool changes, Moment now) {
    const auto rule = std::find_if(rules_.begin(), rules_.end(), [&](const RateRule& candidate) {
        return path.starts_with(candidate.prefix) && (changes || !candidate.changes_only);
    });
    if (rule == rules_.end() || rule->per_minute <= 0) return std::nullopt;
    auto name = std::to_string(rule - rules_.begin()) + "|";
    name += peer;
    std::lock_guard lock(mutex_);
    if (buckets_.size() >= most_buckets) drop_full_buckets(now);
    auto& bucket =
        buckets_.try_emplace(std::move(name), Bucket{double(rule->burst), now}).first->second;
    bucket.tokens = refilled(bucket.tokens, *rule, now - bucket.filled_at);
    bucket.filled_at = now;
    const auto seconds_until = [&](double tokens) {
        return static_cast<int>(
            std::ceil(std::max(0.0, tokens - bucket.tokens) * 60.0 / rule->per_minute));
    };
    const int wait = seconds_until(1);
    if (wait == 0) bucket.tokens -= 1;
    return Allowance{rule->burst, static_cast<int>(bucket.tokens), seconds_until(rule->burst),
                     wait};
}

void RateLimit::drop_full_buckets(Moment now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        const auto& rule = rules_[static_cast<std::size_t>(std::stoi(entry.first))];
        return refilled(entry.second.tokens, rule, now - entry.second.filled_at) >= rule.burst;
    });
    if (buckets_.size() >= most_buckets) buckets_.clear();
}

} // namespace weicheng::http

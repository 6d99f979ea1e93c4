#include "platform/http/metrics.h"

#include <algorithm>

namespace weicheng::http {

Metrics::Metrics(std::vector<std::string> operations) : names_{"page", "none"} {
    names_.insert(names_.end(), operations.begin(), operations.end());
    counts_ = std::make_unique<Counts[]>(names_.size());
}

void Metrics::count(std::size_t place, int status, std::chrono::nanoseconds took) {
    auto& counts = counts_[place];
    const auto at = static_cast<std::size_t>(std::clamp(status, 100, 599) - 100);
    counts.by_status[at].fetch_add(1, std::memory_order_relaxed);
    const double seconds = std::chrono::duration<double>(took).count();
    const auto slot = std::lower_bound(bounds_seconds.begin(), bounds_seconds.end(), seconds);
    counts.by_time[static_cast<std::size_t>(slot - bounds_seconds.begin())].fetch_add(
        1, std::memory_order_relaxed);
    counts.total_nanoseconds.fetch_add(static_cast<std::uint64_t>(took.count()),
                                       std::memory_order_relaxed);
}

void Metrics::add_gauge(std::string name, std::string words, std::function<double()> look) {
    figures_.push_back({std::move(name), std::move(words), "gauge", std::move(look)});
}

void Metrics::add_counter(std::string name, std::string words, std::function<double()> look) {
    figures_.push_back({std::move(name), std::move(words), "counter", std::move(look)});
}

static std::string number(double value) {
    std::string text;
    print_number(text, value);
    return text;
}

std::string Metrics::text() const {
    std::string requests = "# HELP weicheng_requests_total Requests answered.\n"
                           "# TYPE weicheng_requests_total counter\n";
    std::string times =
        "# HELP weicheng_request_seconds Time from the whole request to its reply.\n"
        "# TYPE weicheng_request_seconds histogram\n";
    for (std::size_t place = 0; place < names_.size(); ++place) {
        const auto& counts = counts_[place];
        const auto label = "{operation=\"" + names_[place] + "\"";
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < counts.by_status.size(); ++i) {
            const auto count = counts.by_status[i].load(std::memory_order_relaxed);
            all += count;
            if (count != 0)
                requests += "weicheng_requests_total" + label + ",status=\"" +
                            std::to_string(i + 100) + "\"} " + std::to_string(count) + "\n";
        }
        if (all == 0) continue;
        std::uint64_t so_far = 0;
        for (std::size_t i = 0; i < counts.by_time.size(); ++i) {
            so_far += counts.by_time[i].load(std::memory_order_relaxed);
            const auto bound = i < bounds_seconds.size() ? number(bounds_seconds[i]) : "+Inf";
            times += "weicheng_request_seconds_bucket" + label + ",le=\"" + bound + "\"} " +
                     std::to_string(so_far) + "\n";
        }
        const auto sum = static_cast<double>(counts.total_nanoseconds.load()) / 1e9;
        times += "weicheng_request_seconds_sum" + label + "} " + number(sum) + "\n";
        times += "weicheng_request_seconds_count" + label + "} " + std::to_string(so_far) + "\n";
    }
    std::string text = requests + times;
    for (const auto& figure : figures_) {
        text += "# HELP " + figure.name + " " + figure.words + "\n# TYPE " + figure.name + " " +
                figure.type + "\n";
        text += figure.name + " " + number(figure.look()) + "\n";
    }
    return text;
}

} // namespace weicheng::http

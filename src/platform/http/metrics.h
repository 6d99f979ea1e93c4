// Counts of what was answered and how long it took, as Prometheus text. Any thread may count.
#pragma once

#include "platform/http/endpoint.h"

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace weicheng::http {

class Metrics {
  public:
    /// One place per operation; pages and unknown addresses count as "page" and "none".
    explicit Metrics(std::vector<std::string> operations);
    static constexpr std::size_t page = 0;
    static constexpr std::size_t none = 1;
    /// Of operations[i].
    static constexpr std::size_t place_of(std::size_t operation) { return operation + 2; }

    void count(std::size_t place, int status, std::chrono::nanoseconds took);

    /// A number looked up when the text is printed: the writer's queue, open connections …
    void add_gauge(std::string name, std::string words, std::function<double()> look);
    /// The same for a number that only grows.
    void add_counter(std::string name, std::string words, std::function<double()> look);
    std::string text() const;

  private:
    static constexpr std::array<double, 12> bounds_seconds{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
    struct Counts {
        std::array<std::atomic<std::uint64_t>, 500> by_status{}; // 100..599
        std::array<std::atomic<std::uint64_t>, bounds_seconds.size() + 1> by_time{};
        std::atomic<std::uint64_t> total_nanoseconds{0};
    };
    struct Figure {
        std::string name, words;
        const char* type;
        std::function<double()> look;
    };
    std::vector<std::string> names_;
    std::unique_ptr<Counts[]> counts_;
    std::vector<Figure> figures_;
};

} // namespace weicheng::http

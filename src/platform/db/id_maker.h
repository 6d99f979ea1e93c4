// Makes identifiers: 41 bits of milliseconds since 2024-01-01, 10 bits node, 12 bits sequence.
// Used inside platform/db.
#pragma once

#include <atomic>
#include <cstdint>

namespace weicheng::db {

class IdMaker {
  public:
    /// 2024-01-01T00:00:00Z in Unix milliseconds.
    static constexpr std::int64_t epoch_millis = 1'704'067'200'000;

    explicit IdMaker(int node);

    /// Greater than every identifier given before, also when `now_millis` (Unix) steps back.
    /// Any thread.
    std::int64_t next(std::int64_t now_millis);
    std::int64_t next();

    /// Never again gives an identifier of a moment before this one (Unix milliseconds). Begins in
    /// the upper half of that millisecond's numbers: a program of the same node that runs beside
    /// this one (an administrator's command) and comes to that moment later hardly goes so far.
    void skip_to(std::int64_t now_millis);
    /// The Unix millisecond of the newest identifier.
    std::int64_t newest_millis() const;
    int node() const;

  private:
    std::int64_t node_bits_;
    std::atomic<std::int64_t> last_{0}; // milliseconds since the epoch << 12 | sequence
};

} // namespace weicheng::db

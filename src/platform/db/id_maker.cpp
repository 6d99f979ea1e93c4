#include "platform/db/id_maker.h"

#include "foundation/check.h"

#include <algorithm>
#include <chrono>

namespace weicheng::db {

static constexpr int sequence_bits = 12;
static constexpr int node_bits = 10;

IdMaker::IdMaker(int node) : node_bits_(std::int64_t{node} << sequence_bits) {
    check(node >= 0 && node < (1 << node_bits), "a node's number is 0 to 1023");
}

std::int64_t IdMaker::next(std::int64_t now_millis) {
    const auto earliest = std::max<std::int64_t>(now_millis - epoch_millis, 0) << sequence_bits;
    auto last = last_.load(std::memory_order_relaxed);
    std::int64_t mine;
    // A full millisecond or a clock that stepped back borrows from the future.
    do
        mine = std::max(earliest, last + 1);
    while (!last_.compare_exchange_weak(last, mine, std::memory_order_relaxed));
    const auto sequence = mine & ((1 << sequence_bits) - 1);
    return (mine >> sequence_bits) << (sequence_bits + node_bits) | node_bits_ | sequence;
}

std::int64_t IdMaker::next() {
    using namespace std::chrono;
    return next(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

void IdMaker::skip_to(std::int64_t now_millis) {
    constexpr std::int64_t half = 1 << (sequence_bits - 1);
    const auto earliest =
        (std::max<std::int64_t>(now_millis - epoch_millis, 0) << sequence_bits) + half;
    auto last = last_.load(std::memory_order_relaxed);
    while (last < earliest &&
           !last_.compare_exchange_weak(last, earliest, std::memory_order_relaxed)) {
    }
}

std::int64_t IdMaker::newest_millis() const {
    return (last_.load(std::memory_order_relaxed) >> sequence_bits) + epoch_millis;
}

int IdMaker::node() const {
    return static_cast<int>(node_bits_ >> sequence_bits);
}

} // namespace weicheng::db

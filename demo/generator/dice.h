// Choices that are the same for the same seed on every machine. Used by the demo generator only.
#pragma once

#include "foundation/check.h"

#include <cstdint>
#include <vector>

namespace weicheng::demo {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// Both ends included.
    int between(int low, int high) {
        check(low <= high, "dice need a range");
        const auto span = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<int>(next() % span);
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        check(!items.empty(), "dice need something to pick from");
        return items[next() % items.size()];
    }
    /// The index of one weight, heavier ones more often.
    std::size_t weighted(const std::vector<int>& weights) {
        int sum = 0;
        for (const int weight : weights)
            sum += weight;
        int left = between(1, sum);
        for (std::size_t i = 0; i < weights.size(); ++i)
            if ((left -= weights[i]) <= 0) return i;
        return weights.size() - 1;
    }
    /// Dice of their own for one part, so that a change in one part leaves the others alone.
    Dice split() { return Dice(next()); }

  private:
    // SplitMix64 (public domain): the standard's distributions differ between libraries.
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

} // namespace weicheng::demo

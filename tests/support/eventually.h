// Waiting for what another thread does. For tests only.
#pragma once

#include <chrono>
#include <stdexcept>
#include <thread>

namespace weicheng::testing {

/// Returns once the condition holds; throws when that takes longer than half a minute.
template <class Condition>
void eventually(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            throw std::runtime_error("what the test waits for does not happen");
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace weicheng::testing

// What must never be false: a failed check is a bug of ours, rolls the transaction back and becomes
// an incident. Any file may use it.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace weicheng {

/// A broken promise of our own code. Caught once at the edge (HTTP 500 with an incident number).
class Bug : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Throws Bug naming the place when `holds` is false. On in production.
inline void check(bool holds, const char* promise,
                  std::source_location where = std::source_location::current()) {
    if (!holds)
        throw Bug(std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": " +
                  promise);
}

} // namespace weicheng

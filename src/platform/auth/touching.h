// Small writes that nobody waits for ("it was used just now"), one at a time for each thing.
// Inside platform/auth only.
#pragma once

#include "platform/db/db.h"

#include <functional>
#include <mutex>
#include <set>

namespace weicheng::auth {

class Touching {
  public:
    /// Submits the write unless one of that thing is on its way. Trouble of the store shows in
    /// every other write; this one may be lost.
    void write(db::Database& database, std::int64_t thing, std::function<void(db::Tx&)> work);

  private:
    bool begin(std::int64_t thing);
    void end(std::int64_t thing);

    std::mutex mutex_;
    std::set<std::int64_t> under_way_;
};

} // namespace weicheng::auth

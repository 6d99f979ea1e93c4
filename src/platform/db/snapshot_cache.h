// Keeps one immutable snapshot per county as long as its stamp stands in the database. Stores of
// rarely changed data use it.
#pragma once

#include "foundation/ids.h"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace weicheng::db {

/// A stamp names a state of the data for ever: fresh identifiers, never counters that a rollback
/// could hand out twice.
template <class Stamp, class Value>
class SnapshotCache {
  public:
    /// The snapshot with this stamp; `load()` makes it when another one (or none) is kept.
    template <class Load>
    std::shared_ptr<const Value> get(CountyId county, const Stamp& stamp, Load load) {
        {
            std::lock_guard lock(mutex_);
            if (const auto& known = kept_[county]; known.value && known.stamp == stamp)
                return known.value;
        }
        std::shared_ptr<const Value> value = load();
        std::lock_guard lock(mutex_);
        kept_[county] = {stamp, value};
        return value;
    }

  private:
    struct Kept {
        Stamp stamp{};
        std::shared_ptr<const Value> value;
    };
    std::mutex mutex_;
    std::unordered_map<CountyId, Kept> kept_;
};

} // namespace weicheng::db

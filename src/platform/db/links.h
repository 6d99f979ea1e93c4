// What the parts of one running house need of each other, by type: the app fills it before anybody
// is served, whoever has a transaction reads it. It belongs to a database: two houses of one
// process share nothing.
#pragma once

#include "foundation/check.h"

#include <memory>
#include <mutex>
#include <typeindex>
#include <utility>
#include <vector>

namespace weicheng::db {

class Links {
  public:
    /// Hands a value over; there is one of each type. Not while others read.
    template <class T>
    void set(T value) {
        for (auto& [type, kept] : values_)
            if (type == typeid(T)) return void(kept = std::make_shared<const T>(std::move(value)));
        values_.emplace_back(typeid(T), std::make_shared<const T>(std::move(value)));
    }
    /// What was handed over; T{} when nobody did.
    template <class T>
    const T& get() const {
        static const T nothing{};
        const auto* value = find<T>();
        return value ? *value : nothing;
    }
    /// The same where going without would lose something: a Bug when nobody handed it over.
    template <class T>
    const T& need() const {
        const auto* value = find<T>();
        check(value, "what a module links to was handed over by the app");
        return *value;
    }
    /// What the house remembers beside its rows (a cache), made when it is first asked for. Any
    /// thread; T sees to its own locking.
    template <class T>
    T& memory() const {
        std::lock_guard lock(mutex_);
        for (const auto& [type, kept] : memories_)
            if (type == typeid(T)) return *static_cast<T*>(kept.get());
        return *static_cast<T*>(
            memories_.emplace_back(typeid(T), std::make_shared<T>()).second.get());
    }

  private:
    template <class T>
    const T* find() const {
        for (const auto& [type, kept] : values_)
            if (type == typeid(T)) return static_cast<const T*>(kept.get());
        return nullptr;
    }

    std::vector<std::pair<std::type_index, std::shared_ptr<const void>>> values_;
    mutable std::mutex mutex_;
    mutable std::vector<std::pair<std::type_index, std::shared_ptr<void>>> memories_;
};

} // namespace weicheng::db

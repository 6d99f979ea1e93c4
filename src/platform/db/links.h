// What the app hands to modules that must call upwards in a transaction, one value a type. It
// belongs to a database, so that two houses in one process do not share it.
#pragma once

#include "foundation/check.h"

#include <memory>
#include <typeindex>
#include <unordered_map>

namespace weicheng::db {

class Links {
  public:
    /// Before the first transaction that asks for it.
    template <class Link>
    void hand_in(Link link) {
        links_[typeid(Link)] = std::make_shared<const Link>(std::move(link));
    }
    /// A Bug when nobody has handed one in.
    template <class Link>
    const Link& get() const {
        const auto found = links_.find(typeid(Link));
        check(found != links_.end(), "what a module links to was handed in by the app");
        return *static_cast<const Link*>(found->second.get());
    }

  private:
    std::unordered_map<std::type_index, std::shared_ptr<const void>> links_;
};

} // namespace weicheng::db

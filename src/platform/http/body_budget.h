// How many large bodies, and how many bytes of them, may be held at once, over all connections.
// Used by the connections of all loops.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace weicheng::http {

struct BodyBounds {
    std::size_t bodies;
    std::size_t bodies_of_peer; // so that one address cannot take all places
    std::size_t bytes;
};

class BodyBudget {
  public:
    explicit BodyBudget(BodyBounds bounds) : bounds_(bounds) {}
    BodyBudget(const BodyBudget&) = delete;

    /// A place for one body; given back when the share goes.
    using Share = std::shared_ptr<void>;
    /// Null when there is no room.
    Share take(const std::string& peer, std::size_t bytes);
    std::size_t held() const;

  private:
    void give_back(const std::string& peer, std::size_t bytes);

    BodyBounds bounds_;
    mutable std::mutex mutex_;
    std::size_t bodies_ = 0;
    std::size_t bytes_ = 0;
    std::map<std::string, std::size_t> of_peer_;
};

} // namespace weicheng::http

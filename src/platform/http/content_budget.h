// How many large contents, and how many bytes of them, may be held at once, over all connections.
// Used by the connections of all loops.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace weicheng::http {

struct ContentBounds {
    std::size_t contents;
    std::size_t contents_of_peer; // so that one address cannot take all places
    std::size_t bytes;
};

class ContentBudget {
  public:
    explicit ContentBudget(ContentBounds bounds) : bounds_(bounds) {}
    ContentBudget(const ContentBudget&) = delete;

    /// A place for one content; given back when the share goes.
    using Share = std::shared_ptr<void>;
    /// Null when there is no room.
    Share take(const std::string& peer, std::size_t bytes);
    std::size_t held() const;

  private:
    void give_back(const std::string& peer, std::size_t bytes);

    ContentBounds bounds_;
    mutable std::mutex mutex_;
    std::size_t contents_ = 0;
    std::size_t bytes_ = 0;
    std::map<std::string, std::size_t> of_peer_;
};

} // namespace weicheng::http

// How many connections one address holds, over all loops. Used by the loops.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace weicheng::http {

class PeerPlaces {
  public:
    /// `most` 0: as many as there are.
    explicit PeerPlaces(std::size_t most) : most_(most) {}
    PeerPlaces(const PeerPlaces&) = delete;

    /// A place for one connection; given back when it goes.
    using Place = std::shared_ptr<void>;
    /// Null when the peer (an address as a number) has all it may have.
    Place take(std::uint64_t peer);
    /// Told by the loops of every connection they closed at once.
    void note_refused() { ++refused_; }
    std::uint64_t refused() const { return refused_; }

  private:
    void give_back(std::uint64_t peer);

    const std::size_t most_;
    std::mutex mutex_;
    std::unordered_map<std::uint64_t, std::size_t> of_peer_;
    std::atomic<std::uint64_t> refused_{0};
};

} // namespace weicheng::http

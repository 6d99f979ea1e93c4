#include "platform/http/peer_places.h"

namespace weicheng::http {

PeerPlaces::Place PeerPlaces::take(std::uint64_t peer) {
    {
        const std::lock_guard lock(mutex_);
        auto& mine = of_peer_[peer];
        if (most_ != 0 && mine >= most_) return nullptr;
        ++mine;
    }
    return {this, [peer](void* places) { static_cast<PeerPlaces*>(places)->give_back(peer); }};
}

void PeerPlaces::give_back(std::uint64_t peer) {
    const std::lock_guard lock(mutex_);
    const auto mine = of_peer_.find(peer);
    if (--mine->second == 0) of_peer_.erase(mine);
}

} // namespace weicheng::http

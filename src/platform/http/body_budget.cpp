#include "platform/http/body_budget.h"

namespace weicheng::http {

BodyBudget::Share BodyBudget::take(const std::string& peer, std::size_t bytes) {
    {
        std::lock_guard lock(mutex_);
        if (bodies_ >= bounds_.bodies || bytes > bounds_.bytes - bytes_) return nullptr;
        auto& mine = of_peer_[peer];
        if (mine >= bounds_.bodies_of_peer) return nullptr;
        ++mine;
        ++bodies_;
        bytes_ += bytes;
    }
    return {this, [peer, bytes](void* budget) {
                static_cast<BodyBudget*>(budget)->give_back(peer, bytes);
            }};
}

void BodyBudget::give_back(const std::string& peer, std::size_t bytes) {
    std::lock_guard lock(mutex_);
    --bodies_;
    bytes_ -= bytes;
    const auto mine = of_peer_.find(peer);
    if (--mine->second == 0) of_peer_.erase(mine);
}

std::size_t BodyBudget::held() const {
    std::lock_guard lock(mutex_);
    return bodies_;
}

} // namespace weicheng::http

#include "platform/http/content_budget.h"

namespace weicheng::http {

ContentBudget::Share ContentBudget::take(const std::string& peer, std::size_t bytes) {
    {
        std::lock_guard lock(mutex_);
        if (contents_ >= bounds_.contents || bytes > bounds_.bytes - bytes_) return nullptr;
        auto& mine = of_peer_[peer];
        if (mine >= bounds_.contents_of_peer) return nullptr;
        ++mine;
        ++contents_;
        bytes_ += bytes;
    }
    return {this, [peer, bytes](void* budget) {
                static_cast<ContentBudget*>(budget)->give_back(peer, bytes);
            }};
}

void ContentBudget::give_back(const std::string& peer, std::size_t bytes) {
    std::lock_guard lock(mutex_);
    --contents_;
    bytes_ -= bytes;
    const auto mine = of_peer_.find(peer);
    if (--mine->second == 0) of_peer_.erase(mine);
}

std::size_t ContentBudget::held() const {
    std::lock_guard lock(mutex_);
    return contents_;
}

} // namespace weicheng::http

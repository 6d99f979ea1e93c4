#include "platform/files/print_maker.h"

#include "platform/log/log.h"

#include <algorithm>

namespace weicheng::files {

static constexpr std::size_t made_at_once = 20;

PrintMaker::~PrintMaker() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void PrintMaker::ask(const std::vector<std::string>& digests) {
    std::lock_guard lock(mutex_);
    for (const auto& sha256 : digests)
        if (!finished_.contains(sha256) &&
            std::find(asked_.begin(), asked_.end(), sha256) == asked_.end())
            asked_.push_back(sha256);
    if (!asked_.empty() && !thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
}

Prints PrintMaker::finished() const {
    std::lock_guard lock(mutex_);
    return finished_;
}

void PrintMaker::drop(const Prints& kept) {
    std::lock_guard lock(mutex_);
    for (const auto& [sha256, print] : kept)
        finished_.erase(sha256);
}

void PrintMaker::wait() const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return asked_.empty(); });
}

void PrintMaker::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !asked_.empty(); });
        if (stopping_) return;
        const auto count = std::min(asked_.size(), made_at_once);
        const std::vector<std::string> some(asked_.begin(),
                                            asked_.begin() + static_cast<std::ptrdiff_t>(count));
        lock.unlock();
        std::vector<std::optional<Print>> prints;
        try {
            prints = make_(some);
        } catch (const std::exception& trouble) {
            log::warning("files.prints_failed", {{"trouble", trouble.what()}});
        }
        lock.lock();
        // Without an answer nothing is known of them: the job asks again when it comes next.
        for (std::size_t i = 0; i < prints.size(); ++i)
            finished_[some[i]] = prints[i];
        asked_.erase(asked_.begin(), asked_.begin() + static_cast<std::ptrdiff_t>(count));
        changed_.notify_all();
    }
}

} // namespace weicheng::files

#include "platform/http/stream.h"

#include <utility>

namespace weicheng::http {

/// Once until the reader takes: a burst costs one waking. Runs the reader's function without the
/// lock, which it may need.
void Stream::wake_reader(std::unique_lock<std::mutex> lock) {
    if (woken_ || !wake_) return;
    woken_ = true;
    const auto wake = wake_;
    lock.unlock();
    wake();
}

bool Stream::put(std::string_view text) {
    std::unique_lock lock(mutex_);
    if (ended_) return false;
    if (waiting_.size() + text.size() > room_) {
        fell_behind_ = true;
        ended_ = true;
        waiting_ = {};
        woken_ = false; // the reader may be waiting for its peer: this it must hear
    } else {
        waiting_ += text;
    }
    wake_reader(std::move(lock));
    return !ended_;
}

void Stream::end() {
    std::unique_lock lock(mutex_);
    ended_ = true;
    wake_reader(std::move(lock));
}

void Stream::attach(std::function<void()> wake) {
    std::unique_lock lock(mutex_);
    wake_ = std::move(wake);
    if (ended_ || !waiting_.empty()) wake_reader(std::move(lock));
}

std::string Stream::take() {
    std::lock_guard lock(mutex_);
    woken_ = false;
    return std::exchange(waiting_, {});
}

void Stream::drop() {
    std::lock_guard lock(mutex_);
    ended_ = true;
    waiting_ = {};
    wake_ = nullptr;
}

} // namespace weicheng::http

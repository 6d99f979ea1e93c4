#include "platform/auth/touching.h"

namespace weicheng::auth {

bool Touching::begin(std::int64_t thing) {
    const std::lock_guard lock(mutex_);
    return under_way_.insert(thing).second;
}

void Touching::end(std::int64_t thing) {
    const std::lock_guard lock(mutex_);
    under_way_.erase(thing);
}

void Touching::write(db::Database& database, std::int64_t thing,
                     std::function<void(db::Tx&)> work) {
    if (!begin(thing)) return;
    try {
        database.submit(
            [work = std::move(work)](db::Tx& tx) {
                work(tx);
                return db::Verdict::keep;
            },
            [this, thing](std::exception_ptr) { end(thing); });
    } catch (const db::Busy&) {
        end(thing);
    }
}

} // namespace weicheng::auth

#include "platform/facts/follower.h"

#include "platform/log/log.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace weicheng::facts {

static constexpr int taken_at_once = 2000;

namespace {
struct Kept {
    std::shared_mutex mutex; // of image and seq
    std::unique_ptr<Image> image;
    std::int64_t seq = 0;
};
using KeptPtr = std::shared_ptr<Kept>;
} // namespace

struct Follower::State {
    Build build;
    Counties counties;
    std::chrono::milliseconds poll;

    std::mutex mutex; // of the members below
    std::map<CountyId, KeptPtr> kept;
    std::condition_variable changed;
    bool stopping = false;
    std::thread thread;

    KeptPtr find(CountyId county);
    void make(db::Database& database, CountyId county);
    void run(db::Database& database, Follower& follower);
};

KeptPtr Follower::State::find(CountyId county) {
    const std::lock_guard lock(mutex);
    const auto found = kept.find(county);
    return found == kept.end() ? nullptr : found->second;
}

void Follower::State::make(db::Database& database, CountyId county) {
    auto fresh = std::make_shared<Kept>();
    database.read([&](db::Tx& tx) {
        fresh->seq = head(tx, county);
        fresh->image = build(tx, county);
        return true;
    });
    const std::lock_guard lock(mutex);
    kept.emplace(county, std::move(fresh));
}

static void catch_up(db::Tx& tx, CountyId county, Kept& kept) {
    const auto newest = head(tx, county);
    {
        const std::shared_lock lock(kept.mutex);
        if (kept.seq >= newest) return;
    }
    const std::unique_lock lock(kept.mutex);
    while (kept.seq < newest) {
        const auto news = since(tx, county, kept.seq, taken_at_once);
        if (news.empty()) return;
        kept.image->take(tx, news);
        kept.seq = *news.back().seq;
    }
}

Follower::Follower(Build build, Counties counties, std::chrono::milliseconds poll)
    : state_(std::make_unique<State>()) {
    state_->build = std::move(build);
    state_->counties = std::move(counties);
    state_->poll = poll;
}

Follower::~Follower() {
    stop();
}

void Follower::follow(db::Database& database) {
    const auto counties = database.read([&](db::Tx& tx) { return state_->counties(tx); });
    for (const auto county : counties) {
        if (const auto known = state_->find(county))
            database.read([&](db::Tx& tx) {
                catch_up(tx, county, *known);
                return true;
            });
        else
            state_->make(database, county);
    }
}

void Follower::State::run(db::Database& database, Follower& follower) {
    for (;;) {
        try {
            follower.follow(database);
        } catch (const std::exception& trouble) {
            log::warning("follower.cannot_follow", {{"trouble", trouble.what()}});
        }
        std::unique_lock lock(mutex);
        if (changed.wait_for(lock, poll, [this] { return stopping; })) return;
    }
}

void Follower::start(db::Database& database) {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = false;
    state_->thread = std::thread([this, &database] { state_->run(database, *this); });
}

void Follower::stop() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
    }
    state_->changed.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

bool Follower::look(db::Tx& tx, CountyId county,
                    const std::function<void(const Image& image, std::int64_t seq)>& use) {
    const auto known = state_->find(county);
    if (!known) return false;
    catch_up(tx, county, *known);
    const std::shared_lock lock(known->mutex);
    use(*known->image, known->seq);
    return true;
}

} // namespace weicheng::facts

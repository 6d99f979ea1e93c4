#include "platform/db/db.h"

#include "platform/db/dialect.h"
#include "platform/db/id_maker.h"
#include "platform/db/postgres/database.h"
#include "platform/db/sqlite/database.h"
#include "platform/db/work_queue.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace weicheng::db {

void Row::expect_value(int column) const {
    check(!is_null(column), "a NULL was read as a value: read it as std::optional");
}

std::int64_t Tx::number(const Query& query, Params params) {
    const auto found =
        first(query, params, [](const Row& row) { return row.get<std::int64_t>(0); });
    check(found.has_value(), "number() needs a query that gives a row");
    return *found;
}

RawRows run_script(Tx& tx, std::string_view sql) {
    return tx.script(sql);
}

bool try_lock(Tx& tx, std::int64_t key) {
    return tx.try_lock(key);
}

QueryShape inspect(Tx& tx, const Query& query) {
    return tx.inspect(query);
}

std::unique_ptr<Database> Database::open(const Options& options) {
    const std::string_view location = options.location;
    if (location.starts_with("postgres://") || location.starts_with("postgresql://"))
        return postgres::open(options);
    return sqlite::open(options);
}

struct Database::Figures {
    std::mutex mutex;
    std::vector<std::function<void()>> listeners;
    std::atomic<std::uint64_t> commits{0}, works{0}, failures{0};
    std::atomic<std::size_t> largest_batch{0};
    std::atomic<bool> ids_resumed{false};
    std::atomic<std::int64_t> ids_marked{0}; // Unix milliseconds
};

Database::Database() : figures_(std::make_unique<Figures>()) {}
Database::~Database() = default;

void Database::on_commit(std::function<void()> listener) {
    std::lock_guard lock(figures_->mutex);
    figures_->listeners.push_back(std::move(listener));
}

void Database::note_commit(std::size_t works) {
    auto& figures = *figures_;
    ++figures.commits;
    figures.works += works;
    auto largest = figures.largest_batch.load();
    while (largest < works && !figures.largest_batch.compare_exchange_weak(largest, works)) {
    }
    mark_ids();
    std::lock_guard lock(figures.mutex);
    for (const auto& listener : figures.listeners)
        tell(listener);
}

void Database::note_failure() {
    ++figures_->failures;
}

WriterFigures Database::writer_figures() const {
    return {waiting(), figures_->commits, figures_->works, figures_->failures,
            figures_->largest_batch};
}

// ---- how far identifiers went ----

/// A mark is written when identifiers have gone this far beyond the last one …
static constexpr std::int64_t mark_every_millis = 5'000;
/// … and after a start they begin this far beyond it: more than can be given before it is written.
static constexpr std::int64_t mark_reach_millis = 15'000;

void Database::resume_ids() {
    const auto node = std::to_string(ids().node());
    const auto found = read(
        [&](Tx& tx) { return run_script(tx, "SELECT millis FROM id_marks WHERE node = " + node); });
    const bool first_time = !figures_->ids_resumed.exchange(true);
    if (found.empty()) return;
    const auto marked = std::stoll(found.at(0).at(0).value());
    if (!first_time && marked <= figures_->ids_marked) return; // nobody else went on meanwhile
    ids().skip_to(marked + mark_reach_millis);
    figures_->ids_marked = marked;
}

void Database::claim_node(std::chrono::milliseconds patience) {
    take_claim(patience);
    resume_ids(); // who held it before may have gone on since the schema was looked at
}

/// A small write of its own that nobody waits for; when it is lost, the next commit asks again.
void Database::mark_ids() {
    auto& figures = *figures_;
    const auto newest = ids().newest_millis();
    auto marked = figures.ids_marked.load();
    if (!figures.ids_resumed || newest < marked + mark_every_millis ||
        !figures.ids_marked.compare_exchange_strong(marked, newest))
        return;
    const auto values = std::to_string(ids().node()) + ", " + std::to_string(newest);
    try {
        submit(
            [values](Tx& tx) {
                run_script(tx, "INSERT INTO id_marks (node, millis) VALUES (" + values +
                                   ") ON CONFLICT (node) DO UPDATE SET millis = excluded.millis "
                                   "WHERE id_marks.millis < excluded.millis");
                return Verdict::keep;
            },
            [&figures, marked](std::exception_ptr trouble) {
                if (trouble) figures.ids_marked = marked;
            });
    } catch (const Fault&) {
        figures.ids_marked = marked;
    }
}

namespace {
/// Waits for one piece of submitted work.
class Waiter {
  public:
    void finish(std::exception_ptr trouble) {
        std::lock_guard lock(mutex_);
        trouble_ = std::move(trouble);
        finished_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return finished_; });
        if (trouble_) std::rethrow_exception(trouble_);
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::exception_ptr trouble_;
    bool finished_ = false;
};
} // namespace

void Database::submit_and_wait(Work work) {
    check(!on_writer_thread(), "the writer's thread cannot wait for a write");
    Waiter waiter;
    submit(std::move(work),
           [&waiter](std::exception_ptr trouble) { waiter.finish(std::move(trouble)); });
    waiter.wait();
}

} // namespace weicheng::db

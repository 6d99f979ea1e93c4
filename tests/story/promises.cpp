#include "tests/story/promises.h"

#include "app/modules.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "platform/facts/facts.h"

namespace weicheng::story {

static constexpr int people = 4;

Citizens::Citizens(std::uint16_t port, std::string name, std::vector<Unsure> unsure,
                   bool come_again)
    : port_(port), name_(std::move(name)), come_again_(come_again),
      left_over_(std::make_move_iterator(unsure.begin()), std::make_move_iterator(unsure.end())) {
    for (int who = 0; who < people; ++who)
        threads_.emplace_back([this, who] { live(who); });
}

Citizens::~Citizens() {
    stop();
}

void Citizens::live(int who) {
    for (int number = 0;; ++number) {
        const auto input = next(who, number);
        if (!input || !report(*input)) break;
    }
    std::lock_guard lock(mutex_);
    ++gone_;
    changed_.notify_all();
}

/// Nothing when it is time to stop.
std::optional<Unsure> Citizens::next(int who, int number) {
    {
        std::lock_guard lock(mutex_);
        if (stopping_) return std::nullopt;
        if (!left_over_.empty()) {
            auto input = std::move(left_over_.front());
            left_over_.pop_front();
            return input;
        }
    }
    Unsure input{.key = Visitor::new_key(), .body = {}, .photo = {}, .bytes = {}};
    input.bytes = jpeg_named(name_ + "-" + std::to_string(who) + "-" + std::to_string(number));
    input.photo = auth::sha256_hex(input.bytes);
    input.body = citizen_report("exposed_garbage", input.photo);
    return input;
}

Answer Citizens::ask(const Unsure& input) {
    try {
        Visitor citizen(port_);
        const auto taken =
            citizen.put_bytes("/api/v1/blobs/" + input.photo, input.bytes, "image/jpeg");
        if (taken.status != 201 && taken.status != 200) return taken;
        return citizen.post("/api/v1/portal/reports", input.body, {{"Idempotency-Key", input.key}});
    } catch (const std::runtime_error&) {
        return {}; // nobody listens
    }
}

/// False when the server is gone.
bool Citizens::report(const Unsure& input) {
    for (;; std::this_thread::sleep_for(std::chrono::milliseconds{5})) {
        const auto answer = ask(input);
        std::lock_guard lock(mutex_);
        if (answer.status == 201) {
            promised_.push_back({answer.at("/number"), answer.at("/follow_code"), input.photo});
            changed_.notify_all();
            return true;
        }
        if (answer.status != 0) ++refused_[answer.status];
        if (answer.status != 0 && come_again_) continue;
        EXPECT_EQ(answer.status, 0) << answer.body;
        unsure_.push_back(input);
        return false;
    }
}

void Citizens::wait_for(std::size_t reports) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return promised_.size() >= reports || gone_ == people; });
}

void Citizens::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

std::vector<Promised> Citizens::promises() {
    stop();
    return promised_;
}

std::vector<Unsure> Citizens::unsure() {
    stop();
    auto all = unsure_;
    all.insert(all.end(), left_over_.begin(), left_over_.end());
    return all;
}

std::map<int, int> Citizens::refused() {
    std::lock_guard lock(mutex_);
    return refused_;
}

// ---- what must hold ----

void expect_kept(std::uint16_t port, const std::vector<Promised>& promised) {
    Visitor citizen(port);
    for (const auto& each : promised) {
        const auto seen =
            citizen.get("/api/v1/portal/reports/" + each.number, {{"Follow-Code", each.code}});
        ASSERT_EQ(seen.status, 200) << each.number << " was lost: " << seen.body;
        EXPECT_EQ(seen.at("/photos/0/sha256"), each.photo);
        EXPECT_EQ(citizen.get(seen.at("/photos/0/url")).status, 200) << each.number;
    }
}

static void expect_no_row(db::Tx& tx, const char* what, const std::string& sql) {
    const auto rows = db::run_script(tx, sql);
    EXPECT_TRUE(rows.empty()) << what << ": " << rows.size()
                              << ", the first: " << rows[0][0].value_or("");
}

void expect_whole(db::Database& database, std::size_t promised) {
    if (database.dialect() == db::Dialect::postgres)
        database.write([](db::Tx& tx) { facts::sequence(tx); });
    database.read([&](db::Tx& tx) {
        const auto cases = db::run_script(tx, "SELECT id FROM cases");
        EXPECT_GE(cases.size(), promised);
        expect_no_row(tx, "cases without their one photo", R"(
            SELECT c.id FROM cases c WHERE 1 <> (
                SELECT COUNT(*) FROM case_photos p JOIN photos f ON f.sha256 = p.sha256
                WHERE p.case_id = c.id))");
        expect_no_row(tx, "pictures in two cases", R"(
            SELECT sha256 FROM case_photos GROUP BY sha256 HAVING COUNT(*) > 1)");
        expect_no_row(tx, "cases without their report", R"(
            SELECT c.id FROM cases c WHERE 1 <> (
                SELECT COUNT(*) FROM portal_reports r WHERE r.case_id = c.id))");
        expect_no_row(tx, "cases whose stages do not end where they stand", R"(
            SELECT c.id FROM cases c WHERE 1 <> (
                SELECT COUNT(*) FROM case_stages s
                WHERE s.case_id = c.id AND s.left_at IS NULL AND s.stage = c.state))");
        expect_no_row(tx, "cases with another number of facts than of stages", R"(
            SELECT c.id FROM cases c WHERE
                (SELECT COUNT(*) FROM facts f WHERE f.subject_kind = 'case' AND f.subject_id = c.id)
                < (SELECT COUNT(*) FROM case_stages s WHERE s.case_id = c.id))");
        expect_no_row(tx, "answers kept without a case, or cases without the answer", R"(
            SELECT 1 WHERE (SELECT COUNT(*) FROM request_keys) <> (SELECT COUNT(*) FROM cases))");
        const auto county = auth::home_county(tx)->id;
        for (const auto& told : app::roll_up_differences(tx, county))
            ADD_FAILURE() << "a roll-up differs from its recount: " << told;
        expect_no_row(tx, "counties whose facts are not numbered through", R"(
            SELECT h.county_id FROM fact_heads h WHERE h.last_seq <> (
                SELECT COUNT(*) FROM facts f
                WHERE f.county_id = h.county_id AND f.seq BETWEEN 1 AND h.last_seq))");
    });
}

} // namespace weicheng::story

#include "platform/jobs/timetable.h"

#include "platform/db/table.h"

#include <algorithm>

namespace weicheng::jobs {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

static constexpr milliseconds day = 24h;
static constexpr auto plan_pause = 1min;
/// Two nodes' clocks may differ by this much without correcting each other's plans.
static constexpr milliseconds clock_slack = 1min;

static const db::Query select_lines{"jobs.select_lines", R"(
    SELECT county_id, id, kind, next_at FROM timetable ORDER BY county_id, kind, id)"};
static const db::Query insert_line{"jobs.insert_line", R"(
    INSERT INTO timetable (county_id, id, kind, next_at, attempts) VALUES ($1, $2, $3, $4, 0)
    ON CONFLICT (county_id, kind) DO NOTHING)"};
static const db::Query replan_line{"jobs.replan_line", R"(
    UPDATE timetable SET next_at = $1 WHERE county_id = $2 AND id = $3 AND next_at = $4)"};
static const db::Query select_due_lines{"jobs.select_due_lines", R"(
    SELECT county_id, id, kind FROM timetable WHERE next_at <= $1 ORDER BY next_at, id)"};
static const db::Query claim_line{"jobs.claim_line", R"(
    SELECT attempts, failed_at FROM timetable
    WHERE county_id = $1 AND id = $2 AND next_at <= $3 @skip_locked)"};
static const db::Query line_done{"jobs.line_done", R"(
    UPDATE timetable SET next_at = $1, last_run_at = $2, attempts = 0, last_error = NULL,
                         failed_at = NULL
    WHERE county_id = $3 AND id = $4)"};
// Only when nobody else has tried it meanwhile.
static const db::Query line_failed{"jobs.line_failed", R"(
    UPDATE timetable SET attempts = attempts + 1, next_at = :next_at, last_error = :error,
                         failed_at = :failed_at
    WHERE county_id = :county AND id = :line AND attempts = :attempts AND next_at <= :now)"};
static const db::Query select_failed_lines{"jobs.select_failed_lines", R"(
    SELECT id, kind, failed_at, last_error FROM timetable
    WHERE county_id = $1 AND failed_at IS NOT NULL
    ORDER BY failed_at DESC, id DESC LIMIT $2)"};
static const db::Query revive_line{"jobs.revive_line", R"(
    UPDATE timetable SET attempts = 0, failed_at = NULL, next_at = $1
    WHERE county_id = $2 AND id = $3 AND failed_at IS NOT NULL)"};
static const db::Columns<TimetableLine> line_columns{{"id", &TimetableLine::id},
                                                     {"kind", &TimetableLine::kind},
                                                     {"next_at", &TimetableLine::next_at},
                                                     {"last_run_at", &TimetableLine::last_run_at},
                                                     {"last_error", &TimetableLine::trouble}};
static const db::Query select_timetable{"jobs.select_timetable",
                                        "SELECT " + line_columns.list() +
                                            " FROM timetable WHERE county_id = $1 ORDER BY kind"};

// ---- the plan ----

Recurring every(std::string kind, milliseconds period) {
    check(period >= 1s, "what recurs does so once a second at the most");
    return {std::move(kind), period};
}

Recurring daily(std::string kind, int hour, int minute) {
    check(hour >= 0 && hour < 24 && minute >= 0 && minute < 60, "a time of the day");
    return {std::move(kind), day, hour * 60 + minute};
}

Instant next_time(const Recurring& recurring, Instant after) {
    if (recurring.minute_of_day < 0) {
        const auto since_epoch = after.time_since_epoch();
        return Instant{(since_epoch / recurring.period + 1) * recurring.period};
    }
    const auto today = instant_of(date_of(after), recurring.minute_of_day);
    return today > after ? today : instant_of(next_day(date_of(after)), recurring.minute_of_day);
}

/// No line waits that long by itself: the clock has stepped back since it was planned. A daily one
/// that was done today and an hourly one after a step of an hour stay as they are.
static bool too_far(const Recurring& recurring, Instant next_at, Instant now) {
    return next_at > now + 2 * recurring.period + clock_slack;
}

TimetableKeeper::TimetableKeeper(db::Database& database, Timetable timetable,
                                 const Handlers& handlers,
                                 std::function<void(const std::string&)> complain)
    : database_(database), timetable_(std::move(timetable)), handlers_(handlers),
      complain_(std::move(complain)) {
    for (const auto& line : timetable_.lines) {
        check(handlers_.contains(line.kind), "every line of the timetable has its handler");
        check(line_of(line.kind) == &line, "a kind of job stands in the timetable once");
    }
}

const Recurring* TimetableKeeper::line_of(std::string_view kind) const {
    for (const auto& line : timetable_.lines)
        if (line.kind == kind) return &line;
    return nullptr;
}

namespace {
struct Planned {
    CountyId county;
    std::int64_t id = 0;
    std::string kind;
    Instant next_at = {};
};
} // namespace

static bool has_line(const std::vector<Planned>& lines, CountyId county, std::string_view kind) {
    return std::any_of(lines.begin(), lines.end(), [&](const Planned& line) {
        return line.county == county && line.kind == kind;
    });
}

void TimetableKeeper::plan(Instant now) {
    if (timetable_.lines.empty()) return;
    std::vector<Planned> lines;
    std::vector<std::pair<CountyId, const Recurring*>> missing;
    database_.read([&](db::Tx& tx) {
        lines = tx.rows(select_lines, {}, [](const db::Row& row) {
            return Planned{row.get<CountyId>(0), row.get<std::int64_t>(1), row.get<std::string>(2),
                           row.get<Instant>(3)};
        });
        for (const auto county : timetable_.counties(tx))
            for (const auto& line : timetable_.lines)
                if (!has_line(lines, county, line.kind)) missing.emplace_back(county, &line);
    });
    std::erase_if(lines, [&](const Planned& planned) {
        const auto* line = line_of(planned.kind);
        return line == nullptr || !too_far(*line, planned.next_at, now);
    });
    if (lines.empty() && missing.empty()) return;
    database_.write([&](db::Tx& tx) {
        for (const auto& [county, line] : missing)
            tx.run(insert_line, {county, tx.new_id(), line->kind, next_time(*line, now)});
        for (const auto& planned : lines)
            tx.run(replan_line, {next_time(*line_of(planned.kind), now), planned.county, planned.id,
                                 planned.next_at});
    });
}

bool TimetableKeeper::plan_when_needed(Instant now) {
    const auto steady = std::chrono::steady_clock::now();
    const bool stepped_back = now < seen_;
    seen_ = now;
    if (planned_ && steady - *planned_ < plan_pause && !stepped_back) return false;
    plan(now);
    planned_ = steady;
    return true;
}

// ---- doing it ----

namespace {
struct Claim {
    int attempts = 0;
    std::optional<Instant> failed_at;
};
} // namespace

static std::optional<Claim> claim(db::Tx& tx, const Job& job, Instant now) {
    return tx.first(claim_line, {job.county, job.id, now}, [](const db::Row& row) {
        return Claim{row.get<int>(0), row.get<std::optional<Instant>>(1)};
    });
}

static void note_failure(db::Database& database, const Recurring& line, const Job& job,
                         const Claim& claimed, Instant now, std::string_view words) {
    const int tries = claimed.attempts + 1;
    auto next_at = next_time(line, now);
    if (tries < most_tries) next_at = std::min(next_at, now + pause_after(tries));
    auto failed_at = claimed.failed_at;
    if (tries >= most_tries && !failed_at) failed_at = now;
    database.write([&](db::Tx& tx) {
        tx.run(line_failed, {{"next_at", next_at},
                             {"error", kept_words(words)},
                             {"failed_at", failed_at},
                             {"county", job.county},
                             {"line", job.id},
                             {"attempts", claimed.attempts},
                             {"now", now}});
    });
}

/// False when somebody else does it, or has just done it.
bool TimetableKeeper::run_line(const Recurring& line, const Job& job, Instant now) {
    const auto& handler = handlers_.find(job.kind)->second;
    std::optional<Claim> claimed;
    try {
        database_.write([&](db::Tx& tx) {
            claimed = claim(tx, job, now);
            if (!claimed) return;
            handler.run(tx, job, now);
            tx.run(line_done, {next_time(line, now), now, job.county, job.id});
        });
    } catch (const db::Busy&) {
        throw; // the job was not at fault
    } catch (const std::exception& trouble) {
        if (!claimed) throw;
        note_failure(database_, line, job, *claimed, now, trouble.what());
        if (claimed->attempts + 1 == most_tries && complain_)
            complain_("failed eight times in a row: " + job.kind + ": " + trouble.what());
    }
    return claimed.has_value();
}

bool TimetableKeeper::run_one(Instant now) {
    if (timetable_.lines.empty()) return false;
    const auto due = database_.read([&](db::Tx& tx) {
        return tx.rows(select_due_lines, {now}, [](const db::Row& row) {
            return Job{row.get<std::int64_t>(1), row.get<CountyId>(0), row.get<std::string>(2), ""};
        });
    });
    // Lines this program does not know belong to a node of another version.
    return std::any_of(due.begin(), due.end(), [&](const Job& job) {
        const auto* line = line_of(job.kind);
        return line != nullptr && run_line(*line, job, now);
    });
}

// ---- looking at it ----

std::vector<FailedJob> failed_lines(db::Tx& tx, CountyId county, int limit) {
    return tx.rows(select_failed_lines, {county, limit}, [&](const db::Row& row) {
        return FailedJob{.job = {row.get<std::int64_t>(0), county, row.get<std::string>(1), ""},
                         .failed_at = row.get<Instant>(2),
                         .error = row.get<std::optional<std::string>>(3).value_or(""),
                         .recurring = true};
    });
}

bool try_line_again(db::Tx& tx, CountyId county, std::int64_t line, Instant run_at) {
    return tx.run(revive_line, {run_at, county, line}) == 1;
}

std::vector<TimetableLine> timetable(db::Tx& tx, CountyId county) {
    return tx.rows(select_timetable, {county}, line_columns);
}

} // namespace weicheng::jobs

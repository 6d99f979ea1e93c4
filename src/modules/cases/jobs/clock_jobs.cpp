#include "modules/cases/jobs/clock_jobs.h"

#include "modules/cases/actions/recompute_limits.h"
#include "modules/cases/rules/clock.h"
#include "modules/cases/store/limit_store.h"

#include <charconv>

namespace weicheng::cases {

static constexpr const char* tell_limits = "cases.tell_limits";
static constexpr const char* count_limits = "cases.count_limits";

/// So many cases in one transaction, so that others who write are not kept waiting.
static constexpr int at_a_time = 200;

/// Each stage is told of once at each level: what was told is kept with the case.
static void tell_of_limits(db::Tx& tx, const jobs::Job& job, Instant now) {
    const auto waiting = cases_to_tell(tx, job.county, now, at_a_time);
    for (const auto& one : waiting) {
        const auto telling = telling_of(one, now);
        for (const auto fact : telling.facts)
            tell(tx, one, fact, now);
        put_signal(tx, one, telling.signal);
    }
    if (waiting.size() == at_a_time) jobs::enqueue(tx, job.county, tell_limits, "", now);
}

static CaseId case_after(const jobs::Job& job) {
    std::int64_t value = 0;
    std::from_chars(job.payload.data(), job.payload.data() + job.payload.size(), value);
    return CaseId{value};
}

/// From one open case to the next, by id; each run goes on where the one before it stopped.
static void recompute_limits_in_turn(db::Tx& tx, const jobs::Job& job, Instant now) {
    const auto found = open_cases(tx, job.county, case_after(job), at_a_time);
    for (const auto id : found)
        recompute_limits(tx, job.county, id, now);
    if (found.size() == at_a_time)
        jobs::enqueue(tx, job.county, count_limits, std::to_string(found.back().value), now);
}

/// Limits that still run end at other moments; what has ended stays as it was.
static void follow_calendar(db::Tx& tx, CountyId county, const facts::RecordedFact&, Instant now) {
    jobs::enqueue(tx, county, count_limits, "0", now);
}

std::vector<jobs::Reaction> clock_reactions() {
    return {{"calendar.changed", "cases.count_limits_anew", follow_calendar}};
}

std::vector<jobs::Handler> clock_handlers() {
    return {{tell_limits, tell_of_limits}, {count_limits, recompute_limits_in_turn}};
}

std::vector<jobs::Recurring> clock_timetable() {
    return {jobs::every(tell_limits, std::chrono::minutes{1})};
}

} // namespace weicheng::cases

// Keeps a timetable: plans its lines and does what is due. Inside platform/jobs only.
#pragma once

#include "platform/jobs/jobs.h"

#include <map>

namespace weicheng::jobs {

using Handlers = std::map<std::string, Handler, std::less<>>;

class TimetableKeeper {
  public:
    TimetableKeeper(db::Database& database, Timetable timetable, const Handlers& handlers,
                    std::function<void(const std::string&)> complain);

    /// Gives every county the lines it lacks; brings back lines that wait for a time far ahead
    /// because the clock stood wrong.
    void plan(Instant now);
    /// plan(), but only once in a while and when the clock has stepped back. Whether it did.
    bool plan_when_needed(Instant now);
    /// Does one line that is due and that nobody else is doing. False when there is none.
    bool run_one(Instant now);

  private:
    const Recurring* line_of(std::string_view kind) const;
    bool run_line(const Recurring& line, const Job& job, Instant now);

    db::Database& database_;
    Timetable timetable_;
    const Handlers& handlers_;
    std::function<void(const std::string&)> complain_;
    std::optional<std::chrono::steady_clock::time_point> planned_;
    Instant seen_ = {};
};

/// The failed lines of a county, by the time they failed, newest first.
std::vector<FailedJob> failed_lines(db::Tx& tx, CountyId county, int limit);
bool try_line_again(db::Tx& tx, CountyId county, std::int64_t line, Instant run_at);

/// What is kept of an error's words: whole characters only, not too many.
std::string kept_words(std::string_view words);

} // namespace weicheng::jobs

// The shapes of failed jobs and the timetable. Inside platform/jobs only.
#pragma once

#include "platform/http/endpoint.h"
#include "platform/jobs/jobs.h"

namespace weicheng::jobs {

using JobId = Id<struct JobNoun>;

struct FailedJobReply {
    JobId id;
    std::string kind, payload, error;
    Instant failed_at;
    bool recurring = false;
};
SHAPE(FailedJobReply, id,
    (kind, "The job or the reaction, such as cases.sweep."),
    (payload, "What it was to be done to; of a reaction: the fact, and how many wait behind it."),
    (error, "The words of the last trouble."),
    (failed_at, "Since when it is given up."),
    (recurring, "It goes on being tried at its times."));

struct FailedJobQuery {
    std::optional<int> limit;
};
SHAPE(FailedJobQuery, (limit, between(1, largest_page)));

struct TimetableRow {
    JobId id;
    std::string kind;
    Instant next_at;
    std::optional<Instant> last_run_at;
    std::optional<std::string> trouble;
};
SHAPE(TimetableRow, id,
    (kind, "What is done, such as cases.sweep."),
    next_at,
    (last_run_at, "When it last succeeded."),
    (trouble, "Of the last try, when it failed."));

} // namespace weicheng::jobs

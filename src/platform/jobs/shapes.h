// The shapes of failed jobs and the timetable. Inside platform/jobs only.
#pragma once

#include "platform/http/endpoint.h"
#include "platform/jobs/jobs.h"

namespace weicheng::jobs {

using JobId = Id<struct JobNoun>;

struct FailedJobRow {
    JobId id;
    std::string kind, payload, error;
    Instant failed_at;
    bool recurring = false;
};
struct FailedJobList {
    std::vector<FailedJobRow> items;
};
struct FailedJobQuery {
    std::optional<int> limit;
};
struct JobPath {
    JobId id;
};
struct TimetableRow {
    JobId id;
    std::string kind;
    Instant next_at;
    std::optional<Instant> last_run_at;
    std::optional<std::string> trouble;
};
struct TimetableList {
    std::vector<TimetableRow> items;
};

} // namespace weicheng::jobs

namespace weicheng::http {

template <>
struct Shape<jobs::FailedJobRow> {
    using T = jobs::FailedJobRow;
    static constexpr std::string_view name = "FailedJob";
    static constexpr auto fields = std::tuple{
        field("id", &T::id),
        field("kind", &T::kind, "What it was to do, such as cases.sweep"),
        field("payload", &T::payload, "What it was to do it to; empty for recurring ones"),
        field("error", &T::error, "The words of the last trouble"),
        field("failed_at", &T::failed_at, "Since when it is given up"),
        field("recurring", &T::recurring, "It goes on being tried at its times")};
};
template <>
struct Shape<jobs::FailedJobList> {
    static constexpr std::string_view name = "FailedJobList";
    static constexpr auto fields =
        std::tuple{field("items", &jobs::FailedJobList::items, "The newest first")};
};
template <>
struct Shape<jobs::FailedJobQuery> {
    static constexpr std::string_view name = "FailedJobQuery";
    static constexpr auto fields =
        std::tuple{field("limit", &jobs::FailedJobQuery::limit, between(1, largest_page))};
};
template <>
struct Shape<jobs::JobPath> {
    static constexpr std::string_view name = "JobPath";
    static constexpr auto fields = std::tuple{field("id", &jobs::JobPath::id)};
};
template <>
struct Shape<jobs::TimetableRow> {
    using T = jobs::TimetableRow;
    static constexpr std::string_view name = "TimetableRow";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("kind", &T::kind), field("next_at", &T::next_at),
                   field("last_run_at", &T::last_run_at, "When it last succeeded"),
                   field("trouble", &T::trouble, "Of the last try, when it failed")};
};
template <>
struct Shape<jobs::TimetableList> {
    static constexpr std::string_view name = "Timetable";
    static constexpr auto fields = std::tuple{field("items", &jobs::TimetableList::items)};
};

} // namespace weicheng::http

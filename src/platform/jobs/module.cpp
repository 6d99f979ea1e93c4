#include "platform/jobs/module.h"

#include "platform/facts/facts.h"
#include "platform/jobs/shapes.h"

namespace weicheng::jobs {

using http::Context;
using http::Endpoint;
using http::Method;
using http::Nothing;

static constexpr const char* power = "jobs.manage";

static Endpoint list_failed() {
    return http::read(
        {.method = Method::get,
         .path = "/api/v1/failed-jobs",
         .operation_id = "list_failed_jobs",
         .words = "Jobs and reactions to facts that the server has given up, the newest first.",
         .power = power},
        +[](const Context& context, db::Tx& tx,
            const FailedJobQuery& query) -> Result<http::List<FailedJobReply>> {
            http::List<FailedJobReply> list;
            for (auto& each :
                 failed(tx, context.caller.county, query.limit.value_or(http::default_page)))
                list.items.push_back({JobId{each.job.id}, std::move(each.job.kind),
                                      std::move(each.job.payload), std::move(each.error),
                                      each.failed_at, each.recurring});
            return list;
        });
}

static Endpoint retry_failed() {
    return http::write(
        {.method = Method::post,
         .path = "/api/v1/failed-jobs/{id}/retries",
         .operation_id = "retry_failed_job",
         .words = "Has the server try a job or reaction again that it had given up.",
         .power = power,
         .success = 204,
         .keyed = true},
        +[](const Context& context, db::Tx& tx, const http::ById<JobId>& path,
            const Nothing&) -> Result<Nothing> {
            const auto& caller = context.caller;
            if (!try_again(tx, caller.county, path.id.value, context.now))
                return Refusal{"job.not_failed"};
            facts::record(tx, caller, {"job.retried", "job", path.id.value, context.now});
            return Nothing{};
        });
}

static Endpoint get_timetable() {
    return http::read(
        {.method = Method::get,
         .path = "/api/v1/timetable",
         .operation_id = "get_timetable",
         .words = "What the server does again and again, and how it last went.",
         .power = power},
        +[](const Context& context, db::Tx& tx,
            const Nothing&) -> Result<http::List<TimetableRow>> {
            http::List<TimetableRow> list;
            for (auto& line : timetable(tx, context.caller.county))
                list.items.push_back({JobId{line.id}, std::move(line.kind), line.next_at,
                                      line.last_run_at, std::move(line.trouble)});
            return list;
        });
}

Module make_module() {
    Module module;
    module.name = "jobs";
    module.words = "Work in the background: what is done when, and what has failed.";
    module.endpoints = {list_failed(), retry_failed(), get_timetable()};
    module.migrations = migrations();
    module.powers = {{power, "查看和重办后台任务", "See and retry work in the background"}};
    module.refusals = {
        {"job.not_failed", 404, "没有这个失败的任务，可能已经重办或办成。请刷新列表。",
         "There is no such failed job; it may have been retried or done. Please refresh the list."},
    };
    return module;
}

} // namespace weicheng::jobs

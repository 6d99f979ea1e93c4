#include "modules/cases/http/case_http.h"
#include "modules/cases/http/case_inputs.h"
#include "modules/cases/http/case_replies.h"
#include "modules/cases/http/case_words.h"
#include "modules/cases/http/csv.h"

#include <algorithm>

namespace weicheng::cases {

using http::Context;
using http::Nothing;

/// More than this is no table for a spreadsheet any more.
static constexpr std::size_t most_exported = 20'000;

static Result<http::Page<CaseRow>> list_cases(const Services& services, const Context& context,
                                              db::Tx& tx, const ListQuery& query) {
    const CaseFilter& filter = query;
    const auto found =
        list(tx, context.caller, filter, query.sort.value_or(Sort::due),
             query.limit.value_or(http::default_page), query.cursor.value_or(""), context.now);
    if (!found) return found.refusal();
    CasePresenter presenter(services, context, tx);
    http::Page<CaseRow> page;
    for (const auto& each : found->cases)
        page.items.push_back(presenter.row(each.one, each.thumb_sha256));
    if (!found->next_cursor.empty()) page.next_cursor = found->next_cursor;
    page.total = count(tx, context.caller, filter, context.now);
    return page;
}

// ---- the export ----

static std::string clock_text(const std::optional<Instant>& at) {
    if (!at) return "";
    const auto minute = minute_of_day(*at);
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return to_text(date_of(*at)) + " " + two(minute / 60) + ":" + two(minute % 60);
}

static std::vector<std::string> csv_head(Locale locale) {
    if (locale == Locale::en)
        return {"Number",       "State",         "Light",   "Kind",        "Condition",
                "Summary",      "Place",         "Grid",    "Site",        "Block body",
                "Line body",    "Handled by",    "Source",  "Reported at", "Stage due at",
                "Handling due", "Struck off at", "Reworks", "Period",      "Waits for"};
    return {"案件编号", "状态",     "灯色",     "类别",     "立案条件", "问题描述", "位置",
            "网格",     "点位",     "属地单位", "牵头部门", "责任单位", "来源",     "上报时间",
            "环节时限", "处置时限", "销号时间", "返工次数", "轮次",     "当前责任"};
}

static std::string name_or_empty(const std::optional<http::Named<BodyId>>& body) {
    return body ? body->name : "";
}

static std::vector<std::string> csv_line(const CaseRow& row, Locale locale) {
    std::string waits;
    if (row.waits_for) {
        waits = row.waits_for->body_name.value_or("");
        if (!waits.empty()) waits += " ";
        waits += row.waits_for->role_words;
    }
    return {row.number,
            words_of(row.state, locale),
            words_of(row.light, locale),
            row.kind.name,
            row.condition.name,
            row.summary,
            row.place.words,
            row.place.grid_name.value_or(""),
            row.place.site_name.value_or(""),
            name_or_empty(row.block_body),
            name_or_empty(row.line_body),
            name_or_empty(row.handling_body),
            row.source_name,
            clock_text(row.reported_at),
            clock_text(row.stage_due_at),
            clock_text(row.due_at),
            clock_text(row.closed_at),
            std::to_string(row.rework_count),
            std::to_string(row.period),
            waits};
}

static Result<http::RawReply> export_cases(const Services& services, const Context& context,
                                           db::Tx& tx, const ListQuery& query) {
    const auto sort = query.sort.value_or(Sort::due);
    const CaseFilter& filter = query;
    CasePresenter presenter(services, context, tx);
    http::RawReply reply;
    reply.content_type = "text/csv; charset=utf-8";
    reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"cases.csv\"");
    reply.body = csv_mark;
    add_csv_line(reply.body, csv_head(context.locale));
    std::string cursor;
    std::size_t written = 0;
    do {
        const auto found = list(tx, context.caller, filter, sort, 1000, cursor, context.now);
        if (!found) return found.refusal();
        written += found->cases.size();
        if (written > most_exported)
            return Refusal{"case.export_too_large", {{"max", std::to_string(most_exported)}}};
        for (const auto& each : found->cases)
            add_csv_line(reply.body, csv_line(presenter.row(each.one, ""), context.locale));
        cursor = found->next_cursor;
    } while (!cursor.empty());
    return reply;
}

// ---- counts ----

template <class Named>
static http::Json as_json(const std::vector<std::pair<Named, std::int64_t>>& numbers) {
    http::JsonObject object;
    for (const auto& [name, number] : numbers)
        object.add(name_of(name), number);
    return {object.text()};
}

static CaseCounts tell(const Counts& counted) {
    return {as_json(counted.by_state), as_json(counted.by_light), counted.waiting_for_me};
}

// ---- the paths ----

static http::Spec reading(std::string path, std::string operation_id, std::string words) {
    return {.method = http::Method::get,
            .path = "/api/v1" + path,
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = http::Door::signed_in,
            .row = "R2.1"};
}

std::vector<http::Endpoint> reading_endpoints(const Services& services) {
    auto csv = http::slow<ListQuery, Nothing, http::RawReply>(
        reading("/cases.csv", "export_cases", "The same list as a table for spreadsheets."),
        [services](const Context& context, const ListQuery& query, const Nothing&) {
            return context.database.read(
                [&](db::Tx& tx) { return export_cases(services, context, tx, query); });
        });
    csv.raw_reply_type = "text/csv";
    return {
        http::slow<ListQuery, Nothing, http::Page<CaseRow>>(
            reading("/cases", "list_cases", "Cases the caller may see, filtered and by pages."),
            [services](const Context& context, const ListQuery& query, const Nothing&) {
                return context.database.read(
                    [&](db::Tx& tx) { return list_cases(services, context, tx, query); });
            }),
        std::move(csv),
        http::slow<Nothing, Nothing, CaseCounts>(
            reading("/case-counts", "get_case_counts", "Cases by state and by light."),
            [](const Context& context, const Nothing&, const Nothing&) -> Result<CaseCounts> {
                return context.database.read(
                    [&](db::Tx& tx) { return tell(counts(tx, context.caller, context.now)); });
            }),
        http::read<http::ById<CaseId>, CaseReply>(
            reading("/cases/{id}", "get_case", "One case with all that happened to it."),
            [services](const Context& context, db::Tx& tx,
                       const http::ById<CaseId>& path) -> Result<CaseReply> {
                const auto one = find_for(tx, context.caller, path.id);
                if (!one) return one.refusal();
                return CasePresenter(services, context, tx).whole(*one);
            }),
    };
}

} // namespace weicheng::cases

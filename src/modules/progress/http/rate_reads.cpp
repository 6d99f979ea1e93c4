#include "modules/progress/http/progress_http.h"
#include "modules/progress/http/rate_shapes.h"
#include "modules/rulebook/rulebook.h"

#include <algorithm>

namespace weicheng::progress {

using http::Context;
using http::Nothing;

static constexpr int longest_range_days = 3660;

static std::string name_of_line(const RatesLine& line, RatesBy by, const rulebook::Rules& rules,
                                Locale locale) {
    const bool en = locale == Locale::en;
    if (by == RatesBy::kind) {
        const auto* kind = rules.get<cases::CaseKinds>().find(line.kind);
        return kind ? kind->name.in(locale) : line.kind; // the county may have dropped it
    }
    if (!line.name.empty()) return line.name;
    switch (by) {
    case RatesBy::grid: return en ? "In no grid" : "网格外";
    case RatesBy::handling_body: return en ? "Not dispatched" : "未派遣";
    default: return en ? "Without a body" : "无属地单位";
    }
}

static RatesOfCases row_of(const RatesLine& line, RatesBy by, std::string name) {
    const auto& rates = line.rates;
    const auto sum = [&](Figure which) { return figure(rates.sums, which); };
    RatesOfCases row;
    if (line.id != 0) row.id = std::to_string(line.id);
    if (by == RatesBy::kind) row.code = line.kind;
    row.name = std::move(name);
    row.reported = sum(Figure::reported);
    row.filed = sum(Figure::filed);
    row.closed = sum(Figure::closed);
    row.due = rates.due;
    row.closed_in_time = sum(Figure::in_time);
    row.late = rates.late;
    row.exempt = sum(Figure::exempt);
    row.reworked = sum(Figure::reworked);
    row.returned = sum(Figure::returned);
    row.recurred = sum(Figure::recurred);
    row.extended = sum(Figure::extended);
    row.suspended = sum(Figure::suspended);
    row.in_time_permille = rates.in_time_permille;
    row.rework_permille = rates.rework_permille;
    return row;
}

/// Nothing happened there in these days.
static bool is_empty(const RatesLine& line) {
    const auto& sums = line.rates.sums;
    return line.rates.due == 0 && std::all_of(sums.begin(), sums.end(), [&](const auto& each) {
               return each == 0 || &each == &sums[static_cast<std::size_t>(Figure::pending)];
           });
}

static Result<CaseRates> tell_rates(const Context& context, db::Tx& tx, const RatesQuery& query) {
    const auto from = day_of(query.from), to = day_of(query.to);
    if (to < from) return refuse_at("?to", "case.range_reversed");
    if (to - from >= longest_range_days)
        return refuse_at("?to", "case.range_too_long",
                         {{"max", std::to_string(longest_range_days)}});
    const auto county = context.caller.county;
    const auto rules = rulebook::in_force(tx, county, context.now);
    CaseRates reply{query.from, query.to, {}};
    for (const auto& line : rates_between(tx, county, query.by, from, to, day_of(context.now)))
        if (!is_empty(line))
            reply.items.push_back(
                row_of(line, query.by, name_of_line(line, query.by, *rules, context.locale)));
    return reply;
}

std::vector<http::Endpoint> rates_endpoints() {
    return {http::slow<RatesQuery, Nothing, CaseRates>(
        {.method = http::Method::get,
         .path = "/api/v1/case-rates",
         .operation_id = "get_case_rates",
         .words = "What some days brought by grid, body or kind, with the rates made of it.",
         .door = http::Door::power,
         .power = "cases.read",
         .row = "R2.7"},
        [](const Context& context, const RatesQuery& query, const Nothing&) {
            return context.database.read(
                [&](db::Tx& tx) { return tell_rates(context, tx, query); });
        })};
}

} // namespace weicheng::progress

// What is asked about some days and answered. Used inside http/ only.
#pragma once

#include "modules/progress/store/day_figures.h"
#include "platform/http/endpoint.h"

namespace weicheng::progress {

struct RatesQuery {
    Date from;
    Date to;
    RatesBy by = RatesBy::grid;
};
struct RatesRow {
    std::optional<std::string> id;
    std::optional<std::string> code;
    std::string name;
    std::int64_t reported = 0, filed = 0, closed = 0, due = 0, closed_in_time = 0, late = 0,
                 exempt = 0, reworked = 0, returned = 0, recurred = 0, extended = 0, suspended = 0;
    std::optional<std::int64_t> in_time_permille;
    std::optional<std::int64_t> rework_permille;
};
struct RatesReply {
    Date from;
    Date to;
    std::vector<RatesRow> items;
};

} // namespace weicheng::progress

namespace weicheng::http {

template <>
struct Shape<progress::RatesQuery> {
    using T = progress::RatesQuery;
    static constexpr std::string_view name = "CaseRatesQuery";
    static constexpr auto fields =
        std::tuple{field("from", &T::from, "A day of the county, inside."),
                   field("to", &T::to, "A day of the county, inside."), field("by", &T::by)};
};
template <>
struct Shape<progress::RatesRow> {
    using T = progress::RatesRow;
    static constexpr std::string_view name = "RatesOfCases";
    static constexpr auto fields = std::tuple{
        field("id", &T::id, "Of the grid or body; null: none, or by kind."),
        field("code", &T::code, "Of the kind, by kind."),
        field("name", &T::name),
        field("reported", &T::reported),
        field("filed", &T::filed),
        field("closed", &T::closed),
        field("due", &T::due,
              "Struck off before the limit passed, on that day; else on the day it passed."),
        field("closed_in_time", &T::closed_in_time, "Of those: confirmed by the unit in time."),
        field("late", &T::late, "Of those: the unit's clock ran out first, also where exempted."),
        field("exempt", &T::exempt, "Late ones that were exempted."),
        field("reworked", &T::reworked),
        field("returned", &T::returned),
        field("recurred", &T::recurred, "Strike-offs that did not last."),
        field("extended", &T::extended),
        field("suspended", &T::suspended),
        field("in_time_permille", &T::in_time_permille, "Of due without exempt; null for none."),
        field("rework_permille", &T::rework_permille, "Reworks of filed; null for none.")};
};
template <>
struct Shape<progress::RatesReply> {
    using T = progress::RatesReply;
    static constexpr std::string_view name = "CaseRates";
    static constexpr auto fields =
        std::tuple{field("from", &T::from), field("to", &T::to), field("items", &T::items)};
};
} // namespace weicheng::http

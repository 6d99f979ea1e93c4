#include "modules/cases/store/case_filter.h"

#include "modules/cases/rules/clock.h"

namespace weicheng::cases {

// ---- the light ----

template <class Wanted>
static db::Sql states_where(Wanted wanted) {
    std::vector<db::Sql> states;
    for (const auto& [state, name] : EnumNames<State>::all)
        if (wanted(state)) states.push_back(db::Sql(state));
    return "c.state IN (" + db::joined(states) + ")";
}

db::Sql light_turns() {
    return states_where([](State state) { return !still_light(state); });
}

db::Sql light() {
    db::Sql text = "CASE";
    for (const auto each : {Light::none, Light::grey, Light::hollow})
        text = text + " WHEN " +
               states_where([&](State state) { return still_light(state) == each; }) + " THEN " +
               db::Sql(each);
    return text + " WHEN c.stage_due_at < CAST(:now AS BIGINT) THEN CASE"
                  " WHEN c.stage_deep_red_at <= CAST(:now AS BIGINT) THEN 'deep_red'"
                  " ELSE 'red' END"
                  " WHEN c.stage_amber_at <= CAST(:now AS BIGINT) THEN 'amber' ELSE 'green' END";
}

// ---- the filter ----

namespace {

/// One member of the filter: a condition that holds where nothing is asked, and its parameters.
struct FilterCondition {
    db::Sql sql;
    std::function<void(const CaseFilter&, std::vector<db::Named>&)> add;
};

/// `room` is for as many as can be asked for.
template <std::size_t size, class T>
FilterCondition in_list(const char (&name)[size], const db::Sql& value,
                        std::vector<T> CaseFilter::*member, const db::Sql& room) {
    const db::Sql asked = "any_" + db::Sql(name);
    return {"CAST(:" + asked + " AS BIGINT) IS NULL OR " + value + " IN (" + room + ")",
            [name = std::string_view(name), asked = asked.text(), member](const auto& filter,
                                                                          auto& params) {
                const auto& wanted = filter.*member;
                params.push_back({asked, wanted.empty() ? db::Param(nullptr) : db::Param(1)});
                params.push_back({name, wanted});
            }};
}

/// `type` is that of the parameter; `value` makes it, NULL where nothing is asked.
template <std::size_t size, class Value>
FilterCondition one_of(const char (&name)[size], const db::Sql& type, const db::Sql& condition,
                       Value value) {
    return {"CAST(:" + db::Sql(name) + " AS " + type + ") IS NULL OR " + condition,
            [name = std::string_view(name), value](const auto& filter, auto& params) {
                params.push_back({name, db::Param(value(filter))});
            }};
}

template <std::size_t size>
FilterCondition flag(const char (&name)[size], const db::Sql& condition, bool CaseFilter::*member) {
    return one_of(name, "BIGINT", condition, [member](const CaseFilter& filter) {
        return filter.*member ? std::optional{1} : std::nullopt;
    });
}

using Day = std::optional<Date> CaseFilter::*;
template <std::size_t size>
FilterCondition from_day(const char (&name)[size], const db::Sql& condition, Day member) {
    return one_of(name, "BIGINT", condition, [member](const CaseFilter& filter) {
        const auto& day = filter.*member;
        return day ? std::optional{instant_of(*day, 0)} : std::nullopt;
    });
}
/// Up to the end of the day.
template <std::size_t size>
FilterCondition to_day(const char (&name)[size], const db::Sql& condition, Day member) {
    return one_of(name, "BIGINT", condition, [member](const CaseFilter& filter) {
        const auto& day = filter.*member;
        return day ? std::optional{instant_of(next_day(*day), 0)} : std::nullopt;
    });
}

} // namespace

static const std::vector<FilterCondition>& conditions() {
    using F = CaseFilter;
    static const std::vector<FilterCondition> all = {
        in_list("state", "c.state", &F::state, db::room_for<State>("state")),
        in_list("light", "(" + light() + ")", &F::light, db::room_for<Light>("light")),
        one_of("kind", "TEXT", "c.kind = :kind",
               [](const F& f) { return f.kind && f.kind->empty() ? std::nullopt : f.kind; }),
        one_of("grid", "BIGINT", "c.grid_id = :grid", [](const F& f) { return f.grid_id; }),
        one_of("body", "BIGINT",
               "c.block_body_id = :body OR c.line_body_id = :body OR c.handling_body_id = :body",
               [](const F& f) { return f.body_id; }),
        in_list("source", "c.source", &F::source, ":source[" + db::Sql(most_sources) + "]"),
        one_of("request", "TEXT",
               "c.request_kind = :request"
               " OR (:request = 'open' AND c.request_kind IS NOT NULL)",
               [](const F& f) { return f.request; }),
        one_of("recheck", "TEXT", "c.recheck = :recheck", [](const F& f) { return f.recheck; }),
        one_of("verification", "TEXT", "c.verification = :verification",
               [](const F& f) { return f.verification; }),
        flag("recurred", "c.recurs_of_id IS NOT NULL", &F::recurred),
        flag("provisional", "c.stage_provisional = 1", &F::provisional),
        flag("late",
             "c.late_body_id IS NOT NULL OR (c.due_at < :now"
             " AND c.state IN ('dispatched', 'disputed', 'handling', 'handled'))",
             &F::late),
        from_day("reported_from", "c.reported_at >= :reported_from", &F::reported_from),
        to_day("reported_to", "c.reported_at < :reported_to", &F::reported_to),
        from_day("closed_from", "c.closed_at >= :closed_from", &F::closed_from),
        to_day("closed_to", "c.closed_at < :closed_to", &F::closed_to),
        one_of("recheck_on_to", "TEXT",
               "(c.state = 'suspended' AND c.suspended_recheck_on <= :recheck_on_to)",
               [](const F& f) { return f.recheck_on_to; }),
    };
    return all;
}

db::Sql filtered() {
    db::Sql text = " FROM cases c WHERE c.county_id = :county";
    for (const auto& each : conditions())
        text = text + " AND (" + each.sql + ")";
    return text + " AND (CAST(:number_from AS TEXT) IS NULL"
                  " OR (c.number >= :number_from AND c.number < CAST(:number_until AS TEXT)))";
}

void FilterParams::look_for_number(std::string_view beginning) {
    number_from_.reset();
    number_until_.reset();
    if (beginning.empty()) return;
    number_from_ = beginning;
    for (auto& letter : *number_from_)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    number_until_ = *number_from_ + "\xF4\x8F\xBF\xBF"; // up to the last code point there is
}

std::vector<db::Named> FilterParams::params() const {
    std::vector<db::Named> all{{"county", county_}};
    for (const auto& each : conditions())
        each.add(filter_, all);
    all.insert(all.end(),
               {{"now", now_}, {"number_from", number_from_}, {"number_until", number_until_}});
    return with_sight(std::move(all), sight_);
}

} // namespace weicheng::cases

#include "modules/cases/case_rules.h"

namespace weicheng::cases {

const CaseKind* CaseKinds::find(std::string_view code) const {
    return rulebook::find_by_code(kinds, code);
}

const ReportSource* ReportSources::find(std::string_view code) const {
    return rulebook::find_by_code(sources, code);
}

const Condition* find_condition(const CaseKind& kind, std::string_view code) {
    if (code.empty()) return kind.conditions.empty() ? nullptr : &kind.conditions.front();
    return rulebook::find_by_code(kind.conditions, code);
}

const std::vector<rulebook::Term>& ReasonLists::of(std::string_view list) const {
    static const std::vector<rulebook::Term> none;
    const auto found = find(list);
    return found == end() ? none : found->second;
}

/// How closely a route fits: 0 not at all, higher is closer.
static int fit_of(const Route& route, const CaseKind& kind, std::string_view grid_code) {
    const bool any_grid = route.grid == "*";
    if (!any_grid && route.grid != grid_code) return 0;
    const int on_grid = any_grid ? 0 : 1;
    if (route.kind == kind.code) return 5 + on_grid;
    if (route.kind == "class:" + kind.class_code) return 3 + on_grid;
    if (route.kind == "*") return 1 + on_grid;
    return 0;
}

const Route* Routing::find(const CaseKind& kind, std::string_view grid_code) const {
    const Route* closest = nullptr;
    int best = 0;
    for (const auto& route : routes)
        if (const int fit = fit_of(route, kind, grid_code); fit > best) {
            best = fit;
            closest = &route;
        }
    return closest;
}

} // namespace weicheng::cases

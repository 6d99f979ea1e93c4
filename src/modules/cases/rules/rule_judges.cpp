#include "modules/cases/rules/rule_judges.h"

#include <set>

namespace weicheng::cases {

using rulebook::at;
using rulebook::judge_codes;
using rulebook::judge_figure;
using rulebook::judge_limit;
using rulebook::judge_percent;
using rulebook::judge_words;

static void judge_nearness(const Nearness& near, const std::string& path, Wrong& wrong) {
    judge_figure(near.radius_m, 0, 250, path + "/radius_m", wrong);
    judge_figure(near.days, 0, 3650, path + "/days", wrong);
}

static void judge_sources(const std::vector<std::string>& named, const ReportSources& known,
                          const std::string& path, Wrong& wrong) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < named.size(); ++i)
        if (!known.find(named[i]))
            wrong.push_back({at(path, i), "rulebook.source_unknown", {{"source", named[i]}}});
        else if (!seen.insert(named[i]).second)
            wrong.push_back({at(path, i), "rulebook.code_twice", {{"code", named[i]}}});
}

static void judge_kind(const CaseKind& kind, const ReportSources& sources, const std::string& path,
                       Wrong& wrong) {
    judge_words(kind.name, path + "/name", wrong);
    judge_percent(kind.recheck_percent, 0, path + "/recheck_percent", wrong);
    judge_sources(kind.verify_sources, sources, path + "/verify_sources", wrong);
    judge_nearness(kind.duplicates, path + "/duplicates", wrong);
    judge_nearness(kind.recurrence, path + "/recurrence", wrong);
    if (kind.evidence_before_min < 0 || kind.evidence_before_min > 9)
        wrong.push_back({path + "/evidence_before_min", "rulebook.evidence_out_of_range"});
    if (kind.evidence_after_min < 1 || kind.evidence_after_min > 9)
        wrong.push_back({path + "/evidence_after_min", "rulebook.evidence_out_of_range"});
    if (kind.conditions.empty())
        wrong.push_back({path + "/conditions", "rulebook.kind_without_condition"});
    judge_codes(kind.conditions, path + "/conditions", wrong);
    for (std::size_t i = 0; i < kind.conditions.size(); ++i) {
        const auto condition_path = at(path + "/conditions", i);
        judge_words(kind.conditions[i].name, condition_path + "/name", wrong);
        judge_words(kind.conditions[i].closing, condition_path + "/closing", wrong);
        judge_limit(kind.conditions[i].limit, condition_path + "/limit", wrong);
    }
}

Wrong judge(const ReportSources& sources) {
    Wrong wrong;
    judge_codes(sources.sources, "/sources", wrong);
    for (std::size_t i = 0; i < sources.sources.size(); ++i)
        judge_words(sources.sources[i].name, at("/sources", i) + "/name", wrong);
    if (!sources.find(from_citizens))
        wrong.push_back({"/sources", "rulebook.source_missing", {{"source", from_citizens}}});
    return wrong;
}

Wrong judge(const CaseKinds& kinds, const ReportSources& sources) {
    Wrong wrong;
    judge_codes(kinds.classes, "/classes", wrong);
    judge_codes(kinds.kinds, "/kinds", wrong);
    std::set<std::string_view> classes;
    for (const auto& each : kinds.classes)
        classes.insert(each.code);
    for (std::size_t i = 0; i < kinds.kinds.size(); ++i) {
        const auto path = at("/kinds", i);
        if (!classes.contains(kinds.kinds[i].class_code))
            wrong.push_back({path + "/class_code", "rulebook.class_unknown"});
        judge_kind(kinds.kinds[i], sources, path, wrong);
    }
    return wrong;
}

Wrong judge(const Routing& routing, const CaseKinds& kinds,
            const std::function<bool(std::string_view)>& knows_body) {
    Wrong wrong;
    std::set<std::string> subjects{"*"};
    for (const auto& each : kinds.classes)
        subjects.insert("class:" + each.code);
    for (const auto& each : kinds.kinds)
        subjects.insert(each.code);
    for (std::size_t i = 0; i < routing.routes.size(); ++i) {
        const auto& route = routing.routes[i];
        const auto path = at("/routes", i);
        if (!subjects.contains(route.kind))
            wrong.push_back({path + "/kind", "rulebook.kind_unknown", {{"code", route.kind}}});
        if (!route.line_body.empty() && !knows_body(route.line_body))
            wrong.push_back(
                {path + "/line_body", "rulebook.body_unknown", {{"code", route.line_body}}});
        if (route.line_body.empty() && route.handled_by == Handler::line)
            wrong.push_back({path + "/line_body", "rulebook.route_without_line"});
    }
    return wrong;
}

Wrong judge(const StageLimits& limits) {
    Wrong wrong;
    judge_limit(limits.filing, "/filing", wrong);
    judge_limit(limits.dispatch, "/dispatch", wrong);
    judge_limit(limits.sign, "/sign", wrong);
    judge_limit(limits.confirm, "/confirm", wrong);
    judge_limit(limits.check, "/check", wrong);
    judge_limit(limits.close, "/close", wrong);
    judge_limit(limits.verify, "/verify", wrong);
    judge_limit(limits.verdict, "/verdict", wrong);
    judge_limit(limits.decide, "/decide", wrong);
    judge_limit(limits.recheck, "/recheck", wrong);
    return wrong;
}

Wrong judge(const LightRules& lights) {
    Wrong wrong;
    if (lights.amber_share_percent < 0 || lights.amber_share_percent > 100)
        wrong.push_back({"/amber_share_percent", "rulebook.percent_out_of_range"});
    if (lights.amber_floor_minutes < 0 || lights.amber_floor_minutes > 14'400)
        wrong.push_back({"/amber_floor_minutes", "rulebook.limit_out_of_range"});
    if (lights.deep_red_percent < 1 || lights.deep_red_percent > 1000)
        wrong.push_back({"/deep_red_percent", "rulebook.percent_out_of_range"});
    return wrong;
}

Wrong judge(const ReasonLists& reasons) {
    Wrong wrong;
    for (const auto& [list, items] : reasons)
        rulebook::judge_terms(items, "/" + list, wrong);
    return wrong;
}

Wrong judge(const NumberFormats& numbers) {
    const auto& format = numbers.case_number;
    const auto serial = format.find("{n");
    const bool has_serial = serial != std::string::npos &&
                            format.find('}', serial) != std::string::npos &&
                            format.find_first_not_of('n', serial + 1) == format.find('}', serial);
    for (const char* part : {"{yyyy}", "{mm}", "{dd}"})
        if (format.find(part) == std::string::npos)
            return {{"/case_number", "rulebook.number_without_date", {{"part", part}}}};
    if (!has_serial) return {{"/case_number", "rulebook.number_without_serial"}};
    return {};
}

Wrong judge(const PortalRules& portal) {
    Wrong wrong;
    judge_limit(portal.objection_within, "/objection_within", wrong);
    judge_words(portal.promise, "/promise", wrong);
    if (portal.contact_retention_days < 1 || portal.contact_retention_days > 3650)
        wrong.push_back({"/contact_retention_days", "rulebook.limit_out_of_range"});
    if (portal.photos_max < 1 || portal.photos_max > 9)
        wrong.push_back({"/photos_max", "rulebook.evidence_out_of_range"});
    return wrong;
}

Wrong judge(const RequestRules& requests) {
    Wrong wrong;
    judge_figure(requests.extensions_max, 0, 9, "/extensions_max", wrong);
    judge_limit(requests.extension_longest, "/extension_longest", wrong);
    judge_figure(requests.suspension_days_max, 1, 3650, "/suspension_days_max", wrong);
    judge_limit(requests.lateness_within, "/lateness_within", wrong);
    judge_figure(requests.returns_max, 0, 9, "/returns_max", wrong);
    return wrong;
}

} // namespace weicheng::cases

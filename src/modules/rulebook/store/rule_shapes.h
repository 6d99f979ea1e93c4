// How rule data is written: the shapes of the schemas. Used by the store, which keeps them as
// JSON text, and by http.
#pragma once

#include "modules/rulebook/rulebook.h"
#include "platform/http/json.h"

namespace weicheng::http {

template <>
struct Shape<calendar::Limit> {
    using T = calendar::Limit;
    static constexpr std::string_view name = "Limit";
    static constexpr auto fields =
        std::tuple{field("amount", &T::amount, between(1, 9999)), field("unit", &T::unit)};
};
template <>
struct Shape<rulebook::Words> {
    using T = rulebook::Words;
    static constexpr std::string_view name = "Words";
    static constexpr auto fields =
        std::tuple{field("zh", &T::zh, at_most(200)), field("en", &T::en, at_most(300))};
};
template <>
struct Shape<rulebook::Condition> {
    using T = rulebook::Condition;
    static constexpr std::string_view name = "Condition";
    static constexpr auto fields = std::tuple{
        field("code", &T::code, at_most(40)), field("name", &T::name), field("limit", &T::limit),
        field("closing", &T::closing), field("status", &T::status)};
};
template <>
struct Shape<rulebook::Nearness> {
    using T = rulebook::Nearness;
    static constexpr std::string_view name = "Nearness";
    static constexpr auto fields = std::tuple{field("radius_m", &T::radius_m, between(0, 250)),
                                              field("days", &T::days, between(0, 3650))};
};
template <>
struct Shape<rulebook::CaseClass> {
    using T = rulebook::CaseClass;
    static constexpr std::string_view name = "CaseClass";
    static constexpr auto fields =
        std::tuple{field("code", &T::code, at_most(40)), field("name", &T::name)};
};
template <>
struct Shape<rulebook::CaseKind> {
    using T = rulebook::CaseKind;
    static constexpr std::string_view name = "CaseKindRule";
    static constexpr auto fields =
        std::tuple{field("code", &T::code, at_most(40)),
                   field("class_code", &T::class_code, at_most(40)),
                   field("name", &T::name),
                   field("icon", &T::icon, at_most(20)),
                   field("citizen", &T::citizen),
                   field("files_itself", &T::files_itself),
                   field("evidence_before_min", &T::evidence_before_min, between(0, 9)),
                   field("evidence_after_min", &T::evidence_after_min, between(1, 9)),
                   field("closes", &T::closes),
                   field("recheck_percent", &T::recheck_percent, or_default(between(0, 100))),
                   field("verify_sources", &T::verify_sources, at_most(8)),
                   field("duplicates", &T::duplicates, or_default()),
                   field("recurrence", &T::recurrence, or_default()),
                   field("status", &T::status),
                   field("source", &T::source, at_most(200)),
                   field("conditions", &T::conditions, at_most(20))};
};
template <>
struct Shape<rulebook::CaseKinds> {
    using T = rulebook::CaseKinds;
    static constexpr std::string_view name = "CaseKindsRules";
    static constexpr auto fields = std::tuple{field("classes", &T::classes, at_most(100)),
                                              field("kinds", &T::kinds, at_most(1000))};
};
template <>
struct Shape<rulebook::Route> {
    using T = rulebook::Route;
    static constexpr std::string_view name = "Route";
    static constexpr auto fields = std::tuple{
        field("kind", &T::kind, at_most(60)), field("grid", &T::grid, at_most(60)),
        field("line_body", &T::line_body, at_most(60)), field("handled_by", &T::handled_by)};
};
template <>
struct Shape<rulebook::Routing> {
    using T = rulebook::Routing;
    static constexpr std::string_view name = "RoutingRules";
    static constexpr auto fields = std::tuple{field("routes", &T::routes, at_most(20'000))};
};
template <>
struct Shape<rulebook::StageLimits> {
    using T = rulebook::StageLimits;
    static constexpr std::string_view name = "StageLimits";
    static constexpr auto fields = std::tuple{field("filing", &T::filing),
                                              field("dispatch", &T::dispatch),
                                              field("sign", &T::sign),
                                              field("confirm", &T::confirm),
                                              field("check", &T::check),
                                              field("close", &T::close),
                                              field("verify", &T::verify, or_default()),
                                              field("verdict", &T::verdict, or_default()),
                                              field("decide", &T::decide, or_default()),
                                              field("recheck", &T::recheck, or_default())};
};
template <>
struct Shape<rulebook::LightRules> {
    using T = rulebook::LightRules;
    static constexpr std::string_view name = "LightRules";
    static constexpr auto fields =
        std::tuple{field("amber_share_percent", &T::amber_share_percent, between(0, 100)),
                   field("amber_floor_minutes", &T::amber_floor_minutes, between(0, 14'400)),
                   field("deep_red_percent", &T::deep_red_percent, between(1, 1000))};
};
template <>
struct Shape<rulebook::Reason> {
    using T = rulebook::Reason;
    static constexpr std::string_view name = "ReasonRule";
    static constexpr auto fields =
        std::tuple{field("code", &T::code, at_most(40)), field("name", &T::name)};
};
template <>
struct Shape<rulebook::ReasonLists> {
    using T = rulebook::ReasonLists;
    static constexpr std::string_view name = "ReasonLists";
    static constexpr auto fields =
        std::tuple{field("return_to_desk", &T::return_to_desk, at_most(50)),
                   field("send_back", &T::send_back, at_most(50)),
                   field("rework", &T::rework, at_most(50)),
                   field("closure_refusal", &T::closure_refusal, at_most(50)),
                   field("objection", &T::objection, at_most(50)),
                   field("verification", &T::verification, at_most(50)),
                   field("decline", &T::decline, at_most(50)),
                   field("void", &T::void_, at_most(50)),
                   field("reassign", &T::reassign, at_most(50)),
                   field("dispute", &T::dispute, at_most(50)),
                   field("extension", &T::extension, at_most(50)),
                   field("suspension", &T::suspension, at_most(50)),
                   field("lateness", &T::lateness, at_most(50)),
                   field("reinstate", &T::reinstate, at_most(50))};
};
template <>
struct Shape<rulebook::NumberFormats> {
    using T = rulebook::NumberFormats;
    static constexpr std::string_view name = "NumberFormats";
    static constexpr auto fields = std::tuple{field("case_number", &T::case_number, at_most(60))};
};
template <>
struct Shape<rulebook::PortalRules> {
    using T = rulebook::PortalRules;
    static constexpr std::string_view name = "PortalRules";
    static constexpr auto fields = std::tuple{
        field("objection_within", &T::objection_within),
        field("contact_retention_days", &T::contact_retention_days, between(1, 3650)),
        field("photos_max", &T::photos_max, between(1, 9)), field("promise", &T::promise)};
};
template <>
struct Shape<rulebook::RequestRules> {
    using T = rulebook::RequestRules;
    static constexpr std::string_view name = "RequestRules";
    static constexpr auto fields =
        std::tuple{field("extensions_max", &T::extensions_max, between(0, 9)),
                   field("extension_longest", &T::extension_longest),
                   field("suspension_days_max", &T::suspension_days_max, between(1, 3650)),
                   field("lateness_within", &T::lateness_within),
                   field("returns_max", &T::returns_max, between(0, 9)),
                   field("status", &T::status)};
};
template <>
struct Shape<rulebook::EvidenceRules> {
    using T = rulebook::EvidenceRules;
    static constexpr std::string_view name = "EvidenceRules";
    static constexpr auto fields =
        std::tuple{field("near_same_bits", &T::near_same_bits, between(0, 7)),
                   field("far_from_place_m", &T::far_from_place_m, between(10, 10'000)),
                   field("seconds_before_limit", &T::seconds_before_limit, between(0, 3600)),
                   field("unchanged_percent", &T::unchanged_percent, between(50, 100)),
                   field("other_view_percent", &T::other_view_percent, between(0, 100)),
                   field("status", &T::status)};
};

} // namespace weicheng::http

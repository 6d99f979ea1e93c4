// How kinds of case and reasons are told to a screen, in one language.
#pragma once

#include "modules/rulebook/store/rule_shapes.h"

namespace weicheng::rulebook {

struct LimitAnswer {
    int amount = 0;
    calendar::TimeUnit unit = calendar::TimeUnit::work_hours;
    std::string words;
};
struct ConditionAnswer {
    std::string code;
    std::string name;
    LimitAnswer limit;
    std::string closing;
    Approval status = Approval::pending_approval;
};
struct EvidenceAnswer {
    int before_min = 0;
    int after_min = 0;
};
struct KindAnswer {
    std::string code;
    std::string name;
    std::string class_code;
    std::string icon;
    Approval status = Approval::pending_approval;
    bool citizen = false;
    BodyId line_body_id;
    std::string line_body_name;
    EvidenceAnswer evidence;
    Closer closes = Closer::office;
    std::vector<ConditionAnswer> conditions;
};
struct NamedCode {
    std::string code;
    std::string name;
};
struct KindsAnswer {
    std::int64_t version = 0;
    std::vector<NamedCode> classes;
    std::vector<KindAnswer> kinds;
};
struct ReasonsAnswer {
    std::vector<NamedCode> items;
};

KindsAnswer tell_kinds(db::Tx& tx, CountyId county, const Rules& rules, Locale locale);

} // namespace weicheng::rulebook

namespace weicheng::http {

template <>
struct Shape<rulebook::LimitAnswer> {
    using T = rulebook::LimitAnswer;
    static constexpr std::string_view name = "LimitInWords";
    static constexpr auto fields = std::tuple{field("amount", &T::amount), field("unit", &T::unit),
                                              field("words", &T::words, "\"2 工作时\"")};
};
template <>
struct Shape<rulebook::ConditionAnswer> {
    using T = rulebook::ConditionAnswer;
    static constexpr std::string_view name = "CaseCondition";
    static constexpr auto fields =
        std::tuple{field("code", &T::code), field("name", &T::name), field("limit", &T::limit),
                   field("closing", &T::closing), field("status", &T::status)};
};
template <>
struct Shape<rulebook::EvidenceAnswer> {
    using T = rulebook::EvidenceAnswer;
    static constexpr std::string_view name = "EvidenceWanted";
    static constexpr auto fields =
        std::tuple{field("before_min", &T::before_min), field("after_min", &T::after_min)};
};
template <>
struct Shape<rulebook::KindAnswer> {
    using T = rulebook::KindAnswer;
    static constexpr std::string_view name = "CaseKind";
    static constexpr auto fields = std::tuple{field("code", &T::code),
                                              field("name", &T::name),
                                              field("class_code", &T::class_code),
                                              field("icon", &T::icon),
                                              field("status", &T::status),
                                              field("citizen", &T::citizen),
                                              field("line_body_id", &T::line_body_id),
                                              field("line_body_name", &T::line_body_name),
                                              field("evidence", &T::evidence),
                                              field("closes", &T::closes),
                                              field("conditions", &T::conditions)};
};
template <>
struct Shape<rulebook::NamedCode> {
    using T = rulebook::NamedCode;
    static constexpr std::string_view name = "NamedCode";
    static constexpr auto fields = std::tuple{field("code", &T::code), field("name", &T::name)};
};
template <>
struct Shape<rulebook::KindsAnswer> {
    using T = rulebook::KindsAnswer;
    static constexpr std::string_view name = "CaseKinds";
    static constexpr auto fields = std::tuple{
        field("version", &T::version), field("classes", &T::classes), field("kinds", &T::kinds)};
};
template <>
struct Shape<rulebook::ReasonsAnswer> {
    using T = rulebook::ReasonsAnswer;
    static constexpr std::string_view name = "Reasons";
    static constexpr auto fields = std::tuple{field("items", &T::items)};
};

} // namespace weicheng::http

// How versions of rule data are listed and published.
#pragma once

#include "modules/rulebook/store/rule_shapes.h"

namespace weicheng::rulebook {

struct VersionRow {
    Id<struct RuleVersion> id;
    std::int64_t version = 0;
    Instant valid_from;
    std::string note;
    std::string made_by_name;
    Instant made_at;
};
struct CurrentVersion {
    std::int64_t version = 0;
    http::Json body;
};
struct SchemaAnswer {
    std::string schema;
    std::vector<VersionRow> versions;
    std::optional<CurrentVersion> current;
};
struct SchemaParams {
    std::string schema;
};
struct NewVersion {
    Instant valid_from;
    std::string note;
    http::Json body;
};
struct StepParams {
    std::string step;
};

} // namespace weicheng::rulebook

namespace weicheng::http {

template <>
struct Shape<rulebook::VersionRow> {
    using T = rulebook::VersionRow;
    static constexpr std::string_view name = "RuleVersion";
    static constexpr auto fields = std::tuple{field("id", &T::id),
                                              field("version", &T::version),
                                              field("valid_from", &T::valid_from),
                                              field("note", &T::note),
                                              field("made_by_name", &T::made_by_name),
                                              field("made_at", &T::made_at)};
};
template <>
struct Shape<rulebook::CurrentVersion> {
    using T = rulebook::CurrentVersion;
    static constexpr std::string_view name = "RulesInForce";
    static constexpr auto fields =
        std::tuple{field("version", &T::version), field("body", &T::body)};
};
template <>
struct Shape<rulebook::SchemaAnswer> {
    using T = rulebook::SchemaAnswer;
    static constexpr std::string_view name = "RuleSchema";
    static constexpr auto fields =
        std::tuple{field("schema", &T::schema), field("versions", &T::versions),
                   field("current", &T::current)};
};
template <>
struct Shape<rulebook::SchemaParams> {
    static constexpr std::string_view name = "RuleSchemaParams";
    static constexpr auto fields =
        std::tuple{field("schema", &rulebook::SchemaParams::schema, at_most(40))};
};
template <>
struct Shape<rulebook::NewVersion> {
    using T = rulebook::NewVersion;
    static constexpr std::string_view name = "NewRuleVersion";
    static constexpr auto fields =
        std::tuple{field("valid_from", &T::valid_from), field("note", &T::note, at_most(500)),
                   field("body", &T::body, "The schema's whole data.")};
};
template <>
struct Shape<rulebook::StepParams> {
    static constexpr std::string_view name = "ReasonParams";
    static constexpr auto fields =
        std::tuple{field("step", &rulebook::StepParams::step, at_most(40),
                         "return, send_back, rework, closure_refusal, objection, verification, "
                         "decline, void, reassign, dispute, extension, suspension, lateness or "
                         "reinstate")};
};

} // namespace weicheng::http

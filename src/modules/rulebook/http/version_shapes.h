// How versions of rule data are listed and published.
#pragma once

#include "modules/rulebook/rulebook.h"
#include "platform/http/endpoint.h"

#include <optional>

namespace weicheng::rulebook {

struct RuleVersion {
    Id<struct RuleVersion> id;
    std::int64_t version = 0;
    Instant valid_from;
    std::string note;
    std::string made_by_name;
    Instant made_at;
};
SHAPE(RuleVersion, id, version, valid_from, note, made_by_name, made_at);

struct RulesInForce {
    std::int64_t version = 0;
    http::Json body;
};
SHAPE(RulesInForce, version,
    (body, "The schema's whole data."));

struct RuleSchemaName {
    std::string schema;
    std::string name;
};
SHAPE(RuleSchemaName, schema, name);

struct RuleSchemaReply {
    std::string schema;
    std::string name; // in the reader's language
    std::vector<RuleVersion> versions;
    std::optional<RulesInForce> current;
};
SHAPE(RuleSchemaReply, schema, name, versions, current);

struct SchemaPath {
    std::string schema;
};
SHAPE(SchemaPath, (schema, at_most(40)));

struct NewRuleVersion {
    Instant valid_from;
    std::string note;
    http::Json body;
};
SHAPE(NewRuleVersion, valid_from,
    (note, at_most(500)),
    (body, "The schema's whole data."));

} // namespace weicheng::rulebook

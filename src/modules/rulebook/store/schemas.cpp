#include "modules/rulebook/rulebook_shapes.h"
#include "platform/embedded.h"

namespace weicheng::rulebook {

std::string shipped_text(const std::string& data) {
    return std::string(embedded_file(Embedded::source, data).value_or(""));
}

// ---- rules by type ----

const Rules::Entry& Rules::entry(std::type_index type) const {
    for (const auto& each : entries_)
        if (each.type == type) return each;
    throw Bug(std::string("no module of this house hands in rule data of type ") + type.name() +
              ": add its schema to Module::rules");
}

void Rules::put(std::type_index type, RuleSchema::Document document, std::int64_t version) {
    for (auto& each : entries_)
        if (each.type == type) {
            each.document = std::move(document);
            each.version = version;
            return;
        }
    entries_.push_back({type, std::move(document), version});
}

// ---- the schemas of a house ----

static std::string field_errors(const Refusal& refusal) {
    std::string text = refusal.code;
    for (const auto& error : refusal.errors)
        text += ", " + error.path + " " + error.code;
    return text;
}

Schemas::Schemas(std::vector<RuleSchema> schemas) {
    for (auto& schema : schemas) {
        const auto complain = [&](const std::string& what) {
            throw Bug("src/" + schema.data + ": rule schema \"" + schema.name + "\" " + what);
        };
        if (schema.zh.empty() || schema.en.empty())
            complain("has no words in both languages; give what the county calls it, {zh, en}, "
                     "where its module calls rulebook::schema");
        if (schema.shipped.empty()) complain("ships nothing; write this file");
        for (const auto& other : all_)
            if (other.name == schema.name || other.type == schema.type)
                complain("has the name or the type of another; give it one of its own");
        const auto document = schema.read(schema.shipped);
        if (!document) complain("ships what does not fit: " + field_errors(document.refusal()));
        schema.shipped = schema.print(*document);
        all_.push_back(std::move(schema));
    }
}

const RuleSchema* Schemas::find(std::string_view name) const {
    for (const auto& each : all_)
        if (each.name == name) return &each;
    return nullptr;
}

} // namespace weicheng::rulebook

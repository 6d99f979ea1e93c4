// The other half of the rulebook's door: how words and limits are written in rule data, and the
// maker of schemas. For the store rooms of modules that hand rule data in; rules never include it.
#pragma once

#include "modules/rulebook/rulebook.h"
#include "platform/http/json.h"

namespace weicheng::calendar {

SHAPE(Limit, (amount, between(1, 9999)), unit);

} // namespace weicheng::calendar

namespace weicheng::rulebook {

SHAPE(Words, (zh, at_most(200)), (en, at_most(300)));
SHAPE(Term, (code, at_most(40)), name);

} // namespace weicheng::rulebook

namespace weicheng::rulebook {

/// The bytes of a file under src/; empty when it is not there.
std::string shipped_text(const std::string& data);

/// A schema of rule data of type T: its name, what the county calls it, the folder of the module
/// that ships <name>.json ("modules/cases"), and what it must hold beyond its shape:
/// Wrong(const T&) or Wrong(const T&, const RuleSetting&).
template <class T, class Judge>
RuleSchema schema(std::string name, Words words, const std::string& folder, Judge judge) {
    RuleSchema made;
    made.data = folder + "/data/" + name + ".json";
    made.shipped = shipped_text(made.data);
    made.name = std::move(name);
    made.zh = std::move(words.zh);
    made.en = std::move(words.en);
    made.type = typeid(T);
    made.read = [](std::string_view text) -> Result<RuleSchema::Document> {
        auto read = http::from_json<T>(text);
        if (!read) return read.refusal();
        return RuleSchema::Document(std::make_shared<const T>(std::move(*read)));
    };
    made.print = [](const RuleSchema::Document& document) {
        return http::to_json(*static_cast<const T*>(document.get()));
    };
    made.judge = [judge](const RuleSchema::Document& document, const RuleSetting& setting) {
        const auto& held = *static_cast<const T*>(document.get());
        if constexpr (std::is_invocable_v<Judge, const T&, const RuleSetting&>)
            return judge(held, setting);
        else
            return judge(held);
    };
    return made;
}

} // namespace weicheng::rulebook

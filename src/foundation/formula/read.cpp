#include "foundation/formula/formula.h"

#include "foundation/formula/checker.h"
#include "foundation/formula/parser.h"
#include "foundation/text.h"

namespace weicheng::formula {

static Result<Node> tree_of(std::string_view text, const NameTable& names) {
    auto tokens = cut(text, names);
    if (!tokens) return tokens.refusal();
    return parse(*tokens);
}

static void collect_names(const Node& node, const NameTable& names,
                          std::map<std::string, Type, std::less<>>& uses) {
    if (node.op == Op::name) uses.emplace(node.name, names.with_code(node.name)->type);
    for (const auto& part : node.of)
        collect_names(part, names, uses);
}

Result<Formula> read(std::string_view written, std::span<const Name> names,
                     std::optional<Type> wanted) {
    if (!is_clean_utf8(written)) return refuse_from({}, "formula.not_text");
    if (count_code_points(written) > most_characters)
        return refuse_from({most_characters, most_characters}, "formula.too_long",
                           {{"max", std::to_string(most_characters)}});
    const NameTable table(names);
    auto tree = tree_of(written, table);
    if (!tree) return tree.refusal();
    const Checker checker(names, table);
    auto kind = checker.kind_of(*tree);
    if (!kind) return kind.refusal();
    if (kind->type == Type::numbers) wanted = wanted.value_or(Type::number);
    if (wanted)
        if (auto fits = checker.expect(*tree, kind->type, *wanted); !fits) return fits.refusal();
    std::map<std::string, Type, std::less<>> uses;
    collect_names(*tree, table, uses);
    if (uses.empty()) return refuse_from(tree->at, "formula.names_nothing");

    auto text = print(*tree, names);
    if (count_code_points(text) > most_characters)
        return refuse_from({}, "formula.too_long", {{"max", std::to_string(most_characters)}});
    auto canonical = tree_of(text, table);
    check(canonical && same(*canonical, *tree), "a printed formula reads as what was printed");
    const bool is_mixed = kind->unit == mixed_unit;
    return Formula{.text = std::move(text),
                   .tree = std::move(*canonical),
                   .type = kind->type,
                   .unit = is_mixed ? "" : kind->unit,
                   .uses = std::move(uses)};
}

} // namespace weicheng::formula

// The door of the formula language: checks, figures, targets and schemes that a county writes as
// text. Pure: no clock, no I/O; the day is handed in as a name. Any file may use it.
//
//   auto formula = formula::read("如果（人数 ≥ 3，求和（男，女），0）", names, Type::number);
//   auto value   = formula::evaluate(*formula, {{"people", *Fraction::of(5)}, …});
//
// docs/how-to/write-a-formula.md says how it is used, docs/user/formula.md what may be written.
#pragma once

#include "foundation/formula/fraction.h"
#include "foundation/result.h"
#include "foundation/time.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weicheng::formula {

/// `numbers` is a list (a column of a child register): only 求和 平均 最小 最大 计数 take it.
enum class Type { number, text, date, yes_no, numbers };

/// A name that a formula may use. `code` is unique and stands in the tree; `zh` and `en` may be
/// written as well. `unit` is empty for a plain figure.
struct Name {
    std::string code;
    std::string zh;
    std::string en = {};
    Type type = Type::number;
    std::string unit = {};
};

using NoData = std::monostate;
using Numbers = std::vector<std::optional<Fraction>>; // nullopt is an item without data
using Value = std::variant<NoData, Fraction, std::string, Date, bool, Numbers>;
/// What the names stand for, by code; a code that is missing has no data.
using Values = std::map<std::string, Value, std::less<>>;

/// Everything a tree may do; the functions begin with `if_`. operations.cpp has their words.
enum class Op {
    // clang-format off
    number, text, yes_no, name,
    negate, multiply, divide, add, subtract,
    equal, unequal, less, at_most, greater, at_least,
    logical_not, logical_and, logical_or,
    if_, ifs, ifblank, isblank,
    min, max, sum, average, count,
    round, round_up, round_down, floor, abs, mod,
    days, date, edate, year, month, day,
    len, contains,
    // clang-format on
};

/// A piece of a text in characters (code points): from the first, before `to`.
struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
    bool operator==(const Span&) const = default;
};

struct Node {
    Op op;
    Span at;
    std::vector<Node> of = {};
    Value literal = {};    // of number, text, yes_no
    std::string name = {}; // of name: its code
};

/// A formula that was read and checked.
struct Formula {
    std::string text; // canonical, in Chinese; the spans of the tree point into it
    Node tree;
    Type type;
    std::string unit; // empty where the result is a plain figure or mixes units
    std::map<std::string, Type, std::less<>> uses; // the codes of its names
};

inline constexpr std::size_t most_characters = 4'000;
inline constexpr int most_depth = 100;
inline constexpr int most_steps = 10'000;

/// Reads, checks and types what a person wrote. A refusal has the parameter `at`, the number of
/// the character from 1. `wanted` is the type the caller needs. `names` have unique codes.
Result<Formula> read(std::string_view written, std::span<const Name> names,
                     std::optional<Type> wanted = {});

/// One part of an evaluation: the words of the part and what it came to.
struct Step {
    std::string text;
    Value value;
};

/// The value, NoData where something needed is missing, or a refusal (formula.overflow,
/// formula.too_many_steps). `steps` receives every part but literals, inner parts first; parts
/// that did not matter (the other branch of 如果) do not appear. A value of another type than its
/// name has is a Bug.
Result<Value> evaluate(const Formula& formula, const Values& values,
                       std::vector<Step>* steps = nullptr);

/// The tree in Chinese, with as few parentheses as say the same; read() gives the tree back.
std::string print(const Node& tree, std::span<const Name> names);

/// The tree as JSON text for web/src/shared/formula.
std::string to_json(const Node& tree);

/// Equal in everything but the places in the text.
bool same(const Node& left, const Node& right);

/// The words of all refusals above; app registers them.
std::vector<RefusalWords> refusal_words();

} // namespace weicheng::formula

#include "foundation/formula/checker.h"

#include "foundation/formula/characters.h"
#include "foundation/formula/operations.h"
#include "foundation/formula/tokens.h"

#include <algorithm>

namespace weicheng::formula {

struct TypeWords {
    const char* zh;
    const char* en;
};

static TypeWords words_of(Type type) {
    switch (type) {
    case Type::number: return {"数", "a number"};
    case Type::text: return {"文字", "text"};
    case Type::date: return {"日期", "a date"};
    case Type::yes_no: return {"是或否", "yes or no"};
    case Type::numbers: return {"一列数", "a list of numbers"};
    }
    throw Bug("a type without words");
}

static Type type_of_letter(char letter) {
    switch (letter) {
    case 'n': return Type::number;
    case 't': return Type::text;
    case 'd': return Type::date;
    case 'b': return Type::yes_no;
    default: throw Bug("a letter that is no type");
    }
}

static bool is_numeric(Type type) {
    return type == Type::number || type == Type::numbers;
}

/// What the argument `index` of `count` must be; '\0' when the function takes fewer or more.
static char letter_of(const Operation& function, std::size_t index, std::size_t count) {
    auto takes = function.takes;
    if (function.op == Op::ifs) // condition, value, …, and perhaps a last value for all others
        return count < 2 ? '\0' : index % 2 == 0 && index + 1 < count ? 'b' : 'x';
    const bool repeats = takes.ends_with('+'), is_optional = takes.ends_with('?');
    if (repeats || is_optional) takes.remove_suffix(1);
    const bool enough = count >= takes.size() - (is_optional ? 1 : 0);
    if (!enough || (!repeats && count > takes.size())) return '\0';
    return takes[std::min(index, takes.size() - 1)];
}

/// A whole number from -9 to 9, written out with or without a sign.
static bool is_written_digit(const Node& node) {
    const auto& inner = node.op == Op::negate ? node.of[0] : node;
    const auto* const number = std::get_if<Fraction>(&inner.literal);
    return inner.op == Op::number && number->is_whole() && number->numerator() <= 9;
}

std::string Checker::words_of(const Node& node) const {
    static constexpr std::size_t most_shown = 40;
    auto text = characters_of(print(node, names_));
    if (text.size() > most_shown) text = text.substr(0, most_shown) + U'…';
    return utf8_of(text);
}

Refusal Checker::refuse_type(const Node& node, Type is, const char* wanted_zh,
                             const char* wanted_en) const {
    const auto words = formula::words_of(is);
    return refuse_from(node.at, "formula.type_wrong",
                       {{"part", words_of(node)},
                        {"is_zh", words.zh},
                        {"is_en", words.en},
                        {"wanted_zh", wanted_zh},
                        {"wanted_en", wanted_en}});
}

Result<void> Checker::expect(const Node& node, Type is, Type wanted) const {
    if (is == wanted) return {};
    const auto words = formula::words_of(wanted);
    return refuse_type(node, is, words.zh, words.en);
}

Result<Kind> Checker::kind_of(const Node& node) const {
    switch (node.op) {
    case Op::number: return Kind{Type::number, ""};
    case Op::text: return Kind{Type::text, ""};
    case Op::yes_no: return Kind{Type::yes_no, ""};
    case Op::name: {
        const auto* const name = table_.with_code(node.name);
        check(name != nullptr, "a tree names what its table knows");
        return Kind{name->type, is_numeric(name->type) ? name->unit : ""};
    }
    default: break;
    }
    std::vector<Kind> parts;
    for (const auto& part : node.of) {
        auto kind = kind_of(part);
        if (!kind) return kind;
        parts.push_back(std::move(*kind));
    }
    const bool is_sum = node.op == Op::add || node.op == Op::subtract;
    return is_sum && parts[0].type == Type::date ? kind_of_sum(node, parts)
                                                 : kind_of_operation(node, parts);
}

/// A date and days, or the days between two dates.
Result<Kind> Checker::kind_of_sum(const Node& node, const std::vector<Kind>& parts) const {
    if (node.op == Op::subtract && parts[1].type == Type::date) return Kind{Type::number, ""};
    if (auto days = expect(node.of[1], parts[1].type, Type::number); !days) return days.refusal();
    return Kind{Type::date, ""};
}

Result<Kind> Checker::kind_of_operation(const Node& node, const std::vector<Kind>& parts) const {
    const auto& function = operation(node.op);
    std::optional<Type> single; // what all arguments of the letters x and o are
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const char letter = letter_of(function, i, parts.size());
        if (letter == '\0')
            return refuse_from(node.at, "formula.argument_count",
                               {{"function_zh", std::string(function.zh)},
                                {"function_en", std::string(function.code)},
                                {"count", std::to_string(parts.size())}});
        auto fits = expect_argument(node, letter, node.of[i], parts[i].type, single);
        if (!fits) return fits.refusal();
    }
    auto unit = unit_of(node, parts);
    if (!unit) return unit.refusal();
    const bool is_as_given = function.gives == 'x' || function.gives == 'o';
    return Kind{is_as_given ? *single : type_of_letter(function.gives), std::move(*unit)};
}

Result<void> Checker::expect_argument(const Node& node, char letter, const Node& part, Type is,
                                      std::optional<Type>& single) const {
    switch (letter) {
    case 'a': return {};
    case 'm': return is == Type::numbers ? Result<void>{} : expect(part, is, Type::number);
    case 'k':
        if (is_written_digit(part)) return {};
        return refuse_from(part.at, "formula.digits_not_written", {{"part", words_of(part)}});
    case 'o': {
        const bool takes_lists = node.op == Op::min || node.op == Op::max;
        const auto one = takes_lists && is == Type::numbers ? Type::number : is;
        if (one != Type::number && one != Type::date)
            return refuse_type(part, is, "数或日期", "a number or a date");
        if (single) return expect(part, one, *single);
        single = one;
        return {};
    }
    case 'x':
        if (is == Type::numbers) return refuse_type(part, is, "单个的值", "a single value");
        if (single) return expect(part, is, *single);
        single = is;
        return {};
    default: return expect(part, is, type_of_letter(letter));
    }
}

static bool is_free(const std::string& unit) {
    return unit.empty() || unit == mixed_unit;
}

Result<std::string> Checker::unit_of(const Node& node, const std::vector<Kind>& parts) const {
    if (node.op == Op::multiply || node.op == Op::divide) {
        const auto &left = parts[0].unit, &right = parts[1].unit;
        if (right.empty()) return left;
        if (left.empty() && node.op == Op::multiply) return right;
        return std::string(node.op == Op::divide && left == right && !is_free(left) ? ""
                                                                                    : mixed_unit);
    }
    std::string unit;
    if (!operation(node.op).keeps_unit) return unit;
    const Node* holder = nullptr; // the first part with a unit of its own
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& own = parts[i].unit;
        if (is_free(own)) {
            if (!holder && !own.empty()) unit = own;
        } else if (!holder) {
            holder = &node.of[i];
            unit = own;
        } else if (own != unit) {
            return refuse_from(node.of[i].at, "formula.units_differ",
                               {{"part", words_of(node.of[i])},
                                {"unit", own},
                                {"other", words_of(*holder)},
                                {"other_unit", unit}});
        }
    }
    return operation(node.op).gives == 'b' ? std::string{} : unit;
}

} // namespace weicheng::formula

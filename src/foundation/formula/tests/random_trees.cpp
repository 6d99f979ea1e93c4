#include "foundation/formula/tests/random_trees.h"

#include "foundation/formula/tests/formula_world.h"

#include <algorithm>
#include <array>

namespace weicheng::formula {

static constexpr std::array texts = {"",       "a",      "占道", "占道经营", "说\"好\"",
                                     "（＋）", "😀",      "Ａ",   "A",        " ",
                                     "\\n",    "𠮷野家", "\\",   "合格",     "不合格"};
static constexpr std::array<std::int64_t, 12> large = {
    INT64_MAX,     INT64_MAX - 1, INT64_MAX / 2, 4294967296, 3037000499, 3037000500,
    1000000000000, 999999999,     10000000000,   3037000501, 6074001000, 2147483647};

static bool names_something(const Node& node) {
    return node.op == Op::name || std::any_of(node.of.begin(), node.of.end(), names_something);
}

Node RandomTrees::tree() {
    for (;;) {
        const auto type = single_type();
        auto made = of_type(type, depth_);
        if (names_something(made)) return made;
    }
}

Type RandomTrees::single_type() {
    static constexpr std::array types = {Type::number, Type::number, Type::number,
                                         Type::yes_no, Type::date,   Type::text};
    return one_of(types);
}

Node RandomTrees::of_type(Type type, int depth) {
    if (depth <= 0 || one_in(8)) return leaf(type);
    if (one_in(6)) return chosen(type, depth - 1);
    switch (type) {
    case Type::number: return figure(depth - 1);
    case Type::yes_no: return logic(depth - 1);
    case Type::date: return day(depth - 1);
    default: return one_in(2) ? leaf(type) : chosen(type, depth - 1);
    }
}

Node RandomTrees::leaf(Type type) {
    if (type != Type::date && type != Type::numbers && one_in(3)) {
        switch (type) {
        case Type::number: {
            static constexpr std::array<std::int64_t, 6> scales = {1, 1, 1, 2, 100, 1000000000};
            if (one_in(8)) return {Op::number, {}, {}, *Fraction::of(one_of(large))};
            const auto size = std::int64_t(below(one_in(4) ? 1'000'000'000'000'000 : 1000));
            return {Op::number, {}, {}, *Fraction::of(size, one_of(scales))};
        }
        case Type::text: return {Op::text, {}, {}, std::string(one_of(texts))};
        default: return {Op::yes_no, {}, {}, one_in(2)};
        }
    }
    std::vector<std::string> codes;
    for (const auto& name : names_of_the_tests())
        if (name.type == type && (name.unit.empty() || name.unit == "元"))
            codes.push_back(name.code);
    return {Op::name, {}, {}, {}, one_of(codes)};
}

Node RandomTrees::node(Op op, std::initializer_list<Type> types, int depth) {
    Node made{op, {}};
    for (const auto type : types)
        made.of.push_back(of_type(type, depth));
    return made;
}

Node RandomTrees::figure(int depth) {
    static constexpr std::array binary = {Op::add,    Op::add,    Op::subtract, Op::multiply,
                                          Op::divide, Op::divide, Op::mod};
    static constexpr std::array unary = {Op::negate, Op::floor, Op::abs};
    static constexpr std::array rounding = {Op::round, Op::round_up, Op::round_down};
    static constexpr std::array of_days = {Op::year, Op::month, Op::day};
    switch (below(12)) {
    case 0:
    case 1:
    case 2:
    case 3: return node(one_of(binary), {Type::number, Type::number}, depth);
    case 4: return node(one_of(unary), {Type::number}, depth);
    case 5:
    case 6: {
        auto made = node(one_of(rounding), {Type::number}, depth);
        const auto digits = *Fraction::of(std::int64_t(below(10)));
        if (one_in(4)) return made;
        Node written{Op::number, {}, {}, digits};
        if (one_in(3)) written = {Op::negate, {}, {written}};
        made.of.push_back(written);
        return made;
    }
    case 7: return node(one_of(of_days), {Type::date}, depth);
    case 8: return node(one_in(2) ? Op::days : Op::subtract, {Type::date, Type::date}, depth);
    case 9: return node(Op::len, {Type::text}, depth);
    case 10: return extreme(Type::number, depth);
    default: return gathered(depth);
    }
}

Node RandomTrees::gathered(int depth) {
    static constexpr std::array ops = {Op::sum, Op::average, Op::count};
    Node made{one_of(ops), {}};
    for (auto count = 1 + below(4); count > 0; --count) {
        if (one_in(3))
            made.of.push_back(leaf(Type::numbers));
        else
            made.of.push_back(of_type(made.op == Op::count ? single_type() : Type::number, depth));
    }
    return made;
}

Node RandomTrees::extreme(Type type, int depth) {
    Node made{one_in(2) ? Op::min : Op::max, {}};
    for (auto count = 1 + below(3); count > 0; --count) {
        if (type == Type::number && one_in(4))
            made.of.push_back(leaf(Type::numbers));
        else
            made.of.push_back(of_type(type, depth));
    }
    return made;
}

Node RandomTrees::logic(int depth) {
    switch (below(8)) {
    case 0: return node(Op::logical_not, {Type::yes_no}, depth);
    case 1:
    case 2:
        return node(one_in(2) ? Op::logical_and : Op::logical_or, {Type::yes_no, Type::yes_no},
                    depth);
    case 3: {
        Node made{Op::isblank, {}};
        made.of.push_back(one_in(5) ? leaf(Type::numbers) : of_type(single_type(), depth));
        return made;
    }
    case 4: return node(Op::contains, {Type::text, Type::text}, depth);
    default: return compared(depth);
    }
}

Node RandomTrees::compared(int depth) {
    static constexpr std::array ops = {Op::equal,   Op::unequal, Op::less,
                                       Op::at_most, Op::greater, Op::at_least};
    const auto op = one_of(ops);
    const bool by_equality = op == Op::equal || op == Op::unequal;
    const auto type = by_equality ? single_type() : one_in(3) ? Type::date : Type::number;
    return node(op, {type, type}, depth);
}

Node RandomTrees::day(int depth) {
    switch (below(5)) {
    case 0: return node(Op::date, {Type::number, Type::number, Type::number}, depth);
    case 1: return node(Op::edate, {Type::date, Type::number}, depth);
    case 2: return extreme(Type::date, depth);
    default: return node(one_in(2) ? Op::add : Op::subtract, {Type::date, Type::number}, depth);
    }
}

Node RandomTrees::chosen(Type type, int depth) {
    switch (below(3)) {
    case 0: return node(Op::if_, {Type::yes_no, type, type}, depth);
    case 1: return node(Op::ifblank, {type, type}, depth);
    default: {
        Node made{Op::ifs, {}};
        for (auto pairs = 1 + below(3); pairs > 0; --pairs) {
            made.of.push_back(of_type(Type::yes_no, depth));
            made.of.push_back(of_type(type, depth));
        }
        if (one_in(2)) made.of.push_back(of_type(type, depth));
        return made;
    }
    }
}

// ---- values ----

Fraction RandomTrees::number() {
    const auto sign = one_in(3) ? -1 : 1;
    switch (below(8)) {
    case 0: return {};
    case 1: return *Fraction::of(sign * one_of(large));
    case 2: {
        const auto above = one_of(large);
        return *Fraction::of(sign * above, one_of(large));
    }
    case 3:
    case 4: {
        const auto above = std::int64_t(below(10000));
        return *Fraction::of(sign * above, std::int64_t(1 + below(120)));
    }
    case 5: return *Fraction::of(sign * std::int64_t(2 * below(100) + 1), 2); // halves
    default: return *Fraction::of(sign * std::int64_t(below(32)));
    }
}

Date RandomTrees::date() {
    using std::chrono::year;
    if (one_in(10)) return one_in(2) ? Date{year{1} / 1 / 1} : Date{year{9999} / 12 / 31};
    const std::chrono::sys_days first = year{one_in(6) ? 1 : 1999} / 1 / 1;
    return Date{first + std::chrono::days{below(20000)}};
}

Values RandomTrees::values() {
    Values values;
    for (const auto& name : names_of_the_tests()) {
        if (one_in(5)) continue;
        auto& value = values[name.code];
        switch (name.type) {
        case Type::number: value = number(); break;
        case Type::text: value = std::string(one_of(texts)); break;
        case Type::date: value = date(); break;
        case Type::yes_no: value = one_in(2); break;
        case Type::numbers: {
            Numbers list;
            for (auto count = below(5); count > 0; --count)
                list.push_back(one_in(4) ? std::nullopt : std::optional{number()});
            value = list;
        }
        }
    }
    return values;
}

} // namespace weicheng::formula

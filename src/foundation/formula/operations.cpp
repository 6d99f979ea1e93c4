#include "foundation/formula/operations.h"

#include "foundation/formula/characters.h"

#include <algorithm>
#include <array>

namespace weicheng::formula {

// In the order of Op. Twenty-three functions; AND(…) and OR(…) are read as 且 and 或.
static constexpr auto operations = std::to_array<Operation>({
    {Op::number, "number", "", tight, "", 'n', false},
    {Op::text, "text", "", tight, "", 't', false},
    {Op::yes_no, "yes_no", "", tight, "", 'b', false},
    {Op::name, "name", "", tight, "", 'a', false},

    {Op::negate, "negate", "-", for_sign, "n", 'n', true},
    {Op::multiply, "*", "×", for_product, "nn", 'n', false},
    {Op::divide, "/", "÷", for_product, "nn", 'n', false},
    {Op::add, "+", "+", for_sum, "nn", 'n', true},
    {Op::subtract, "-", "-", for_sum, "nn", 'n', true},

    {Op::equal, "=", "=", for_comparison, "xx", 'b', true},
    {Op::unequal, "<>", "≠", for_comparison, "xx", 'b', true},
    {Op::less, "<", "<", for_comparison, "oo", 'b', true},
    {Op::at_most, "<=", "≤", for_comparison, "oo", 'b', true},
    {Op::greater, ">", ">", for_comparison, "oo", 'b', true},
    {Op::at_least, ">=", "≥", for_comparison, "oo", 'b', true},

    {Op::logical_not, "not", "非", for_not, "b", 'b', false},
    {Op::logical_and, "and", "且", for_and, "bb", 'b', false},
    {Op::logical_or, "or", "或", for_or, "bb", 'b', false},

    {Op::if_, "IF", "如果", tight, "bxx", 'x', true},
    {Op::ifs, "IFS", "多条件", tight, "bx+", 'x', true},
    {Op::ifblank, "IFBLANK", "空则", tight, "xx", 'x', true},
    {Op::isblank, "ISBLANK", "为空", tight, "a", 'b', false},

    {Op::min, "MIN", "最小", tight, "o+", 'o', true},
    {Op::max, "MAX", "最大", tight, "o+", 'o', true},
    {Op::sum, "SUM", "求和", tight, "m+", 'n', true},
    {Op::average, "AVERAGE", "平均", tight, "m+", 'n', true},
    {Op::count, "COUNT", "计数", tight, "a+", 'n', false},

    {Op::round, "ROUND", "四舍五入", tight, "nk?", 'n', true},
    {Op::round_up, "ROUNDUP", "向上舍入", tight, "nk?", 'n', true},
    {Op::round_down, "ROUNDDOWN", "向下舍入", tight, "nk?", 'n', true},
    {Op::floor, "INT", "取整", tight, "n", 'n', true},
    {Op::abs, "ABS", "绝对值", tight, "n", 'n', true},
    {Op::mod, "MOD", "求余", tight, "nn", 'n', true},

    {Op::days, "DAYS", "天数", tight, "dd", 'n', false},
    {Op::date, "DATE", "日期", tight, "nnn", 'd', false},
    {Op::edate, "EDATE", "加月", tight, "dn", 'd', false},
    {Op::year, "YEAR", "年", tight, "d", 'n', false},
    {Op::month, "MONTH", "月", tight, "d", 'n', false},
    {Op::day, "DAY", "日", tight, "d", 'n', false},

    {Op::len, "LEN", "长度", tight, "t", 'n', false},
    {Op::contains, "CONTAINS", "包含", tight, "tt", 'b', false},
});

static_assert([] {
    for (std::size_t i = 0; i < operations.size(); ++i)
        if (static_cast<std::size_t>(operations[i].op) != i) return false;
    return operations.size() == static_cast<std::size_t>(Op::contains) + 1;
}());

const Operation& operation(Op op) {
    return operations.at(static_cast<std::size_t>(op));
}

bool is_function(Op op) {
    return op >= Op::if_;
}

static bool same_ascii(std::u32string_view word, std::string_view upper) {
    return std::equal(word.begin(), word.end(), upper.begin(), upper.end(), [](char32_t a, char b) {
        return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == static_cast<unsigned char>(b);
    });
}

const Operation* find_function(std::u32string_view word) {
    const auto zh = utf8_of(word);
    const auto* const found =
        std::find_if(operations.begin(), operations.end(), [&](const Operation& each) {
            return is_function(each.op) && (each.zh == zh || same_ascii(word, each.code));
        });
    return found == operations.end() ? nullptr : found;
}

} // namespace weicheng::formula

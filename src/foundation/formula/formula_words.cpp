#include "foundation/formula/formula.h"

namespace weicheng::formula {

static std::vector<RefusalWords> writing_refusals() {
    return {
        {"formula.empty", 422, "公式是空的；请写出要计算的内容，例如“合格数 ÷ 检查数”。",
         "The formula is empty; write what is to be computed."},
        {"formula.not_text", 422, "公式里有不可见的控制字符或乱码；请重新输入，不要直接粘贴。",
         "The formula holds control characters or broken text; type it instead of pasting it."},
        {"formula.too_long", 422, "公式超过 {max} 个字，难以核对；请拆成几个公式。",
         "The formula has more than {max} characters; split it into several."},
        {"formula.too_deep", 422,
         "第 {at} 个字处括号或运算套了 {max} "
         "层以上，难以核对；连加请用“求和”，其余请拆成几个公式。",
         "At character {at} the formula is nested more than {max} deep; add with SUM, or split "
         "it."},
        {"formula.strange_character", 422,
         "第 {at} 个字“{found}”公式里不能用；请删去，文字请加引号。",
         "Character {at}, \"{found}\", means nothing here; delete it, or put text in quotes."},
        {"formula.text_not_closed", 422, "第 {at} 个字起的文字缺少后引号；请补上。",
         "The text from character {at} has no closing quote; add it."},
        {"formula.bracket_not_closed", 422, "第 {at} 个字起的名称缺少“】”；请补上。",
         "The name from character {at} has no closing \"]\"; add it."},
        {"formula.number_malformed", 422,
         "第 {at} 个字起的“{found}”不是系统能用的数，可能位数太多；请写成 12 或 0.25 "
         "的样子，不超过 18 位。",
         "\"{found}\" at character {at} is no number of up to 18 digits; write it like 12 or "
         "0.25."},
        {"formula.unexpected_word", 422,
         "第 {at} 个字“{found}”处看不懂，这里应是{wanted_zh}；请改正。",
         "\"{found}\" at character {at} does not fit; here {wanted_en} is expected."},
        {"formula.ends_too_early", 422, "公式没有写完，末尾还缺{wanted_zh}；请补上。",
         "The formula ends too early; {wanted_en} is missing at its end."},
        {"formula.comparison_chained", 422,
         "第 {at} 个字处连着比较了两次，含义不清；请用“且”连接，例如“1 ≤ 数 且 数 ≤ 5”。",
         "At character {at} a comparison follows a comparison; join two with AND."},
    };
}

static std::vector<RefusalWords> meaning_refusals() {
    return {
        {"formula.name_unknown", 422,
         "第 {at} 个字起的“{name}”不在可用的名称里；请从名称列表中选用，文字请加引号。",
         "\"{name}\" at character {at} is no known name; choose one of the list, or put text in "
         "quotes."},
        {"formula.name_ambiguous", 422,
         "第 {at} 个字起的“{name}”同时是两项的名称，不知指哪一项；请改用它的代码。",
         "\"{name}\" at character {at} is the name of two things; write the code instead."},
        {"formula.names_nothing", 422,
         "公式没有用到任何名称，结果永远不变；请写上要用的名称，固定的数不必写成公式。",
         "The formula uses no name, so its result never changes; use one, or enter a plain value."},
        {"formula.function_unknown", 422,
         "没有“{name}”这个函数（第 {at} 个字）；请从函数表中选用，乘法请写“×”。",
         "There is no function \"{name}\" (character {at}); choose one of the list."},
        {"formula.argument_count", 422,
         "第 {at} 个字起的“{function_zh}”括号里有 {count} 项，个数不对；请对照函数表改正。",
         "{function_en} at character {at} does not take {count} arguments; see the list of "
         "functions."},
        {"formula.type_wrong", 422,
         "第 {at} 个字起的“{part}”是{is_zh}，这里要的是{wanted_zh}；请改正。",
         "\"{part}\" at character {at} is {is_en}, but {wanted_en} is needed here; correct it."},
        {"formula.units_differ", 422,
         "第 {at} 个字起的“{part}”单位是“{unit}”，“{other}”单位是“{other_unit}”，不能直接加减、"
         "比较；请先换算。",
         "\"{part}\" at character {at} is in {unit}, \"{other}\" in {other_unit}: they cannot be "
         "added or compared; convert one first."},
        {"formula.digits_not_written", 422,
         "保留的位数要直接写出来，是 -9 到 9 的整数，第 {at} 个字起却是“{part}”；请改正。",
         "Decimals to round to are written out, -9 to 9; at character {at} stands \"{part}\"."},
    };
}

std::vector<RefusalWords> refusal_words() {
    auto all = writing_refusals();
    for (const auto& words : meaning_refusals())
        all.push_back(words);
    all.push_back({"formula.overflow", 422,
                   "第 {at} 个字起的这一步，数太大或分得太细，超出了能精确计算的范围；请核对数据，"
                   "或先四舍五入。",
                   "The part from character {at} leaves the range of exact numbers; check the "
                   "data, or round before."});
    all.push_back({"formula.too_many_steps", 422,
                   "计算超过 {max} 步（第 {at} 个字处），可能明细太多；请先汇总再计算。",
                   "The evaluation took more than {max} steps (character {at}); sum the rows up "
                   "first."});
    return all;
}

} // namespace weicheng::formula

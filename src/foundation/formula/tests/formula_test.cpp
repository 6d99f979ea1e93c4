// What the vectors do not show: limits, explanations, words of refusals, broken input.
#include "foundation/formula/tests/formula_world.h"
#include "foundation/text.h"

#include <gtest/gtest.h>
#include <random>

namespace weicheng::formula {
namespace {

Formula sound(const std::string& written) {
    auto formula = read(written, names_of_the_tests());
    EXPECT_TRUE(formula) << written;
    return std::move(*formula);
}

std::string refused(const std::string& written, std::optional<Type> wanted = {}) {
    const auto formula = read(written, names_of_the_tests(), wanted);
    return formula ? "read" : formula.refusal().code;
}

std::string repeated(const std::string& part, int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += part;
    return text;
}

TEST(Formula, SaysTypeUnitAndNames_R10_1) {
    const struct {
        const char* written;
        Type type;
        const char* unit;
        std::vector<std::string> uses;
    } rows[] = {
        {"金额 ÷ 2 + 已付", Type::number, "元", {"cost", "paid"}},
        {"金额 ÷ 人数", Type::number, "", {"cost", "people"}},
        {"金额 ÷ 已付", Type::number, "", {"cost", "paid"}},
        {"人数 × 2", Type::number, "人", {"people"}},
        {"甲 × 人数", Type::number, "人", {"a", "people"}},
        {"人数 × 户数", Type::number, "", {"houses", "people"}},
        {"四舍五入(平均(罚款), 2)", Type::number, "元", {"fines"}},
        {"如果(已办, 0, 金额)", Type::number, "元", {"cost", "done"}},
        {"金额 > 100", Type::yes_no, "", {"cost"}},
        {"计数(罚款)", Type::number, "", {"fines"}},
        {"今天 + 人数", Type::date, "", {"people", "today"}},
        {"今天 - 期限", Type::number, "", {"due", "today"}},
        {"空则(备注, 类别)", Type::text, "", {"kind", "note"}},
    };
    for (const auto& row : rows) {
        const auto formula = sound(row.written);
        EXPECT_EQ(formula.type, row.type) << row.written;
        EXPECT_EQ(formula.unit, row.unit) << row.written;
        std::vector<std::string> uses;
        for (const auto& [code, type] : formula.uses)
            uses.push_back(code);
        EXPECT_EQ(uses, row.uses) << row.written;
    }
}

TEST(Formula, IsOfTheTypeItsReaderNeeds_R10_1) {
    EXPECT_EQ(refused("甲 > 1", Type::yes_no), "read");
    EXPECT_EQ(refused("甲 + 1", Type::yes_no), "formula.type_wrong");
    EXPECT_EQ(refused("备注", Type::number), "formula.type_wrong");
    EXPECT_EQ(refused("得分", Type::number), "formula.type_wrong");
}

TEST(Formula, ExplainsEachStep_R5_1) {
    const auto formula = sound("如果(甲÷乙>=0.9, 5, 四舍五入(平均(得分) - 丙, 1)) × 2");
    std::vector<Step> steps;
    const auto value =
        evaluate(formula, values_from("a=n:8 | b=n:10 | scores=l:3,-,4 | c=n:1/4"), &steps);
    EXPECT_EQ(text_of(value), "n:33/5");
    std::string told;
    for (const auto& step : steps)
        told += step.text + " → " + text_of(step.value) + "\n";
    EXPECT_EQ(told, "甲 → n:8\n"
                    "乙 → n:10\n"
                    "甲 ÷ 乙 → n:4/5\n"
                    "甲 ÷ 乙 ≥ 0.9 → b:否\n"
                    "得分 → l:3,-,4\n"
                    "平均（得分） → n:7/2\n"
                    "丙 → n:1/4\n"
                    "平均（得分） - 丙 → n:13/4\n"
                    "四舍五入（平均（得分） - 丙，1） → n:33/10\n"
                    "如果（甲 ÷ 乙 ≥ 0.9，5，四舍五入（平均（得分） - 丙，1）） → n:33/10\n"
                    "如果（甲 ÷ 乙 ≥ 0.9，5，四舍五入（平均（得分） - 丙，1）） × 2 → n:33/5\n");
}

TEST(Formula, LeavesTheStepsUpToARefusal_R5_1) {
    const auto formula = sound("甲 + 乙 × 乙");
    std::vector<Step> steps;
    const auto value = evaluate(formula, values_from("a=n:1 | b=n:9000000000"), &steps);
    EXPECT_EQ(text_of(value), "!formula.overflow@5");
    EXPECT_EQ(steps.size(), 3u);
}

TEST(Formula, WritesItsTreeAsJson_R10_1) {
    EXPECT_EQ(to_json(sound("备注 = \"a\\\"\"\tb\n\" 或 非 甲>0.15").tree),
              R"({"op":"or","at":[0,27],"of":[)"
              R"({"op":"=","at":[0,14],"of":[{"op":"name","at":[0,2],"name":"note"},)"
              R"({"op":"text","at":[5,14],"value":"a\\\"\tb\n"}]},)"
              R"({"op":"not","at":[17,27],"of":[{"op":">","at":[19,27],"of":[)"
              R"({"op":"name","at":[19,20],"name":"a"},)"
              R"({"op":"number","at":[23,27],"value":"3/20"}]}]}]})");
}

TEST(Formula, IsRefusedWhenTooLongOrTooDeep_R10_1) {
    EXPECT_EQ(refused("甲+" + repeated(" ", 3998) + "乙"), "formula.too_long");
    EXPECT_EQ(refused("甲+" + repeated(" ", 3997) + "乙"), "read");
    EXPECT_EQ(refused("求和(" + repeated("甲,", 1500) + "甲)"), "read");
    // Short as written, too long once printed.
    EXPECT_EQ(refused("求和(" + repeated("march,", 660) + "甲)"), "formula.too_long");
    EXPECT_EQ(refused(repeated("甲+", 99) + "甲"), "read");
    EXPECT_EQ(refused(repeated("甲+", 100) + "甲"), "formula.too_deep");
    EXPECT_EQ(refused(repeated("-", 99) + "甲"), "read");
    EXPECT_EQ(refused(repeated("-", 100) + "甲"), "formula.too_deep");
    EXPECT_EQ(refused(repeated("甲-(", 99) + "甲" + repeated(")", 99)), "read");
    EXPECT_EQ(refused(repeated("甲-(", 100) + "甲" + repeated(")", 100)), "formula.too_deep");
    EXPECT_EQ(refused(repeated("(", 200) + "甲" + repeated(")", 200)), "read");
    EXPECT_EQ(refused(repeated("(", 2000)), "formula.too_deep");
    EXPECT_EQ(refused(repeated("非 ", 1900)), "formula.too_deep");
    EXPECT_EQ(refused(repeated("求和(", 1300)), "formula.too_deep");
    EXPECT_EQ(refused("且(" + repeated("已办,", 99) + "已办)"), "read");
    EXPECT_EQ(refused("且(" + repeated("已办,", 100) + "已办)"), "formula.too_deep");
}

TEST(Formula, TakesAtMostTenThousandSteps_R10_1) {
    const auto formula = sound("求和(" + repeated("得分,", 20) + "0)");
    Values values;
    const auto given = [&](std::size_t count) {
        values["scores"] = Numbers(count, Fraction::of(1));
        return text_of(evaluate(formula, values));
    };
    // The function, twenty names with their items, a number.
    EXPECT_EQ(given(498), "n:9960");
    EXPECT_EQ(given(499), "!formula.too_many_steps@61");
    EXPECT_EQ(given(100'000), "!formula.too_many_steps@4");
}

TEST(Formula, TakesValuesOfTheTypesOfItsNamesOnly_R10_1) {
    const auto formula = sound("甲 = 1");
    EXPECT_THROW((void)evaluate(formula, values_from("a=t:1")), Bug);
    EXPECT_THROW((void)evaluate(formula, values_from("a=l:1")), Bug);
    EXPECT_EQ(text_of(evaluate(formula, values_from("a=- | note=t:x"))), "-");
}

TEST(Formula, NeedsNamesWithSoundCodes_R10_1) {
    for (const char* code : {"", "1st", "a b", "a]", "甲", "a-b", ".a"}) {
        const std::vector<Name> names = {{code, "丁"}};
        EXPECT_THROW((void)read("丁", names), Bug) << code;
    }
    const std::vector<Name> twice = {{"a", "甲"}, {"a", "乙"}};
    EXPECT_THROW((void)read("甲", twice), Bug);
}

TEST(Formula, PrintsEveryNameSoThatItReadsBack_R10_1) {
    const std::vector<Name> names = {
        {"x1", "且"},       {"x2", "AND"},         {"x3", "非法"},
        {"x4", "12"},       {"x5", "甲 乙"},       {"x6", "甲】乙"},
        {"x7", ""},         {"x8", "ＡＢ"},        {"x9", "x1"},
        {"not", "不"},      {"x11", "如果"},       {"x12", "真且假"},
        {"x13", "真"},      {"x14", "假"},         {"x15", "+"},
        {"x16", "㎡"},      {"x17", "“引”"},       {"x18", "  边 "},
        {"x19", "户.数_1"}, {"true", "对"},        {"x21", "甲\t乙丙"},
        {"x22", "[["},      {"x23", "1-3月（%）"}, {"x24", "😀"},
    };
    for (const auto& name : names) {
        const auto formula = read("1 + 【" + name.code + "】", names);
        ASSERT_TRUE(formula) << name.code;
        EXPECT_EQ(formula->uses.begin()->first, name.code) << formula->text;
        const auto negated =
            read("非 " + print({Op::name, {}, {}, {}, name.code}, names) + "= 1", names);
        ASSERT_TRUE(negated) << name.code;
        EXPECT_EQ(negated->uses.begin()->first, name.code) << negated->text;
    }
}

TEST(Formula, RefusesWhatIsNoText_R10_1) {
    for (const std::string broken : {"甲+\xFF", "\xE7\x94", "甲+\x01", "\xED\xA0\x80"})
        EXPECT_EQ(refused(broken), "formula.not_text");
    EXPECT_EQ(refused(std::string("甲+1\0", 6)), "formula.not_text");
}

TEST(Formula, EveryRefusalFillsItsWords_R10_1) {
    std::map<std::string, RefusalWords> words;
    for (const auto& each : refusal_words())
        EXPECT_TRUE(words.emplace(each.code, each).second) << each.code;
    const auto content = content_of(path_of_test_file("vectors.tsv"));
    for (const auto line : split(content, '\n')) {
        const auto formula = read(split(line, '\t')[0], names_of_the_tests());
        if (formula) continue;
        const auto& refusal = formula.refusal();
        ASSERT_TRUE(words.contains(refusal.code)) << refusal.code;
        const auto& of_code = words.at(refusal.code);
        for (const char* text : {of_code.zh, of_code.en})
            EXPECT_EQ(fill(text, refusal.params).find('{'), std::string::npos)
                << fill(text, refusal.params);
    }
}

/// Pieces that look like formulas, and bytes that do not: nothing may break.
TEST(Formula, NoBytesBreakTheReader_R10_1) {
    static const std::vector<std::string> pieces = {
        "甲",    "乙",  "人数",    "已办",        "今天",     "备注", "得分", "且",    "或",
        "非",    "and", "(",       ")",           "（",       "）",   ",",    "，",    "+",
        "-",     "×",   "÷",       "=",           "≠",        "<",    ">=",   "如果(", "SUM(",
        "日期(", "\"",  "“",       "”",           "【",       "】",   "1",    "0.5",   "15%",
        ".",     " ",   "　",      "非机动车数",  "3月人数",  "\xFF", "\xE7", "\n",    "是",
        "FALSE", "％",  "多条件(", "99999999999", "四舍五入("};
    std::mt19937_64 random(20261122);
    int were_read = 0;
    for (int i = 0; i < 10'000; ++i) {
        std::string text;
        const auto length = random() % 12;
        for (std::size_t k = 0; k < length; ++k)
            text += random() % 30 == 0 ? std::string(1, static_cast<char>(random()))
                                       : pieces[random() % pieces.size()];
        const auto formula = read(text, names_of_the_tests());
        if (!formula) continue;
        ++were_read;
        const auto again = read(formula->text, names_of_the_tests());
        ASSERT_TRUE(again) << text;
        EXPECT_TRUE(same(again->tree, formula->tree)) << text;
        EXPECT_EQ(again->text, formula->text);
        (void)evaluate(*formula, values_from("a=n:3 | done=b:是 | today=d:2026-01-01"));
    }
    EXPECT_GT(were_read, 100);
}

} // namespace
} // namespace weicheng::formula

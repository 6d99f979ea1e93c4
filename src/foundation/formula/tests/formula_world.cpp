#include "foundation/formula/tests/formula_world.h"

#include "foundation/text.h"
#include "tests/support/source_folder.h"

#include <fstream>
#include <sstream>

namespace weicheng::formula {

const std::vector<Name>& names_of_the_tests() {
    static const std::vector<Name> names = {
        {"a", "甲", "alpha"},
        {"b", "乙", "beta"},
        {"c", "丙", "gamma"},
        {"people", "人数", "people out", Type::number, "人"},
        {"houses", "户数", "houses", Type::number, "户"},
        {"cost", "金额", "cost", Type::number, "元"},
        {"paid", "已付", "paid", Type::number, "元"},
        {"march", "3月人数", "", Type::number, "人"},
        {"area", "面积（平方米）", "area (m2)", Type::number, "平方米"},
        {"bicycles", "非机动车数", "bicycles"},
        {"or_and", "或有且否", ""},
        {"count_1", "数量", ""},
        {"count_2", "数量", ""},
        {"yes", "是", ""},
        {"done", "已办", "done", Type::yes_no},
        {"seen", "已查", "seen", Type::yes_no},
        {"today", "今天", "today", Type::date},
        {"due", "期限", "due", Type::date},
        {"date", "日期", "", Type::date},
        {"note", "备注", "note", Type::text},
        {"kind", "类别", "kind", Type::text},
        {"scores", "得分", "scores", Type::numbers},
        {"fines", "罚款", "fines", Type::numbers, "元"},
    };
    return names;
}

static std::string text_of_list(const Numbers& list) {
    std::string text = "l:";
    for (const auto& item : list) {
        if (text.size() > 2) text += ',';
        text += item ? item->to_text() : "-";
    }
    return text;
}

std::string text_of(const Value& value) {
    if (const auto* number = std::get_if<Fraction>(&value)) return "n:" + number->to_text();
    if (const auto* text = std::get_if<std::string>(&value)) return "t:" + *text;
    if (const auto* date = std::get_if<Date>(&value)) return "d:" + to_text(*date);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "b:是" : "b:否";
    if (const auto* list = std::get_if<Numbers>(&value)) return text_of_list(*list);
    return "-";
}

std::string text_of(const Result<Value>& outcome) {
    if (outcome) return text_of(*outcome);
    std::string at = "0";
    for (const auto& [name, value] : outcome.refusal().params)
        if (name == "at") at = value;
    return "!" + outcome.refusal().code + "@" + at;
}

static Fraction number_from(std::string_view text) {
    const auto number = Fraction::from_text(text);
    check(number.has_value(), "a number of the tests is a number");
    return *number;
}

Value value_from(std::string_view text) {
    if (text == "-") return NoData{};
    check(text.size() >= 2 && text[1] == ':', "a value of the tests begins with its type");
    const auto inside = text.substr(2);
    switch (text[0]) {
    case 'n': return number_from(inside);
    case 't': return std::string(inside);
    case 'd': return date_from_text(inside).value();
    case 'b': return inside == "是";
    default: break;
    }
    Numbers list;
    if (!inside.empty())
        for (const auto item : split(inside, ','))
            list.push_back(item == "-" ? std::nullopt : std::optional{number_from(item)});
    return list;
}

Values values_from(std::string_view text) {
    Values values;
    if (trimmed(text).empty()) return values;
    for (const auto pair : split(text, '|')) {
        const auto equals = pair.find('=');
        values.emplace(trimmed(pair.substr(0, equals)),
                       value_from(trimmed(pair.substr(equals + 1))));
    }
    return values;
}

std::string text_of(const Values& values) {
    std::string text;
    for (const auto& [code, value] : values) {
        if (!text.empty()) text += " | ";
        text += code + "=" + text_of(value);
    }
    return text;
}

std::string path_of_test_file(const char* name) {
    return testing::source_folder() / "src/foundation/formula/tests" / name;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    check(file.good(), "a file of the tests can be read");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_content(const std::string& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary);
    file << content;
    check(file.flush().good(), "a file of the tests can be written");
}

} // namespace weicheng::formula

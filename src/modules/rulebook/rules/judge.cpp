#include "modules/rulebook/rulebook.h"

namespace weicheng::rulebook {

static constexpr std::size_t terms_max = 50;

std::string at(std::string path, std::size_t index) {
    return std::move(path) + "/" + std::to_string(index);
}

bool is_code(std::string_view code) {
    return !code.empty() &&
           code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
                                  "wxyz0123456789-_") == std::string_view::npos;
}

void judge_words(const Words& words, const std::string& path, Wrong& wrong) {
    if (words.zh.empty()) wrong.push_back({path + "/zh", "field.missing"});
    if (words.en.empty()) wrong.push_back({path + "/en", "field.missing"});
}

void judge_limit(const calendar::Limit& limit, const std::string& path, Wrong& wrong) {
    if (limit.amount < 1 || limit.amount > 9999)
        wrong.push_back({path + "/amount", "rulebook.limit_out_of_range"});
}

void judge_between(int value, int least, int most, const std::string& path, const char* code,
                   Wrong& wrong) {
    if (value < least || value > most)
        wrong.push_back(
            {path, code, {{"min", std::to_string(least)}, {"max", std::to_string(most)}}});
}

void judge_percent(int value, int least, const std::string& path, Wrong& wrong) {
    judge_between(value, least, 100, path, "rulebook.percent_out_of_range", wrong);
}

void judge_figure(int value, int least, int most, const std::string& path, Wrong& wrong) {
    judge_between(value, least, most, path, "rulebook.figure_out_of_range", wrong);
}

void judge_terms(const std::vector<Term>& list, const std::string& path, Wrong& wrong) {
    if (list.empty()) wrong.push_back({path, "rulebook.list_empty"});
    if (list.size() > terms_max)
        wrong.push_back({path, "field.too_many", {{"max", std::to_string(terms_max)}}});
    judge_codes(list, path, wrong);
    for (std::size_t i = 0; i < list.size(); ++i)
        judge_words(list[i].name, at(path, i) + "/name", wrong);
}

} // namespace weicheng::rulebook

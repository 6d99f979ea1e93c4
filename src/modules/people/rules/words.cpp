#include "modules/people/rules/words.h"

#include "foundation/text.h"

#include <algorithm>

namespace weicheng::people::rules {

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || is_letter(c) || c == '-' || c == '_' || c == '.';
    });
}

bool is_name(std::string_view text, std::size_t longest) {
    return is_clean_utf8(text) && !trimmed(text).empty() && count_code_points(text) <= longest;
}

bool is_phone(std::string_view text) {
    if (text.empty()) return true;
    constexpr std::string_view marks = "+-() ";
    return text.size() >= 3 && text.size() <= 30 &&
           std::any_of(text.begin(), text.end(), is_digit) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return is_digit(c) || marks.find(c) != std::string_view::npos;
           });
}

} // namespace weicheng::people::rules

#include "foundation/formula/characters.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace weicheng::formula {

std::u32string characters_of(std::string_view text) {
    std::u32string characters;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t i = 1; i < length; ++i)
            c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
        characters += c;
        at += length;
    }
    return characters;
}

std::string utf8_of(std::u32string_view characters) {
    std::string text;
    const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
    for (const char32_t c : characters) {
        if (c < 0x80) {
            put(c);
            continue;
        }
        if (c < 0x800) {
            put(0xC0 | c >> 6);
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12);
            put(0x80 | (c >> 6 & 0x3F));
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
            put(0x80 | (c >> 6 & 0x3F));
        }
        put(0x80 | (c & 0x3F));
    }
    return text;
}

static char32_t fold(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!'; // full-width forms of ASCII
    switch (c) {
    case U'×': return '*';
    case U'÷': return '/';
    case U'−':
    case U'–': return '-';
    case U'【': return '[';
    case U'】': return ']';
    case U'≦': return U'≤';
    case U'≧': return U'≥';
    case U'\u3000':
    case U'\u00A0':
    case U'\t':
    case U'\n': return ' ';
    default: return c;
    }
}

std::u32string folded(std::u32string_view characters) {
    std::u32string text{characters};
    std::transform(text.begin(), text.end(), text.begin(), fold);
    return text;
}

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

bool is_word_character(char32_t c) {
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
               c == '.';
    // Spaces, punctuation, arrows and signs of mathematics belong to no word.
    static constexpr std::initializer_list<std::pair<char32_t, char32_t>> signs = {
        {0x80, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x206F},
        {0x2190, 0x23FF}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},
        {0xE000, 0xF8FF}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFF65}, {0xFFE0, 0xFFFF},
    };
    return std::none_of(signs.begin(), signs.end(),
                        [&](const auto& range) { return c >= range.first && c <= range.second; });
}

} // namespace weicheng::formula

// Text as a row of characters, with full-width signs taken for the plain ones. Only formula/
// includes it.
#pragma once

#include <string>
#include <string_view>

namespace weicheng::formula {

/// Code points of well-formed UTF-8.
std::u32string characters_of(std::string_view text);
std::string utf8_of(std::u32string_view characters);

/// （ becomes (, ＋ becomes +, × becomes *, ideographic space becomes a space, and so on.
std::u32string folded(std::u32string_view characters);

/// What a folded name may be made of.
bool is_word_character(char32_t c);
bool is_digit(char32_t c);

} // namespace weicheng::formula

// Which codes, names and telephones people may write. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace weicheng::people::rules {

/// 1..40 of A-Z a-z 0-9 - _ .
bool is_code(std::string_view text);
/// 1..`longest` characters, clean, not only blanks.
bool is_name(std::string_view text, std::size_t longest);
/// Empty, or 3..30 of digits, blanks and + - ( ).
bool is_phone(std::string_view text);

} // namespace weicheng::people::rules

// Small questions about text. All text is UTF-8. Any file may use it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng {

/// Well-formed UTF-8 without NUL and without control characters other than tab and line feed.
bool is_clean_utf8(std::string_view text);
/// Number of code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);
std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
/// Lower-case hex of bytes.
std::string to_hex(std::string_view bytes);
/// Fills {name} in a template; unknown names stay as they are.
std::string fill(std::string_view words,
                 const std::vector<std::pair<std::string, std::string>>& params);

} // namespace weicheng

// Comma separated values that a spreadsheet opens as text and never as a formula. Used inside http/
// only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace weicheng::cases {

/// The UTF-8 mark that makes spreadsheets read the file as UTF-8.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

void add_csv_line(std::string& out, const std::vector<std::string>& cells);

} // namespace weicheng::cases

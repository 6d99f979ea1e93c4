#include "modules/cases/http/csv.h"

namespace weicheng::cases {

/// A cell that begins like a formula is made text: whoever reports a case must not run anything on
/// the machine of whoever opens the export.
static bool looks_like_formula(std::string_view cell) {
    constexpr std::string_view first = "=+-@\t\r\n";
    if (cell.empty()) return false;
    if (first.find(cell.front()) != std::string_view::npos) return true;
    for (const std::string_view wide : {"＝", "＋", "－", "＠"}) // some spreadsheets narrow these
        if (cell.starts_with(wide)) return true;
    return false;
}

static void add_cell(std::string& out, std::string_view cell) {
    out += '"';
    if (looks_like_formula(cell)) out += '\'';
    for (const char letter : cell) {
        if (letter == '"') out += '"';
        out += letter;
    }
    out += '"';
}

void add_csv_line(std::string& out, const std::vector<std::string>& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) out += ',';
        first = false;
        add_cell(out, cell);
    }
    out += "\r\n";
}

} // namespace weicheng::cases

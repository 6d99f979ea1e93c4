#include "modules/cases/rules/numbers.h"

#include "foundation/text.h"

namespace weicheng::cases {

std::string number_of(std::string_view format, Date day, std::int64_t serial) {
    const auto date = to_text(day); // 2026-11-22
    auto number =
        fill(format,
             {{"yyyy", date.substr(0, 4)}, {"mm", date.substr(5, 2)}, {"dd", date.substr(8, 2)}});
    const auto open = number.find("{n");
    if (open == std::string::npos) return number;
    const auto close = number.find('}', open);
    if (close == std::string::npos) return number;
    auto digits = std::to_string(serial);
    const auto width = close - open - 1;
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    number.replace(open, close - open + 1, digits);
    return number;
}

} // namespace weicheng::cases

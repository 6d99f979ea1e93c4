#include "modules/cases/store/cursor.h"

#include "foundation/text.h"

#include <charconv>

namespace weicheng::cases {

std::string cursor_text(const CursorNumbers& numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i != 0) text += '.';
        if (numbers[i]) text += std::to_string(*numbers[i]);
    }
    return text;
}

Result<CursorNumbers> cursor_numbers(std::string_view text, std::size_t count) {
    const Refusal malformed = refuse_at("?cursor", "list.cursor_malformed");
    CursorNumbers numbers;
    for (const auto& part : split(text, '.')) {
        auto& number = numbers.emplace_back();
        if (part.empty()) continue;
        const auto* last = part.data() + part.size();
        const auto [end, error] = std::from_chars(part.data(), last, number.emplace());
        if (error != std::errc() || end != last) return malformed;
    }
    if (numbers.size() != count) return malformed;
    return numbers;
}

} // namespace weicheng::cases

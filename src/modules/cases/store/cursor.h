// Where a page of a list begins, as the text that goes to the reader and back: whole numbers with
// dots between them. Used inside store/ only.
#pragma once

#include "foundation/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::cases {

using CursorNumbers = std::vector<std::optional<std::int64_t>>; // none: nothing stands there

std::string cursor_text(const CursorNumbers& numbers);
/// So many of them. Refusal list.cursor_malformed.
Result<CursorNumbers> cursor_numbers(std::string_view text, std::size_t count);

} // namespace weicheng::cases

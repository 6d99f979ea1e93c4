// Case numbers, "AJ20261122-0031": the format is rule data.
#pragma once

#include "foundation/time.h"

#include <string>
#include <string_view>

namespace weicheng::cases {

/// {yyyy} {mm} {dd} become the date, {nnnn} the serial with at least as many digits as letters.
std::string number_of(std::string_view format, Date day, std::int64_t serial);

} // namespace weicheng::cases

// What a citizen's report must hold before it becomes a case. Pure.
#pragma once

#include "modules/portal/portal.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::portal {

/// The refusal that names those fields.
Refusal fields_wrong(std::vector<FieldError> errors);

/// Refuses with every field that is wrong.
Result<void> judge(const CitizenReport& report, const rulebook::Rules& rules);

/// Digits, blanks, + - ( ), 5 to 20 characters with at least 5 digits.
bool is_phone(std::string_view text);

} // namespace weicheng::portal

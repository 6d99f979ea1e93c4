// Prints as columns of the table photos. Inside platform/files only.
#pragma once

#include "foundation/text.h"
#include "platform/files/prints.h"

namespace weicheng::files {

/// :hash, :view (hex) and :bands[4].
std::vector<db::Named> print_values(const std::optional<Print>& print);
std::optional<Print> print_of_row(const db::Row& row, int hash_at, int view_at);

} // namespace weicheng::files

// Prints as columns of the table photos. Inside platform/files only.
#pragma once

#include "foundation/text.h"
#include "platform/files/prints.h"

namespace weicheng::files {

struct PrintColumns {
    std::optional<std::int64_t> hash;
    std::optional<std::string> view; // hex
    std::array<std::optional<std::int64_t>, 4> bands;
};
PrintColumns columns_of(const std::optional<Print>& print);
std::optional<Print> print_of_row(const db::Row& row, int hash_at, int view_at);

} // namespace weicheng::files

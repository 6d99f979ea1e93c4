// Files that travel inside the binary: "source" (migrations and data of src/), "demo", "web"
// (web/dist).
#pragma once

#include "platform/db/db.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng {

enum class Embedded { source, demo, web };

struct EmbeddedFile {
    std::string_view path; // relative, e.g. "modules/cases/migrations/20261122-0500-cases.sql"
    std::string_view bytes;
};

/// All files of that set whose path begins with `prefix`, sorted by path.
std::vector<EmbeddedFile> embedded_files(Embedded set, std::string_view prefix = "");
std::optional<std::string_view> embedded_file(Embedded set, std::string_view path);
/// The migrations in `folder` ("modules/cases"): <folder>/migrations/*.sql
std::vector<db::Migration> embedded_migrations(std::string_view folder);

} // namespace weicheng

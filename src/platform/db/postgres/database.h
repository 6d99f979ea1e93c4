// The store on PostgreSQL: a small pool, a transaction per piece of work. Used by platform/db only.
#pragma once

#include "platform/db/db.h"

namespace weicheng::db::postgres {

/// `options.location` is a postgres:// URI. Throws Fault when the server cannot be reached or the
/// database does not sort text by code point (it must be made with LC_COLLATE 'C' and UTF-8).
std::unique_ptr<Database> open(const Options& options);

} // namespace weicheng::db::postgres

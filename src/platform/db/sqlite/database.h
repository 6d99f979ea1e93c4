// The store on SQLite: one file, one writer thread. Used by platform/db only.
#pragma once

#include "platform/db/db.h"

namespace weicheng::db::sqlite {

/// `options.location` is the data folder (made when absent); the file is weicheng.db in it.
std::unique_ptr<Database> open(const Options& options);

} // namespace weicheng::db::sqlite

// What a server holds while it serves from a data folder: a second one there is refused. Used by
// platform/db/sqlite only.
#pragma once

#include "platform/db/db.h"

namespace weicheng::db::sqlite {

/// The lock is the kernel's: it ends with the process, however that ends.
class FolderClaim {
  public:
    /// Throws Taken when another process (or database) holds the folder after `patience`.
    FolderClaim(const std::string& folder, std::chrono::milliseconds patience);
    ~FolderClaim();
    FolderClaim(const FolderClaim&) = delete;

  private:
    int file_ = -1;
};

} // namespace weicheng::db::sqlite

#include "platform/db/sqlite/folder_claim.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace weicheng::db::sqlite {

// Not the database's own file: where flock is done with record locks (network file systems) it
// would be in SQLite's way.
static constexpr const char* lock_file = "/weicheng.serving";

static constexpr std::chrono::milliseconds pause{50};

/// True when locked, false while another has it.
static bool try_file_lock(int file, const std::string& name) {
    int outcome;
    do
        outcome = ::flock(file, LOCK_EX | LOCK_NB);
    while (outcome != 0 && errno == EINTR);
    if (outcome != 0 && errno != EWOULDBLOCK)
        throw Fault("cannot lock " + name + ": " + std::strerror(errno));
    return outcome == 0;
}

FolderClaim::FolderClaim(const std::string& folder, std::chrono::milliseconds patience) {
    const auto name = folder + lock_file;
    const auto give_up_at = std::chrono::steady_clock::now() + patience;
    file_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw Fault("cannot open " + name + ": " + std::strerror(errno));
    try {
        while (!try_file_lock(file_, name)) {
            if (std::chrono::steady_clock::now() >= give_up_at)
                throw Taken("another server already serves from the data folder " + folder);
            std::this_thread::sleep_for(pause);
        }
    } catch (...) {
        ::close(file_);
        throw;
    }
}

FolderClaim::~FolderClaim() {
    ::close(file_);
}

} // namespace weicheng::db::sqlite

#include "tests/support/failing_disk.h"

#include "foundation/check.h"

#include <atomic>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace weicheng::testing {

namespace {
struct Range {
    sqlite3_int64 at;
    int count;
};
} // namespace

struct FailingDisk::State {
    sqlite3_vfs* beneath = nullptr;
    sqlite3_vfs face = {};
    std::mutex mutex = {};
    int count_down = 0; // 0: nothing fails
    DiskTrouble trouble = DiskTrouble::full;
    bool and_after = false;
    bool failing = false;
    bool failed = false;
    std::map<std::string, std::string> synced = {}; // path -> bytes
    std::map<std::string, std::vector<Range>> unsynced = {};

    /// The error of this operation, SQLITE_OK when it may go on.
    int judge(bool is_sync) {
        const std::lock_guard lock(mutex);
        if ((trouble == DiskTrouble::bad_sync) != is_sync) return SQLITE_OK;
        if (!failing && (count_down == 0 || --count_down > 0)) return SQLITE_OK;
        failing = and_after;
        failed = true;
        switch (trouble) {
        case DiskTrouble::full: return SQLITE_FULL;
        case DiskTrouble::bad_write: return SQLITE_IOERR_WRITE;
        case DiskTrouble::bad_sync: return SQLITE_IOERR_FSYNC;
        }
        return SQLITE_OK;
    }
};

namespace {

FailingDisk::State* disk = nullptr;

struct File {
    sqlite3_file face; // what SQLite sees
    bool watched;      // the database and its log; nothing else
    char path[512];
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}
const sqlite3_io_methods& beneath(sqlite3_file* file) {
    return *of(file).real()->pMethods;
}

int close_file(sqlite3_file* file) {
    return beneath(file).xClose(of(file).real());
}
int read_file(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
    return beneath(file).xRead(of(file).real(), into, count, at);
}
int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    if (of(file).watched)
        if (const int code = disk->judge(false); code != SQLITE_OK) return code;
    {
        const std::lock_guard lock(disk->mutex);
        disk->unsynced[of(file).path].push_back({at, count});
    }
    return beneath(file).xWrite(of(file).real(), bytes, count, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return beneath(file).xTruncate(of(file).real(), size);
}

/// What was written is on the platter from now on.
void note_synced(File& file) {
    const auto& real = *file.real()->pMethods;
    const std::lock_guard lock(disk->mutex);
    sqlite3_int64 size = 0;
    real.xFileSize(file.real(), &size);
    auto& bytes = disk->synced[file.path];
    bytes.resize(static_cast<std::size_t>(size));
    for (const auto& [at, count] : disk->unsynced[file.path])
        if (at + count <= size) real.xRead(file.real(), bytes.data() + at, count, at);
    disk->unsynced[file.path].clear();
}

int sync_file(sqlite3_file* file, int flags) {
    if (of(file).watched)
        if (const int code = disk->judge(true); code != SQLITE_OK) return code;
    if (!of(file).watched) return beneath(file).xSync(of(file).real(), flags);
    note_synced(of(file)); // this disk's platter; the machine's own would only be slow
    return SQLITE_OK;
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return beneath(file).xFileSize(of(file).real(), size);
}
int lock_file(sqlite3_file* file, int level) {
    return beneath(file).xLock(of(file).real(), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return beneath(file).xUnlock(of(file).real(), level);
}
int check_lock(sqlite3_file* file, int* result) {
    return beneath(file).xCheckReservedLock(of(file).real(), result);
}
int control_file(sqlite3_file* file, int what, void* with) {
    return beneath(file).xFileControl(of(file).real(), what, with);
}
int sector_size(sqlite3_file* file) {
    return beneath(file).xSectorSize(of(file).real());
}
int characteristics(sqlite3_file* file) {
    return beneath(file).xDeviceCharacteristics(of(file).real());
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** result) {
    return beneath(file).xShmMap(of(file).real(), page, size, extend, result);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return beneath(file).xShmLock(of(file).real(), offset, count, flags);
}
void barrier(sqlite3_file* file) {
    beneath(file).xShmBarrier(of(file).real());
}
int unmap_shared(sqlite3_file* file, int remove) {
    return beneath(file).xShmUnmap(of(file).real(), remove);
}

const sqlite3_io_methods methods = {2,
                                    close_file,
                                    read_file,
                                    write_file,
                                    truncate_file,
                                    sync_file,
                                    file_size,
                                    lock_file,
                                    unlock_file,
                                    check_lock,
                                    control_file,
                                    sector_size,
                                    characteristics,
                                    map_shared,
                                    lock_shared,
                                    barrier,
                                    unmap_shared,
                                    nullptr,
                                    nullptr};

int delete_file(sqlite3_vfs*, const char* path, int sync_folder) {
    const int code = disk->beneath->xDelete(disk->beneath, path, sync_folder);
    const std::lock_guard lock(disk->mutex);
    if (code == SQLITE_OK) {
        disk->synced.erase(path);
        disk->unsynced.erase(path);
    }
    return code;
}

/// A file that was there before this disk is on the platter as it is.
void note_found(const std::string& path) {
    const std::lock_guard lock(disk->mutex);
    if (disk->synced.contains(path) || disk->unsynced.contains(path)) return;
    if (std::ifstream file(path, std::ios::binary); file)
        disk->synced[path].assign(std::istreambuf_iterator<char>(file), {});
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    auto& mine = of(file);
    mine.face.pMethods = nullptr;
    mine.watched =
        path != nullptr &&
        (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    mine.path[0] = '\0';
    if (path != nullptr) std::strncat(mine.path, path, sizeof mine.path - 1);
    if (mine.watched) note_found(path);
    const int code = disk->beneath->xOpen(disk->beneath, path, mine.real(), flags, flags_out);
    if (mine.real()->pMethods != nullptr) mine.face.pMethods = &methods;
    return code;
}

} // namespace

FailingDisk::FailingDisk() : state_(new State) {
    check(disk == nullptr, "one failing disk at a time");
    disk = state_.get();
    state_->beneath = sqlite3_vfs_find(nullptr);
    state_->face = *state_->beneath;
    state_->face.zName = "failing-disk";
    state_->face.pNext = nullptr;
    state_->face.szOsFile = static_cast<int>(sizeof(File)) + state_->beneath->szOsFile;
    state_->face.xOpen = open_file;
    state_->face.xDelete = delete_file;
    sqlite3_vfs_register(&state_->face, 1);
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_register(state_->beneath, 1);
    sqlite3_vfs_unregister(&state_->face);
    disk = nullptr;
}

void FailingDisk::fail_at(int nth, DiskTrouble trouble, bool and_after) {
    const std::lock_guard lock(state_->mutex);
    state_->count_down = nth;
    state_->trouble = trouble;
    state_->and_after = and_after;
    state_->failing = state_->failed = false;
}

void FailingDisk::heal() {
    const std::lock_guard lock(state_->mutex);
    state_->count_down = 0;
    state_->failing = false;
}

bool FailingDisk::has_failed() const {
    const std::lock_guard lock(state_->mutex);
    return state_->failed;
}

void FailingDisk::lose_power(const std::filesystem::path& data,
                             const std::filesystem::path& into) const {
    std::filesystem::create_directories(into);
    const std::lock_guard lock(state_->mutex);
    for (const auto& [name, bytes] : state_->synced) {
        const std::filesystem::path path(name);
        if (path.parent_path() != std::filesystem::canonical(data)) continue;
        std::ofstream file(into / path.filename(), std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
}

} // namespace weicheng::testing

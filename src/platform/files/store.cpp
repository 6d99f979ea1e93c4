#include "platform/files/files.h"

#include "foundation/text.h"
#include "platform/auth/auth.h"
#include "platform/files/photo_exit.h"
#include "platform/files/print_maker.h"
#include "platform/files/program.h"
#include "platform/http/json.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace weicheng::files {

/// The line that weicheng-photo prints.
struct PhotoLine {
    int width = 0, height = 0;
    std::optional<std::int64_t> taken_at_ms, lon_e7, lat_e7;
    std::optional<std::string> camera, hash, view;
};
SHAPE(PhotoLine, width, height, taken_at_ms, lon_e7, lat_e7, camera, hash, view);

/// The line it prints for a small copy; empty when there was none.
struct PrintLine {
    std::optional<std::string> hash, view;
};
SHAPE(PrintLine, hash, view);

namespace {
constexpr std::string_view original = ".orig", screen = ".1600.jpg", thumb = ".256.jpg";
constexpr auto drafts_kept = std::chrono::hours(1);

[[noreturn]] void fail(const std::string& what, const std::string& path) {
    const auto words = what + " " + path + ": " + std::strerror(errno);
    if (errno == ENOSPC || errno == EDQUOT) throw db::DiskFull(words);
    throw db::Fault(words);
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

void write_file(const std::string& path, std::string_view bytes) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (file < 0) fail("cannot make", path);
    while (!bytes.empty()) {
        const ssize_t put = write(file, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) {
            close(file);
            fail("cannot write", path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    close(file);
}

/// A file, or a folder's list of names, is on the disk afterwards.
void sync_to_disk(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    if (!done) fail("cannot put on the disk", path);
}

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string bytes(fs::file_size(path), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file ? std::optional{bytes} : std::nullopt;
}

/// Files of one picture while it is worked on; what is left of them goes away at the end.
class Draft {
  public:
    explicit Draft(const std::string& folder) : base_(folder + "/tmp/" + auth::random_code(16)) {}
    ~Draft() {
        for (const auto ending : {original, screen, thumb})
            unlink(path(ending).c_str());
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    const std::string& base() const { return base_; }
    std::string path(std::string_view ending) const { return base_ + std::string(ending); }

  private:
    std::string base_;
};

class Turn {
  public:
    explicit Turn(std::counting_semaphore<2>& turns) : turns_(turns) { turns_.acquire(); }
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::counting_semaphore<2>& turns_;
};

/// What a picture can do to its decoder: use up its memory or its time, make it fall over. Whoever
/// else ended it (an administrator, a system that ran out of memory) says nothing of the picture.
bool ended_by_picture(const ProgramEnd& end) {
    if (end.too_slow) return true;
    switch (end.signal) {
    case SIGABRT:
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGSYS:
    case SIGTRAP:
    case SIGXCPU: return true;
    default: return false;
    }
}

Refusal refusal_of(const ProgramEnd& end) {
    if (end.exit_code == -1) {
        if (ended_by_picture(end)) return {"photo.damaged"};
        throw db::Fault("weicheng-photo was ended by signal " + std::to_string(end.signal));
    }
    switch (end.exit_code) {
    case photo_not_a_photo: return {"photo.not_a_photo"};
    case photo_kind_unsupported: return {"photo.kind_unsupported"};
    case photo_too_many_pixels: return {"photo.too_many_pixels"};
    case photo_too_large: return {"photo.too_large"};
    case photo_damaged: return {"photo.damaged"};
    case photo_disk_full: throw db::DiskFull("weicheng-photo found no room for a picture's copies");
    default:
        throw db::Fault("weicheng-photo failed with exit code " + std::to_string(end.exit_code));
    }
}

std::optional<Print> print_in(const auto& line) {
    if (!line.view) return std::nullopt;
    return print_of(line.hash.value_or(""), *line.view);
}

Photo photo_of(const std::string& line) {
    const auto read = http::from_json<PhotoLine>(line);
    check(bool(read), "weicheng-photo prints what we read");
    Photo photo;
    photo.width = read->width;
    photo.height = read->height;
    if (read->taken_at_ms) photo.taken_at = from_millis(*read->taken_at_ms);
    if (read->lon_e7 && read->lat_e7) photo.taken_where = Point{*read->lon_e7, *read->lat_e7};
    photo.camera = read->camera;
    photo.print = print_in(*read);
    return photo;
}

void clear_old_drafts(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.last_write_time(ignored) < fs::file_time_type::clock::now() - drafts_kept)
            fs::remove(entry.path(), ignored);
}
} // namespace

std::string photo_program_beside_us() {
    std::error_code trouble;
    const auto here = fs::read_symlink("/proc/self/exe", trouble);
    return trouble ? "weicheng-photo" : (here.parent_path() / "weicheng-photo").string();
}

Store::Store(std::string folder, std::string photo_program, std::chrono::milliseconds time_limit)
    : photos_(std::move(folder) + "/photos"), photo_program_(std::move(photo_program)),
      time_limit_(time_limit) {
    std::error_code trouble;
    fs::create_directories(photos_ + "/tmp", trouble);
    if (trouble) throw db::Fault("cannot make " + photos_ + ": " + trouble.message());
    clear_old_drafts(photos_ + "/tmp");
    print_maker_ = std::make_unique<PrintMaker>(
        [this](const std::vector<std::string>& digests) { return prints_of(digests); });
}

Store::~Store() = default;

std::string Store::path_of(const std::string& sha256, std::string_view ending) const {
    check(is_digest(sha256), "a picture is named by its digest");
    return photos_ + "/" + sha256.substr(0, 2) + "/" + sha256.substr(2, 2) + "/" + sha256 +
           std::string(ending);
}

Result<Photo> Store::take_in(const std::string& sha256, std::string_view bytes) {
    if (bytes.size() > static_cast<std::size_t>(largest_photo_bytes))
        return Refusal{"photo.too_large"};
    if (!is_digest(sha256) || auth::sha256_hex(bytes) != sha256)
        return Refusal{"photo.digest_differs"};
    const Turn turn(workers_);
    const Draft draft(photos_);
    write_file(draft.path(original), bytes);
    const auto end = run_program(photo_program_, {"take", draft.path(screen), draft.path(thumb)},
                                 draft.path(original), time_limit_);
    if (end.exit_code != photo_done) return refusal_of(end);
    Photo photo = photo_of(end.output);
    photo.sha256 = sha256;
    photo.bytes = static_cast<std::int64_t>(bytes.size());
    move_in(draft.base(), sha256);
    return photo;
}

void Store::move_in(const std::string& draft, const std::string& sha256) {
    const std::string outer = photos_ + "/" + sha256.substr(0, 2);
    const std::string inner = outer + "/" + sha256.substr(2, 2);
    std::error_code trouble;
    if (fs::create_directories(inner, trouble)) {
        sync_to_disk(photos_);
        sync_to_disk(outer);
    }
    if (trouble) {
        errno = trouble.value();
        fail("cannot make", inner);
    }
    // The original last: where it is, the copies are.
    for (const auto ending : {screen, thumb, original}) {
        const std::string from = draft + std::string(ending);
        sync_to_disk(from);
        if (rename(from.c_str(), path_of(sha256, ending).c_str()) != 0)
            fail("cannot move in", from);
    }
    sync_to_disk(inner);
}

bool Store::has(const std::string& sha256) const {
    if (!is_digest(sha256)) return false;
    for (const auto ending : {original, screen, thumb})
        if (access(path_of(sha256, ending).c_str(), R_OK) != 0) return false;
    return true;
}

std::optional<std::string> Store::read_copy(const std::string& sha256, Size size) const {
    if (!is_digest(sha256)) return std::nullopt;
    return read_file(path_of(sha256, size == Size::screen ? screen : thumb));
}

std::optional<std::string> Store::read_original(const std::string& sha256) const {
    if (!is_digest(sha256)) return std::nullopt;
    return read_file(path_of(sha256, original));
}

void Store::forget(const std::string& sha256) noexcept {
    if (!is_digest(sha256)) return;
    for (const auto ending : {original, screen, thumb})
        unlink(path_of(sha256, ending).c_str());
}

std::vector<std::optional<Print>> Store::prints_of(const std::vector<std::string>& digests) {
    std::vector<std::optional<Print>> prints(digests.size());
    std::vector<std::string> words{"print"};
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i < digests.size(); ++i) {
        if (!has(digests[i])) continue;
        words.push_back(path_of(digests[i], thumb));
        asked.push_back(i);
    }
    if (asked.empty()) return prints;
    const Turn turn(workers_);
    const auto end = run_program(photo_program_, words, "/dev/null", time_limit_);
    if (end.exit_code != photo_done)
        throw db::Fault("weicheng-photo cannot print: exit code " + std::to_string(end.exit_code));
    const auto lines = split(end.output, '\n');
    for (std::size_t i = 0; i < asked.size() && i < lines.size(); ++i)
        if (const auto read = http::from_json<PrintLine>(lines[i]))
            prints[asked[i]] = print_in(*read);
    return prints;
}

std::string Store::draw(std::string_view svg, int width) {
    const Turn turn(workers_);
    const Draft draft(photos_);
    write_file(draft.path(original), svg);
    auto end = run_program(photo_program_, {"draw", std::to_string(width)}, draft.path(original),
                           time_limit_);
    if (end.exit_code != photo_done)
        throw db::Fault("weicheng-photo cannot draw: exit code " + std::to_string(end.exit_code));
    return std::move(end.output);
}

} // namespace weicheng::files

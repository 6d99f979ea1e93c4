// Photos: taken in once, decoded and re-encoded by the separate executable weicheng-photo, kept by
// their digest. The original bytes are kept apart for the checker; public copies hold nothing but
// pixels. Any module may call it.
#pragma once

#include "foundation/ids.h"
#include "foundation/point.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/db/db.h"
#include "platform/files/prints.h"

#include <chrono>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>

namespace weicheng {
struct Module;
struct Services;
namespace auth {
class Secrets;
}
} // namespace weicheng

namespace weicheng::files {

/// What is known of one picture.
struct Photo {
    std::string sha256; // of the original bytes, lower-case hex
    int width = 0;      // of the upright picture
    int height = 0;
    std::int64_t bytes = 0;
    std::optional<Instant> taken_at;  // EXIF; for the checker only
    std::optional<Point> taken_where; // EXIF; for the checker only
    std::optional<std::string> camera;
    std::optional<Print> print = {}; // nothing for one taken in before prints were made
};

class PrintMaker;

enum class Size { screen, thumb }; // 1600 px, 256 px

/// The photo program beside the server's own binary.
std::string photo_program_beside_us();

/// The pictures on the disk: `folder`/photos/ab/cd/<sha256>.orig, .1600.jpg, .256.jpg. Safe to use
/// from many threads; at most two pictures are worked on at a time, others wait.
class Store {
  public:
    /// Makes the folder when it is not there and clears away what an earlier process left half
    /// done.
    explicit Store(std::string folder, std::string photo_program = photo_program_beside_us(),
                   std::chrono::milliseconds time_limit = std::chrono::seconds(30));
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Decodes, re-encodes, writes all copies; on return they are on the disk. Slow (up to
    /// seconds): never on the writer's thread. Refusals photo.digest_differs, photo.not_a_photo,
    /// photo.kind_unsupported, photo.too_many_pixels, photo.damaged, photo.too_large. Throws
    /// db::Fault when the program or the disk fails.
    Result<Photo> take_in(const std::string& sha256, std::string_view bytes);
    /// All three files are there.
    bool has(const std::string& sha256) const;
    /// JPEG bytes of the public copy; nullopt when unknown.
    std::optional<std::string> read_copy(const std::string& sha256, Size size) const;
    std::optional<std::string> read_original(const std::string& sha256) const;
    void forget(const std::string& sha256) noexcept;
    /// The print of a picture taken in earlier, from its small copy; nothing when it is not there.
    /// Slow, like take_in.
    std::vector<std::optional<Print>> prints_of(const std::vector<std::string>& digests);
    /// Makes prints behind the scenes, for a job that must not wait.
    PrintMaker& print_maker() { return *print_maker_; }
    /// Renders one of our own SVG drawings to JPEG bytes (the demo). Never given a stranger's file.
    std::string draw(std::string_view svg, int width);

  private:
    std::string path_of(const std::string& sha256, std::string_view ending) const;
    void move_in(const std::string& draft, const std::string& sha256);

    std::string photos_;
    std::string photo_program_;
    std::chrono::milliseconds time_limit_;
    std::counting_semaphore<2> workers_{2};
    std::unique_ptr<PrintMaker> print_maker_; // last: its thread uses what stands above
};

/// Remembers an accepted picture (table photos). Idempotent; begins the 24 hours of an unused
/// picture anew. Starts the county's nightly sweep of orphans when it is not yet running.
void remember(db::Tx& tx, CountyId county, const Photo& photo, Instant now);
std::optional<Photo> find(db::Tx& tx, CountyId county, std::string_view sha256);
/// Marks a picture as used by some record, so that the sweep of orphans (24 h) leaves it alone.
void keep(db::Tx& tx, CountyId county, std::string_view sha256);

/// "/api/v1/photos/{sha256}/{1600|256}?until=…&sign=…": until is the end of tomorrow by the
/// county's clock, so the address is the same all day (cacheable) and good for a day at the least.
std::string address(const auth::Secrets& secrets, std::string_view sha256, Size size, Instant now);

/// PUT /api/v1/blobs/{sha256}, GET /api/v1/photos/{sha256}/{size}, the nightly sweep of orphans.
Module make_module(const Services& services);

} // namespace weicheng::files

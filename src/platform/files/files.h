// Photos: taken in once, decoded and re-encoded by the separate executable weicheng-photo, kept by
// their digest. The original bytes are kept apart for the checker; public copies hold nothing but
// pixels.
#pragma once

#include "foundation/ids.h"
#include "foundation/point.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "platform/db/db.h"
#include "platform/module.h"

#include <optional>
#include <string>

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
};

enum class Size { screen, thumb }; // 1600 px, 256 px

class Store {
  public:
    /// `folder`/photos/…; `photo_program` is the path of weicheng-photo (found beside the server's
    /// own binary).
    Store(std::string folder, std::string photo_program);
    /// Decodes, re-encodes, writes all copies, fsyncs. Slow (up to seconds): never on the writer's
    /// thread. Refusals photo.not_a_photo, photo.too_many_pixels, photo.too_large.
    Result<Photo> take_in(const std::string& sha256, std::string_view bytes);
    /// JPEG bytes of the public copy; nullopt when unknown.
    std::optional<std::string> read_copy(const std::string& sha256, Size size) const;
    std::optional<std::string> read_original(const std::string& sha256) const;
    void forget(const std::string& sha256);
    /// Renders one of our own SVG drawings to JPEG bytes (the demo). Never given a stranger's file.
    std::string draw(std::string_view svg, int width);

  private:
    std::string path_of(const std::string& sha256, std::string_view ending) const;
    std::string folder_;
    std::string photo_program_;
};

/// Remembers an accepted picture (table photos). Idempotent.
void remember(db::Tx& tx, CountyId county, const Photo& photo, Instant now);
std::optional<Photo> find(db::Tx& tx, CountyId county, std::string_view sha256);
/// Marks a picture as used by some record, so that the sweep of orphans (24 h) leaves it alone.
void keep(db::Tx& tx, CountyId county, std::string_view sha256);

/// "/api/v1/photos/{sha256}/{size}?until=…&sign=…", valid for at least a day, the same all that day
/// (cacheable).
std::string address(const auth::Secrets& secrets, std::string_view sha256, Size size, Instant now);

/// PUT /api/v1/blobs/{sha256}, GET /api/v1/photos/{sha256}/{size}, the nightly sweep of orphans.
Module make_module(const Services& services);

} // namespace weicheng::files

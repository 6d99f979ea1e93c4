// How weicheng-photo ends: its exit codes, read by files::Store. Shared by the two programs only.
#pragma once

namespace weicheng::files {

enum PhotoExit {
    photo_done = 0,
    photo_not_a_photo = 10,      // the first bytes are of no picture we know
    photo_kind_unsupported = 11, // a picture, but neither JPEG nor PNG (HEIC, WebP, GIF, …)
    photo_too_many_pixels = 12,  // by its header; nothing was decoded
    photo_damaged = 13,          // begins as JPEG or PNG, cannot be decoded to its end
    photo_too_large = 14,        // more bytes than largest_photo_bytes
    photo_own_failure = 20,      // our side: wrong words on the command line, a file we cannot make
    photo_disk_full = 21,        // our side: no room for the copies
};

inline constexpr long largest_photo_bytes = 12L * 1024 * 1024;
inline constexpr long largest_photo_pixels = 50'000'000;

} // namespace weicheng::files

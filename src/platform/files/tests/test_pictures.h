// Pictures made byte by byte for the tests: JPEG with everything a phone writes beside the pixels,
// PNG, and files that only pretend. For tests only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::files::testing {

/// What hides in a picture; the tests look for these words in what is published.
inline constexpr std::string_view secret = "SECRET-OF-THE-PHONE";

struct Exif {
    int orientation = 1;
    std::string taken = "2026:11:20 10:11:12";
    std::string offset = {}; // "+09:00"
    bool place = true;       // 34°7'24.42"N 118°30'E
    std::string model = "P60 (Pro)";
};

/// The value in so many bytes, the largest first.
std::string big(std::uint32_t value, int bytes);
/// "Exif", two zeros, and the TIFF block.
std::string exif_block(const Exif& exif);

/// A drawing of the given size in our own SVG.
std::string svg(int width, int height);
/// The JPEG with Exif, XMP, an ICC profile's beginning, a comment, and words after its end.
std::string with_secrets(std::string_view jpeg, const Exif& exif);
/// A true PNG (stored, not compressed), with a text chunk that holds the secret.
std::string png(int width, int height);
/// 16 bits a colour, with a clear lower half when `alpha`: a ramp from black to white.
std::string deep_png(int width, int height, bool alpha);
/// A true PNG of zeros, as small as zlib makes it.
std::string black_png(int width, int height);
/// A PNG of a few bytes that says it is that large.
std::string png_bomb(std::uint32_t width, std::uint32_t height);

/// The markers of a JPEG in order, and whether anything follows its end.
struct JpegParts {
    std::vector<int> markers;
    int width = 0, height = 0;
    bool bytes_after_end = false;
};
JpegParts parts_of(std::string_view jpeg);

} // namespace weicheng::files::testing

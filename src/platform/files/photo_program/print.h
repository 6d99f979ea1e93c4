// What a picture looks like, in a few bytes: a perceptual hash that survives re-compression and
// small changes, and a coarse view by which two pictures of a place are compared. Pure; used by
// weicheng-photo and its tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weicheng::photo {

/// Pixels of an upright picture: red, green, blue, row by row, 8 bits each.
struct Pixels {
    int width = 0, height = 0;
    const std::uint8_t* rgb = nullptr;
};

/// The perceptual hash of 64 bits after C. Zauner, "Implementation and Benchmarking of Perceptual
/// Image Hash Functions" (2010), 3.2.1: the picture in grey at 32 × 32, its discrete cosine
/// transform, of that the 8 × 8 lowest frequencies without the first row and column, each one bit:
/// above the median or not. Two pictures are near when few bits differ. Nothing for a picture that
/// is all one tone: its bits would be chance.
std::optional<std::uint64_t> perceptual_hash(const Pixels& picture);

/// The picture at 16 × 16 in grey, then at 8 × 8 the two colour differences of ITU-R BT.601
/// (128: none), one byte each.
inline constexpr int view_side = 16, view_colour_side = 8;
inline constexpr int view_bytes = view_side * view_side + 2 * view_colour_side * view_colour_side;
std::vector<std::uint8_t> view_of(const Pixels& picture);

struct Print {
    std::optional<std::uint64_t> hash;
    std::vector<std::uint8_t> view;
};
/// Members of a JSON object: "hash":"16 hex digits","view":"hex"; without a hash only the view.
std::string members_of(const Print& print);

} // namespace weicheng::photo

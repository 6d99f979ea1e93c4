// Prints: what a picture looks like in a few bytes, made by weicheng-photo, and how alike two are.
// Pure, and the look-up of near pictures. Any module may call it.
#pragma once

#include "foundation/ids.h"
#include "platform/db/db.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng::files {

struct Print {
    /// Perceptual hash of 64 bits (photo_program/print.h says which); nothing for a picture that is
    /// all one tone.
    std::optional<std::uint64_t> hash;
    /// The coarse view, 384 bytes: 16 × 16 in grey, then 8 × 8 of each colour difference.
    std::string view;

    bool operator==(const Print&) const = default;
};
/// From what weicheng-photo prints: 16 hex digits or empty, and the view in hex. Nothing when the
/// view is no view.
std::optional<Print> print_of(std::string_view hash_hex, std::string_view view_hex);

/// Bits in which two hashes differ, 0..64. The hash sets exactly half its bits, so the number is
/// even but for ties.
int bits_between(std::uint64_t a, std::uint64_t b);

/// How alike two views are, by the normalised cross-correlation of their greys (J. P. Lewis, "Fast
/// Normalized Cross-Correlation", 1995): it does not see a change of brightness or contrast.
struct Likeness {
    int still_percent = 0;   // laid on each other as they are; 100: the same, 0 or less: nothing
    int shifted_percent = 0; // at the best of all shifts of up to an eighth of the picture
    int colour_apart = 0;    // mean difference of the colours, in tenths of a level of 256
};
Likeness likeness(const Print& a, const Print& b);

/// A re-encoded, slightly cropped or brightened copy of the same picture: hashes within `bits`, and
/// views that agree, since drawings, walls and skies may share a hash.
bool is_near_copy(const Print& a, const Print& b, int bits);

/// The look-up asks four 16-bit quarters of the hash, each with up to one bit turned: whatever is
/// within 7 bits has one such quarter (Norouzi, Punjani, Fleet, "Fast Search in Hamming Space with
/// Multi-Index Hashing", 2012).
inline constexpr int most_near_bits = 7;

struct NearPhoto {
    std::string sha256;
    int bits = 0;
    auto operator<=>(const NearPhoto&) const = default;
};
/// Other pictures of the county that are near copies within `bits` (0..most_near_bits), nearest
/// first. Reads index entries of like pictures only, at most a few thousand.
std::vector<NearPhoto> near_copies(db::Tx& tx, CountyId county, std::string_view sha256,
                                   const Print& print, int bits);

} // namespace weicheng::files

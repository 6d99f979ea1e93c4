// HEIC files as phones write them, built box by box (ISO/IEC 14496-12, 23008-12) around one small
// HEVC picture: a grid of tiles, with EXIF and rotation. For tests only.
#pragma once

#include "platform/files/tests/test_pictures.h"

#include <string>

namespace weicheng::files::testing {

inline constexpr int heic_tile = 512;

struct Heic {
    int columns = 1, rows = 1; // tiles of 512 px, each green with a dark upper left quarter
    int width = heic_tile, height = heic_tile; // of the whole, cut off at the right and below
    int turned_left = 0;                       // quarter turns of the irot property
    std::string brand = "heic";
    const Exif* exif = nullptr;
};
std::string heic(const Heic& wanted);

/// 16 × 16 pictures of kinds that are not taken.
std::string tiny_webp();
std::string tiny_avif();

} // namespace weicheng::files::testing

// JPEG files written byte by byte (ITU-T T.81) from one value a block: of any size, number of
// colours and order of scans in little time and few bytes. For tests only.
#pragma once

#include <functional>
#include <string>

namespace weicheng::files::testing {

struct BlockJpeg {
    int width = 64, height = 64;
    int colours = 1; // 1 grey, 3 YCbCr, 4 CMYK as Adobe writes it: 255 is no ink
    bool progressive = false;
    /// The value 0..255 of a colour in the block of 8 × 8 pixels at this column and row.
    std::function<int(int column, int row, int colour)> value = [](int, int, int) { return 128; };
};
std::string block_jpeg(const BlockJpeg& wanted);
/// Only the headers of a JPEG that says it is that large.
std::string jpeg_bomb(int width, int height);

} // namespace weicheng::files::testing

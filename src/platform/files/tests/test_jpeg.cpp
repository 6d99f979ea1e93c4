#include "platform/files/tests/test_jpeg.h"

#include "platform/files/tests/test_pictures.h"

#include <bit>
#include <cstdlib>
#include <vector>

namespace weicheng::files::testing {

namespace {
std::string segment(int marker, const std::string& content) {
    return std::string("\xFF") + static_cast<char>(marker) +
           big(static_cast<std::uint32_t>(content.size() + 2), 2) + content;
}

/// Entropy-coded bits; a byte of ones is followed by a zero byte.
class Bits {
  public:
    void put(unsigned value, int count) {
        for (int bit = count - 1; bit >= 0; --bit) {
            piece_ = piece_ << 1U | (value >> bit & 1U);
            if (++filled_ == 8) flush();
        }
    }
    std::string end() {
        while (filled_ != 0)
            put(1, 1);
        return std::move(bytes_);
    }

  private:
    void flush() {
        bytes_ += static_cast<char>(piece_);
        if (piece_ == 0xFF) bytes_ += '\0';
        piece_ = 0;
        filled_ = 0;
    }
    std::string bytes_;
    unsigned piece_ = 0;
    int filled_ = 0;
};

/// The table of magnitudes: 0 is the one code of 1 bit, 1..7 have 4 bits, 8 has 5.
void put_difference(Bits& bits, int difference) {
    const int size = std::bit_width(static_cast<unsigned>(std::abs(difference)));
    if (size == 0)
        bits.put(0, 1);
    else if (size == 8)
        bits.put(0b11110, 5);
    else
        bits.put(0b1000U + static_cast<unsigned>(size) - 1, 4);
    const int coded = difference < 0 ? difference + (1 << size) - 1 : difference;
    bits.put(static_cast<unsigned>(coded), size);
}

std::string headers(const BlockJpeg& wanted) {
    std::string text = "\xFF\xD8";
    if (wanted.colours == 4) text += segment(0xEE, std::string("Adobe\0\x64\0\0\0\0\0", 12));
    // The first coefficient in steps of 8: one step is one level of all 64 pixels.
    text += segment(0xDB, std::string(1, '\0') + '\x08' + std::string(63, '\x01'));
    std::string frame = "\x08" + big(static_cast<std::uint32_t>(wanted.height), 2) +
                        big(static_cast<std::uint32_t>(wanted.width), 2) +
                        static_cast<char>(wanted.colours);
    for (int colour = 1; colour <= wanted.colours; ++colour)
        frame += {static_cast<char>(colour), '\x11', '\0'};
    text += segment(wanted.progressive ? 0xC2 : 0xC0, frame);
    text += segment(0xC4, std::string("\0\1\0\0\7\1", 6) + std::string(11, '\0') +
                              std::string("\0\1\2\3\4\5\6\7\x08", 9));
    text += segment(0xC4, std::string("\x10\1", 2) + std::string(15, '\0') + '\0');
    std::string scan(1, static_cast<char>(wanted.colours));
    for (int colour = 1; colour <= wanted.colours; ++colour)
        scan += {static_cast<char>(colour), '\0'};
    scan += {'\0', wanted.progressive ? '\0' : '\x3F', '\0'};
    return text + segment(0xDA, scan);
}
} // namespace

std::string block_jpeg(const BlockJpeg& wanted) {
    Bits bits;
    std::vector<int> last(static_cast<std::size_t>(wanted.colours), 0);
    for (int row = 0; row < (wanted.height + 7) / 8; ++row)
        for (int column = 0; column < (wanted.width + 7) / 8; ++column)
            for (int colour = 0; colour < wanted.colours; ++colour) {
                auto& before = last[static_cast<std::size_t>(colour)];
                const int value = wanted.value(column, row, colour) - 128;
                put_difference(bits, value - before);
                before = value;
                if (!wanted.progressive) bits.put(0, 1); // the block ends
            }
    return headers(wanted) + bits.end() + "\xFF\xD9";
}

std::string jpeg_bomb(int width, int height) {
    return headers({.width = width, .height = height, .colours = 3}) + std::string(200, '\0') +
           "\xFF\xD9";
}

} // namespace weicheng::files::testing

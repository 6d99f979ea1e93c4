#include "platform/files/tests/test_pictures.h"

#include <array>
#include <zlib.h>

namespace weicheng::files::testing {

std::string big(std::uint32_t value, int bytes) {
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        text += static_cast<char>(value >> shift & 0xFF);
    return text;
}

namespace {
std::string segment(int marker, std::string_view content) {
    return std::string("\xFF") + static_cast<char>(marker) +
           big(static_cast<std::uint32_t>(content.size() + 2), 2) + std::string(content);
}

/// One directory of a big-endian TIFF: entries of twelve bytes, long values behind them.
class Directory {
  public:
    explicit Directory(std::uint32_t offset) : offset_(offset) {}
    void text(int tag, const std::string& value) { add(tag, 2, value + '\0', 1); }
    void shorts(int tag, std::uint32_t value) { add(tag, 3, big(value, 2), 2); }
    void pointer(int tag, std::uint32_t value) { add(tag, 4, big(value, 4), 4); }
    void rationals(int tag, const std::vector<std::array<std::uint32_t, 2>>& values) {
        std::string bytes;
        for (const auto& value : values)
            bytes += big(value[0], 4) + big(value[1], 4);
        add(tag, 5, bytes, 8);
    }
    /// With `count` entries in the end, long values begin behind them.
    std::string bytes(std::uint32_t count) const {
        std::uint32_t at = offset_ + 2 + count * 12 + 4;
        std::string entries = big(count, 2), values;
        for (const auto& entry : entries_) {
            entries += entry.head;
            if (entry.value.size() <= 4) {
                entries += entry.value + std::string(4 - entry.value.size(), '\0');
            } else {
                entries += big(at + static_cast<std::uint32_t>(values.size()), 4);
                values += entry.value;
            }
        }
        return entries + big(0, 4) + values;
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }

  private:
    struct Entry {
        std::string head, value;
    };
    void add(int tag, int type, const std::string& value, std::size_t unit) {
        entries_.push_back({big(static_cast<std::uint32_t>(tag), 2) +
                                big(static_cast<std::uint32_t>(type), 2) +
                                big(static_cast<std::uint32_t>(value.size() / unit), 4),
                            value});
    }
    std::uint32_t offset_;
    std::vector<Entry> entries_;
};

std::string tiff_block(const Exif& exif) {
    constexpr std::uint32_t main_at = 8, times_at = 400, place_at = 700;
    Directory main(main_at), times(times_at), place(place_at);
    main.text(0x010E, std::string(secret)); // ImageDescription
    main.text(0x010F, "HUAWEI");
    main.text(0x0110, exif.model);
    main.shorts(0x0112, static_cast<std::uint32_t>(exif.orientation));
    main.pointer(0x8769, times_at);
    if (exif.place) main.pointer(0x8825, place_at);
    times.text(0x9003, exif.taken);
    if (!exif.offset.empty()) times.text(0x9011, exif.offset);
    place.text(1, "N");
    place.rationals(2, {{34, 1}, {7, 1}, {1221, 50}});
    place.text(3, "E");
    place.rationals(4, {{118, 1}, {30, 1}, {0, 1}});
    std::string tiff = std::string("MM\0*", 4) + big(main_at, 4) + main.bytes(main.size());
    tiff.resize(times_at, '\0');
    tiff += times.bytes(times.size());
    tiff.resize(place_at, '\0');
    if (exif.place) tiff += place.bytes(place.size());
    return tiff;
}

std::uint32_t crc_of(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::string chunk(const std::string& kind, const std::string& content) {
    return big(static_cast<std::uint32_t>(content.size()), 4) + kind + content +
           big(crc_of(kind + content), 4);
}

std::string png_header(std::uint32_t width, std::uint32_t height, char depth = 8, char kind = 2) {
    return std::string("\x89PNG\r\n\x1A\n", 8) +
           chunk("IHDR", big(width, 4) + big(height, 4) + depth + kind + std::string(3, '\0'));
}

/// zlib's format with stored blocks.
std::string stored(const std::string& bytes) {
    std::string out = "\x78\x01";
    for (std::size_t at = 0; at < bytes.size(); at += 60000) {
        const auto piece = bytes.substr(at, 60000);
        const auto size = static_cast<unsigned>(piece.size());
        out += at + 60000 >= bytes.size() ? '\1' : '\0';
        for (const unsigned value : {size, ~size})
            out += {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
        out += piece;
    }
    std::uint32_t a = 1, b = 0;
    for (const char c : bytes) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    return out + big(b << 16 | a, 4);
}
} // namespace

std::string exif_block(const Exif& exif) {
    return std::string("Exif\0\0", 6) + tiff_block(exif);
}

std::string svg(int width, int height) {
    const auto w = std::to_string(width), h = std::to_string(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h +
           "\"><rect width=\"" + w + "\" height=\"" + h +
           "\" fill=\"#8fbf7f\"/><circle cx=\"30\" cy=\"30\" r=\"20\" fill=\"#c0392b\"/></svg>";
}

std::string with_secrets(std::string_view jpeg, const Exif& exif) {
    const std::string hidden(secret);
    return std::string(jpeg.substr(0, 2)) + segment(0xE1, exif_block(exif)) +
           segment(0xE1,
                   std::string("http://ns.adobe.com/xap/1.0/\0", 29) + "<x>" + hidden + "</x>") +
           segment(0xED, std::string("Photoshop 3.0\0", 14) + hidden) + segment(0xFE, hidden) +
           std::string(jpeg.substr(2)) + hidden;
}

std::string png(int width, int height) {
    std::string rows;
    for (int y = 0; y < height; ++y) {
        rows += '\0';
        for (int x = 0; x < width; ++x)
            rows += {static_cast<char>(x), static_cast<char>(y), '\x40'};
    }
    return png_header(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)) +
           chunk("tEXt", std::string("Comment\0", 8) + std::string(secret)) +
           chunk("IDAT", stored(rows)) + chunk("IEND", "");
}

std::string deep_png(int width, int height, bool alpha) {
    std::string rows;
    for (int y = 0; y < height; ++y) {
        rows += '\0';
        for (int x = 0; x < width; ++x) {
            const auto value = static_cast<std::uint32_t>(65535LL * x / (width - 1));
            for (int colour = 0; colour < 3; ++colour)
                rows += big(value, 2);
            if (alpha) rows += big(y < height / 2 ? 65535 : 0, 2);
        }
    }
    return png_header(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 16,
                      alpha ? 6 : 2) +
           chunk("IDAT", stored(rows)) + chunk("IEND", "");
}

std::string black_png(int width, int height) {
    const std::string rows(
        static_cast<std::size_t>(height) * (1 + 3 * static_cast<std::size_t>(width)), '\0');
    auto size = compressBound(rows.size());
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
              reinterpret_cast<const Bytef*>(rows.data()), rows.size(), 1);
    packed.resize(size);
    return png_header(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)) +
           chunk("IDAT", packed) + chunk("IEND", "");
}

std::string png_bomb(std::uint32_t width, std::uint32_t height) {
    return png_header(width, height) + chunk("IDAT", stored("\0")) + chunk("IEND", "");
}

JpegParts parts_of(std::string_view jpeg) {
    const auto byte = [&](std::size_t at) {
        return at < jpeg.size() ? static_cast<unsigned char>(jpeg[at]) : 0U;
    };
    const auto number = [&](std::size_t at) {
        return static_cast<int>(byte(at) << 8 | byte(at + 1));
    };
    JpegParts parts;
    std::size_t at = 0;
    while (at + 1 < jpeg.size()) {
        const int marker = static_cast<int>(byte(at + 1));
        if (byte(at) != 0xFF || marker == 0 || (marker >= 0xD0 && marker <= 0xD7)) {
            ++at; // entropy-coded data
            continue;
        }
        parts.markers.push_back(marker);
        if (marker == 0xD9) break;
        if (marker >= 0xC0 && marker <= 0xC2) {
            parts.height = number(at + 5);
            parts.width = number(at + 7);
        }
        at += marker == 0xD8 ? 2 : 2 + static_cast<std::size_t>(number(at + 2));
    }
    parts.bytes_after_end = at + 2 != jpeg.size();
    return parts;
}

} // namespace weicheng::files::testing

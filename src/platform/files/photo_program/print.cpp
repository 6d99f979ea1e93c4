#include "platform/files/photo_program/print.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

namespace weicheng::photo {

namespace {
struct Tone {
    double grey = 0, blue = 0, red = 0; // Y, Cb and Cr of BT.601, the latter two around zero
};

Tone tone_at(const Pixels& picture, int x, int y) {
    const auto* pixel = picture.rgb + 3 * (std::ptrdiff_t{y} * picture.width + x);
    const double r = pixel[0], g = pixel[1], b = pixel[2];
    const double grey = 0.299 * r + 0.587 * g + 0.114 * b;
    return {grey, (b - grey) * 0.564, (r - grey) * 0.713};
}

/// The picture on a square of that many cells, each the mean of the pixels it covers.
std::vector<Tone> squared(const Pixels& picture, int side) {
    std::vector<Tone> cells;
    cells.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const int left = column * picture.width / side, top = row * picture.height / side;
            const int right = std::max(left + 1, (column + 1) * picture.width / side);
            const int bottom = std::max(top + 1, (row + 1) * picture.height / side);
            Tone sum;
            for (int y = top; y < bottom; ++y)
                for (int x = left; x < right; ++x) {
                    const auto tone = tone_at(picture, x, y);
                    sum.grey += tone.grey;
                    sum.blue += tone.blue;
                    sum.red += tone.red;
                }
            const double count = double(right - left) * double(bottom - top);
            cells.push_back({sum.grey / count, sum.blue / count, sum.red / count});
        }
    return cells;
}

constexpr int wide = 32, kept = 8;

/// Rows 1 to 8 of the DCT-II of 32 values.
const std::array<std::array<double, wide>, kept>& waves() {
    static const auto table = [] {
        std::array<std::array<double, wide>, kept> all{};
        for (int k = 0; k < kept; ++k)
            for (int n = 0; n < wide; ++n)
                all[static_cast<std::size_t>(k)][static_cast<std::size_t>(n)] =
                    std::cos(std::numbers::pi / wide * (n + 0.5) * (k + 1));
        return all;
    }();
    return table;
}

/// A wave of less than about one grey level over the picture is noise of the compression.
constexpr double faintest_wave = 64;

std::uint8_t byte_of(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}
} // namespace

std::optional<std::uint64_t> perceptual_hash(const Pixels& picture) {
    const auto cells = squared(picture, wide);
    std::array<double, kept * kept> strengths{};
    for (std::size_t u = 0; u < kept; ++u)
        for (std::size_t v = 0; v < kept; ++v)
            for (std::size_t y = 0; y < wide; ++y)
                for (std::size_t x = 0; x < wide; ++x)
                    strengths[u * kept + v] +=
                        waves()[u][y] * waves()[v][x] * cells[y * wide + x].grey;
    auto sorted = strengths;
    std::sort(sorted.begin(), sorted.end());
    if (std::max(-sorted.front(), sorted.back()) < faintest_wave) return std::nullopt;
    const double median = (sorted[31] + sorted[32]) / 2;
    std::uint64_t hash = 0;
    for (const double strength : strengths)
        hash = hash << 1 | (strength > median ? 1U : 0U);
    return hash;
}

std::vector<std::uint8_t> view_of(const Pixels& picture) {
    std::vector<std::uint8_t> view;
    view.reserve(view_bytes);
    for (const auto& cell : squared(picture, view_side))
        view.push_back(byte_of(cell.grey));
    const auto coarse = squared(picture, view_colour_side);
    for (const auto& cell : coarse)
        view.push_back(byte_of(128 + cell.blue));
    for (const auto& cell : coarse)
        view.push_back(byte_of(128 + cell.red));
    return view;
}

std::string members_of(const Print& print) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    if (print.hash) {
        text += "\"hash\":\"";
        for (int shift = 60; shift >= 0; shift -= 4)
            text += digits[*print.hash >> shift & 0xF];
        text += "\",";
    }
    text += "\"view\":\"";
    for (const auto byte : print.view)
        text += {digits[byte >> 4U], digits[byte & 0xFU]};
    return text + "\"";
}

} // namespace weicheng::photo

#include "platform/files/prints.h"

#include "platform/files/print_rows.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace weicheng::files {

namespace {
constexpr int side = 16, colour_side = 8, most_shift = side / 8;
constexpr std::size_t view_bytes = side * side + 2 * colour_side * colour_side;
constexpr int copy_percent = 90, copy_colour_apart = 20; // docs/decisions/0012
constexpr int most_candidates = 4000;

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> bytes_of(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const int high = digit_of(hex[i]), low = digit_of(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return hex.size() % 2 == 0 ? std::optional{bytes} : std::nullopt;
}

double grey_at(const Print& print, int x, int y) {
    return static_cast<unsigned char>(print.view[static_cast<std::size_t>(y * side + x)]);
}

/// Of what the two share when b is moved by (dx, dy), -1..1; 0 when either is all one tone.
double correlation(const Print& a, const Print& b, int dx, int dy) {
    double sum_a = 0, sum_b = 0, squares_a = 0, squares_b = 0, products = 0;
    int count = 0;
    for (int y = std::max(0, dy); y < side + std::min(0, dy); ++y)
        for (int x = std::max(0, dx); x < side + std::min(0, dx); ++x) {
            const double u = grey_at(a, x, y), v = grey_at(b, x - dx, y - dy);
            sum_a += u;
            sum_b += v;
            squares_a += u * u;
            squares_b += v * v;
            products += u * v;
            ++count;
        }
    const double spread_a = squares_a - sum_a * sum_a / count;
    const double spread_b = squares_b - sum_b * sum_b / count;
    if (spread_a < count || spread_b < count) return 0; // less than a level of contrast
    return (products - sum_a * sum_b / count) / std::sqrt(spread_a * spread_b);
}

int percent(double share) {
    return static_cast<int>(std::lround(100 * share));
}

std::vector<std::int64_t> bands_of(std::uint64_t hash) {
    std::vector<std::int64_t> bands;
    for (int i = 0; i < 4; ++i)
        bands.push_back(static_cast<std::int64_t>(hash >> (16 * i) & 0xFFFF));
    return bands;
}

/// The band, then the band with each of its bits turned.
std::vector<std::int64_t> near_bands(std::int64_t band) {
    std::vector<std::int64_t> all{band};
    for (int bit = 0; bit < 16; ++bit)
        all.push_back(band ^ std::int64_t{1} << bit);
    return all;
}

db::Sql near_by_band(const db::Sql& band) {
    return "SELECT sha256, print_hash FROM photos WHERE county_id = :county AND print_band_" +
           band + " IN (:near_" + band + "[17])";
}

// `|| ''`: found by the bands, not by reading all photos in the order of the answer.
const db::Query select_like{
    "files.select_like",
    "SELECT x.sha256, x.print_hash FROM (" +
        db::joined({near_by_band("1"), near_by_band("2"), near_by_band("3"), near_by_band("4")},
                   " UNION ALL ") +
        ") x ORDER BY x.sha256 || '' LIMIT :most"};
const db::Query select_print{"files.select_print", R"(
    SELECT print_hash, print_view FROM photos WHERE county_id = $1 AND sha256 = $2)"};
} // namespace

std::optional<Print> print_of(std::string_view hash_hex, std::string_view view_hex) {
    auto view = bytes_of(view_hex);
    if (!view || view->size() != view_bytes) return std::nullopt;
    Print print{std::nullopt, std::move(*view)};
    if (hash_hex.empty()) return print;
    const auto bytes = bytes_of(hash_hex);
    if (!bytes || bytes->size() != 8) return std::nullopt;
    std::uint64_t hash = 0;
    for (const char c : *bytes)
        hash = hash << 8 | static_cast<unsigned char>(c);
    print.hash = hash;
    return print;
}

int bits_between(std::uint64_t a, std::uint64_t b) {
    return std::popcount(a ^ b);
}

Likeness likeness(const Print& a, const Print& b) {
    Likeness found;
    if (a.view.size() != view_bytes || b.view.size() != view_bytes) return found;
    const double still = correlation(a, b, 0, 0);
    double best = still;
    for (int dy = -most_shift; dy <= most_shift; ++dy)
        for (int dx = -most_shift; dx <= most_shift; ++dx)
            best = std::max(best, correlation(a, b, dx, dy));
    found.still_percent = percent(still);
    found.shifted_percent = percent(best);
    int apart = 0;
    for (std::size_t i = side * side; i < view_bytes; ++i)
        apart +=
            std::abs(static_cast<unsigned char>(a.view[i]) - static_cast<unsigned char>(b.view[i]));
    found.colour_apart = apart * 10 / static_cast<int>(view_bytes - side * side);
    return found;
}

bool is_near_copy(const Print& a, const Print& b, int bits) {
    if (!a.hash || !b.hash || bits_between(*a.hash, *b.hash) > bits) return false;
    const auto alike = likeness(a, b);
    return alike.still_percent >= copy_percent && alike.colour_apart <= copy_colour_apart;
}

std::vector<NearPhoto> near_copies(db::Tx& tx, CountyId county, std::string_view sha256,
                                   const Print& print, int bits) {
    if (!print.hash) return {};
    const auto bands = bands_of(*print.hash);
    const std::vector<db::Named> near{{"county", county},
                                      {"near_1", near_bands(bands[0])},
                                      {"near_2", near_bands(bands[1])},
                                      {"near_3", near_bands(bands[2])},
                                      {"near_4", near_bands(bands[3])},
                                      {"most", most_candidates}};
    std::set<NearPhoto> candidates;
    tx.each(select_like, near, [&](const db::Row& row) {
        const auto hash = std::bit_cast<std::uint64_t>(row.integer(1));
        const int apart = bits_between(*print.hash, hash);
        if (apart <= bits && row.text(0) != sha256)
            candidates.insert({std::string(row.text(0)), apart});
    });
    std::vector<NearPhoto> found;
    for (const auto& candidate : candidates) {
        const auto looks = tx.first(select_print, {county, candidate.sha256},
                                    [](const db::Row& row) { return print_of_row(row, 0, 1); });
        if (looks && *looks && is_near_copy(print, **looks, bits)) found.push_back(candidate);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const NearPhoto& a, const NearPhoto& b) { return a.bits < b.bits; });
    return found;
}

std::vector<db::Named> print_values(const std::optional<Print>& print) {
    const auto hash = print ? print->hash : std::nullopt;
    return {{"hash", hash ? db::Param(std::bit_cast<std::int64_t>(*hash)) : db::Param(nullptr)},
            {"view", print ? db::Param(to_hex(print->view)) : db::Param(nullptr)},
            {"bands", hash ? bands_of(*hash) : std::vector<std::int64_t>{}}};
}

std::optional<Print> print_of_row(const db::Row& row, int hash_at, int view_at) {
    if (row.is_null(view_at)) return std::nullopt;
    auto print = print_of("", row.text(view_at));
    if (print && !row.is_null(hash_at))
        print->hash = std::bit_cast<std::uint64_t>(row.integer(hash_at));
    return print;
}

} // namespace weicheng::files

#include "platform/files/photo_program/metadata.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <vips/vips.h>

namespace weicheng::photo {

namespace {
/// libvips prints an EXIF value as "VALUE (VALUE, Type, n components, n bytes)".
std::string exif_text(VipsImage* picture, const char* field) {
    const char* text = nullptr;
    if (vips_image_get_typeof(picture, field) == 0 ||
        vips_image_get_string(picture, field, &text) != 0)
        return {};
    const std::string_view whole{text};
    auto end = whole.find(" (");
    for (auto at = end; at != whole.npos; at = whole.find(" (", at + 1))
        if (whole.substr(at + 2).starts_with(whole.substr(0, at))) end = at; // "A (B) (A (B), …"
    auto value = whole.substr(0, end);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\0'))
        value.remove_suffix(1);
    return std::string(value);
}

/// Letters, digits and common signs; anything else is no name of a camera.
std::string plain(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c >= ' ' && c <= '~' && c != '"' && c != '\\') kept += c;
    return kept.substr(0, 80);
}

std::optional<std::string> camera_of(VipsImage* picture) {
    const std::string make = plain(exif_text(picture, "exif-ifd0-Make"));
    const std::string model = plain(exif_text(picture, "exif-ifd0-Model"));
    if (make.empty() && model.empty()) return std::nullopt;
    if (model.starts_with(make)) return model;
    return model.empty() ? make : make + " " + model;
}

std::optional<Where> where_of(VipsImage* picture) {
    const auto lat = exif_degrees(exif_text(picture, "exif-ifd3-GPSLatitude"),
                                  exif_text(picture, "exif-ifd3-GPSLatitudeRef"));
    const auto lon = exif_degrees(exif_text(picture, "exif-ifd3-GPSLongitude"),
                                  exif_text(picture, "exif-ifd3-GPSLongitudeRef"));
    if (!lat || !lon || std::abs(*lat) > 900'000'000 || std::abs(*lon) > 1'800'000'000)
        return std::nullopt;
    return Where{*lon, *lat};
}
} // namespace

std::optional<std::int64_t> exif_time(std::string_view text, std::string_view offset) {
    using namespace std::chrono;
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, end = 0;
    if (text.size() != 19 ||
        std::sscanf(std::string(text).c_str(), "%4d:%2d:%2d %2d:%2d:%2d%n", &y, &mo, &d, &h, &mi,
                    &s, &end) != 6 ||
        end != 19)
        return std::nullopt;
    const year_month_day day{year{y}, month{static_cast<unsigned>(mo)},
                             std::chrono::day{static_cast<unsigned>(d)}};
    if (y < 1990 || !day.ok() || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60)
        return std::nullopt;
    minutes ahead{8 * 60};
    char sign = 0;
    int oh = 0, om = 0;
    if (offset.size() == 6 &&
        std::sscanf(std::string(offset).c_str(), "%c%2d:%2d", &sign, &oh, &om) == 3 &&
        (sign == '+' || sign == '-') && oh >= 0 && oh <= 14 && om >= 0 && om <= 59)
        ahead = minutes{(oh * 60 + om) * (sign == '-' ? -1 : 1)};
    const auto moment = sys_days{day} + hours{h} + minutes{mi} + seconds{s} - ahead;
    return duration_cast<milliseconds>(moment.time_since_epoch()).count();
}

std::optional<std::int64_t> exif_degrees(std::string_view text, std::string_view hemisphere) {
    long part[3], whole[3];
    if (hemisphere.size() != 1 ||
        std::sscanf(std::string(text).c_str(), "%ld/%ld %ld/%ld %ld/%ld", &part[0], &whole[0],
                    &part[1], &whole[1], &part[2], &whole[2]) != 6)
        return std::nullopt;
    double degrees = 0, unit = 1;
    for (int i = 0; i < 3; ++i, unit /= 60) {
        if (whole[i] <= 0 || part[i] < 0) return std::nullopt;
        degrees += static_cast<double>(part[i]) / static_cast<double>(whole[i]) * unit;
    }
    if (degrees > 180) return std::nullopt;
    const char side = hemisphere.front();
    if (side != 'N' && side != 'S' && side != 'E' && side != 'W') return std::nullopt;
    return std::llround(degrees * 1e7) * (side == 'S' || side == 'W' ? -1 : 1);
}

Metadata metadata_of(VipsImage* picture) {
    Metadata found;
    found.width = vips_image_get_width(picture);
    found.height = vips_image_get_height(picture);
    if (vips_image_get_orientation_swap(picture) != 0) std::swap(found.width, found.height);
    found.taken_at_ms = exif_time(exif_text(picture, "exif-ifd2-DateTimeOriginal"),
                                  exif_text(picture, "exif-ifd2-OffsetTimeOriginal"));
    found.where = where_of(picture);
    found.camera = camera_of(picture);
    return found;
}

std::string members_of(const Metadata& metadata) {
    std::string line = "\"width\":" + std::to_string(metadata.width) +
                       ",\"height\":" + std::to_string(metadata.height);
    if (metadata.taken_at_ms) line += ",\"taken_at_ms\":" + std::to_string(*metadata.taken_at_ms);
    if (metadata.where)
        line += ",\"lon_e7\":" + std::to_string(metadata.where->lon_e7) +
                ",\"lat_e7\":" + std::to_string(metadata.where->lat_e7);
    if (metadata.camera) line += ",\"camera\":\"" + *metadata.camera + "\"";
    return line;
}

} // namespace weicheng::photo

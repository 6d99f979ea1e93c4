// What a picture says about itself: size upright, when, where and with what it was taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct _VipsImage;

namespace weicheng::photo {

struct Where {
    std::int64_t lon_e7 = 0, lat_e7 = 0;
};

struct Metadata {
    int width = 0, height = 0; // upright
    std::optional<std::int64_t> taken_at_ms;
    std::optional<Where> where;
    std::optional<std::string> camera;
};

/// "2026:11:20 10:11:12" and an offset such as "+08:00" (empty: the county's +08:00) in UTC
/// milliseconds.
std::optional<std::int64_t> exif_time(std::string_view text, std::string_view offset);
/// "31/1 13/1 305/10" and "N": ten-millionths of a degree.
std::optional<std::int64_t> exif_degrees(std::string_view text, std::string_view hemisphere);

/// Reads the header of an opened picture; strange EXIF is left out, never an error.
Metadata metadata_of(_VipsImage* picture);
/// Members of a JSON object.
std::string members_of(const Metadata& metadata);

} // namespace weicheng::photo

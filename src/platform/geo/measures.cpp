#include "platform/geo/geos.h"

#include "foundation/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string_view>

namespace weicheng::geo {

namespace {
constexpr double mean_radius_m = 6371008.8;
constexpr double radians_per_degree = std::numbers::pi / 180.0;

/// Signed area of a ring on the sphere (Chamberlain and Duquette, JPL 2007).
double ring_m2(const std::vector<Point>& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point& from = ring[i];
        const Point& to = ring[(i + 1) % ring.size()];
        sum += (to.lon() - from.lon()) * radians_per_degree *
               (2 + std::sin(from.lat() * radians_per_degree) +
                std::sin(to.lat() * radians_per_degree));
    }
    return std::abs(sum) * mean_radius_m * mean_radius_m / 2;
}

struct FaultWords {
    std::string_view geos, zh, en;
};
/// What GEOS says, as a clerk would say it. {where} is "118.100000,35.500000".
constexpr std::array<FaultWords, 8> fault_words{{
    {"Self-intersection", "边界线自己交叉，位置在 {where} 附近",
     "the outline crosses itself near {where}"},
    {"Ring Self-intersection", "边界线在 {where} 附近碰到自己",
     "the outline touches itself near {where}"},
    {"Hole lies outside shell", "内洞在区域之外，位置在 {where} 附近",
     "a hole lies outside the area near {where}"},
    {"Holes are nested", "内洞套着内洞，位置在 {where} 附近",
     "a hole lies within another hole near {where}"},
    {"Interior is disconnected", "区域被内洞切成几块，位置在 {where} 附近",
     "the holes cut the area into pieces near {where}"},
    {"Duplicate Rings", "有重复的边界线，位置在 {where} 附近",
     "the same ring stands twice near {where}"},
    {"Too few points in geometry component", "边界线的不同点少于三个",
     "a ring has fewer than three different places"},
    {"", "区域不成立，位置在 {where} 附近", "the area is not sound near {where}"},
}};

std::string words_of(std::string_view reason, const std::string& where, Locale locale) {
    for (const auto& words : fault_words)
        if (words.geos.empty() || words.geos == reason)
            return fill(locale == Locale::zh ? words.zh : words.en, {{"where", where}});
    return {};
}

std::string where_text(double lon, double lat) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6f,%.6f", lon, lat);
    return text;
}

std::optional<std::string> coordinate_fault(const Rings& area, Locale locale) {
    const bool zh = locale == Locale::zh;
    if (area.empty()) return zh ? "没有边界线" : "there is no outline";
    for (const auto& ring : area) {
        const bool closed = ring.size() > 1 && ring.front() == ring.back();
        if (ring.size() - (closed ? 1 : 0) < 3)
            return words_of("Too few points in geometry component", "", locale);
        for (const auto& place : ring)
            if (std::abs(place.lon()) > 180 || std::abs(place.lat()) > 90)
                return fill(zh ? "坐标 {where} 不在地球上（应为经度、纬度）"
                               : "{where} is not on the earth (longitude comes first)",
                            {{"where", where_text(place.lon(), place.lat())}});
    }
    return std::nullopt;
}
} // namespace

std::optional<std::string> fault_of(const Rings& area, Locale locale) {
    if (auto fault = coordinate_fault(area, locale)) return fault;
    const Geometry polygon = polygon_of(area);
    char* reason = nullptr;
    GEOSGeometry* location = nullptr;
    const char sound = GEOSisValidDetail_r(context(), polygon.get(), 0, &reason, &location);
    const Geometry place(location);
    const std::string said = reason != nullptr ? reason : "";
    GEOSFree_r(context(), reason);
    if (sound == 1) return std::nullopt;
    double lon = area.front().front().lon(), lat = area.front().front().lat();
    if (place) {
        GEOSGeomGetX_r(context(), place.get(), &lon);
        GEOSGeomGetY_r(context(), place.get(), &lat);
    }
    return words_of(said, where_text(lon, lat), locale);
}

double area_m2(const Rings& area) {
    if (area.empty()) return 0;
    double sum = ring_m2(area.front());
    for (std::size_t i = 1; i < area.size(); ++i)
        sum -= ring_m2(area[i]);
    return sum;
}

double distance_m(Point a, Point b) {
    const double lat_a = a.lat() * radians_per_degree, lat_b = b.lat() * radians_per_degree;
    const double half_lat = std::sin((lat_b - lat_a) / 2);
    const double half_lon = std::sin((b.lon() - a.lon()) * radians_per_degree / 2);
    const double h = half_lat * half_lat + std::cos(lat_a) * std::cos(lat_b) * half_lon * half_lon;
    return 2 * mean_radius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

} // namespace weicheng::geo

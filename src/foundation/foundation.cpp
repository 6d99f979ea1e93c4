#include "foundation/caller.h"
#include "foundation/text.h"
#include "foundation/time.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace weicheng {

using namespace std::chrono;

// ---- caller ----

bool Caller::may(std::string_view power) const {
    return is_server || std::any_of(grants.begin(), grants.end(),
                                    [&](const Grant& grant) { return grant.power == power; });
}

bool Caller::may_in_county(std::string_view power) const {
    return is_server || std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
               return grant.power == power && grant.scope.whole_county();
           });
}

bool Caller::may_in(std::string_view power, BodyId body) const {
    return is_server || std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
               return grant.power == power &&
                      (grant.scope.whole_county() || (body && grant.scope.body == body));
           });
}

bool Caller::belongs_to(BodyId body) const {
    return body && std::find(bodies.begin(), bodies.end(), body) != bodies.end();
}

// ---- time ----

static sys_time<milliseconds> county_face(Instant at) {
    return at + county_offset;
}

Date date_of(Instant at) {
    return Date{floor<days>(county_face(at))};
}

int minute_of_day(Instant at) {
    const auto face = county_face(at);
    return static_cast<int>(floor<minutes>(face - floor<days>(face)).count());
}

Instant instant_of(Date day, int minute) {
    return Instant{sys_days{day}.time_since_epoch()} + minutes{minute} - county_offset;
}

Date next_day(Date day, int count) {
    return Date{sys_days{day} + days{count}};
}

std::string to_text(Date day) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(day.year()), unsigned(day.month()),
                  unsigned(day.day()));
    return text;
}

std::string to_rfc3339(Instant at) {
    const auto day = floor<days>(at);
    const hh_mm_ss clock{at - day};
    char text[48];
    std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%03dZ", to_text(Date{day}).c_str(),
                  int(clock.hours().count()), int(clock.minutes().count()),
                  int(clock.seconds().count()), int(clock.subseconds().count()));
    return text;
}

/// Reads exactly `width` digits at `at`; -1 when there are other characters.
static int digits(std::string_view text, std::size_t at, std::size_t width) {
    if (text.size() < at + width) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<Date> date_from_text(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
    if (y < 0 || m < 0 || d < 0) return std::nullopt;
    const Date day{year{y}, month{unsigned(m)}, std::chrono::day{unsigned(d)}};
    return day.ok() ? std::optional{day} : std::nullopt;
}

/// The offset after the time of day: "Z" or "+08:00".
static std::optional<minutes> offset_from_text(std::string_view zone) {
    if (zone == "Z" || zone == "z") return minutes{0};
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
        return std::nullopt;
    const int h = digits(zone, 1, 2), m = digits(zone, 4, 2);
    if (h < 0 || h > 14 || m < 0 || m > 59) return std::nullopt;
    const minutes offset{h * 60 + m};
    return zone[0] == '-' ? -offset : offset;
}

std::optional<Instant> instant_from_rfc3339(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
        text[16] != ':')
        return std::nullopt;
    const auto day = date_from_text(text.substr(0, 10));
    const int h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
    if (!day || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return std::nullopt;
    std::size_t at = 19;
    int millis = 0;
    if (text[at] == '.') {
        int scale = 100;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            millis += (text[at] - '0') * scale;
        if (at == 20 || at > 23) return std::nullopt;
    }
    const auto offset = offset_from_text(text.substr(at));
    if (!offset) return std::nullopt;
    return Instant{sys_days{*day}.time_since_epoch()} + hours{h} + minutes{m} + seconds{s} +
           milliseconds{millis} - *offset;
}

// ---- text ----

/// Length of the well-formed sequence at `at`, or 0.
static std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0) != 0x80) return 0;
    const unsigned second = byte(at + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
        return 0;
    return length;
}

bool is_clean_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        if ((first < 0x20 && first != '\t' && first != '\n') || first == 0x7F) return false;
        const auto length = sequence_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\n") - from + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0;;) {
        const auto to = text.find(separator, from);
        parts.push_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos) return parts;
        from = to + 1;
    }
}

std::string to_hex(std::string_view bytes) {
    static constexpr char hex[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += hex[byte >> 4];
        text += hex[byte & 15];
    }
    return text;
}

std::string fill(std::string_view words,
                 const std::vector<std::pair<std::string, std::string>>& params) {
    std::string text{words};
    for (const auto& [name, value] : params) {
        const std::string slot = "{" + name + "}";
        for (auto at = text.find(slot); at != std::string::npos;
             at = text.find(slot, at + value.size()))
            text.replace(at, slot.size(), value);
    }
    return text;
}

} // namespace weicheng

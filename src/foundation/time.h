// Instants, dates and the county's clock face. China keeps one zone (UTC+8) without summer time.
// Any file may use it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weicheng {

/// A moment, UTC, in milliseconds. Stored as BIGINT.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A day of the county's calendar.
using Date = std::chrono::year_month_day;

inline constexpr std::chrono::hours county_offset{8};

constexpr std::int64_t to_millis(Instant at) {
    return at.time_since_epoch().count();
}
constexpr Instant from_millis(std::int64_t millis) {
    return Instant{std::chrono::milliseconds{millis}};
}

/// The county's date at that moment.
Date date_of(Instant at);
/// Minutes since the county's midnight, 0..1439.
int minute_of_day(Instant at);
/// The moment at which that minute of that county day begins. `minute` may be 1440 (the next
/// midnight).
Instant instant_of(Date day, int minute);
Date next_day(Date day, int days = 1);

/// "2026-11-22T01:31:00.000Z"
std::string to_rfc3339(Instant at);
/// Accepts RFC 3339 with Z or an offset and up to three decimals; nothing else.
std::optional<Instant> instant_from_rfc3339(std::string_view text);
/// "2026-11-22"
std::string to_text(Date day);
std::optional<Date> date_from_text(std::string_view text);

} // namespace weicheng

#include "modules/calendar/store/calendar_text.h"

#include <cstdio>

namespace weicheng::calendar {

static std::string clock_face(int minute) {
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
    return text;
}

CalendarYearChange shape_of(const Year& year) {
    CalendarYearChange written{year.status, year.source, {}};
    for (const auto& day : year.days)
        written.days.push_back({day.date, day.kind, day.note});
    return written;
}

WorkingHoursChange shape_of(const std::vector<Stretch>& hours) {
    WorkingHoursChange written;
    for (const auto& stretch : hours)
        written.hours.push_back({clock_face(stretch.from_minute), clock_face(stretch.to_minute)});
    return written;
}

std::optional<int> minute_of(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
        return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return hour * 60 + minute;
}

} // namespace weicheng::calendar

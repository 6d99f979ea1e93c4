#include "modules/calendar/rules/judge.h"

#include <set>

namespace weicheng::calendar {

std::vector<FieldError> judge(const Year& year) {
    std::vector<FieldError> wrong;
    if (year.status == YearStatus::official && year.source.empty())
        wrong.push_back({"/source", "calendar.source_missing"});
    std::set<std::chrono::sys_days> seen;
    for (std::size_t i = 0; i < year.days.size(); ++i) {
        const auto& day = year.days[i];
        const std::string path = "/days/" + std::to_string(i) + "/date";
        if (int(day.date.year()) != year.year) wrong.push_back({path, "calendar.other_year"});
        if (!seen.insert(day.date).second) wrong.push_back({path, "calendar.day_twice"});
    }
    return wrong;
}

std::vector<FieldError> judge(const std::vector<Stretch>& hours) {
    if (hours.empty()) return {{"/hours", "calendar.hours_missing"}};
    std::vector<FieldError> wrong;
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const std::string path = "/hours/" + std::to_string(i);
        const auto& stretch = hours[i];
        if (stretch.from_minute < 0 || stretch.to_minute > 24 * 60 ||
            stretch.from_minute >= stretch.to_minute)
            wrong.push_back({path + "/to", "calendar.stretch_backwards"});
        else if (i > 0 && stretch.from_minute < hours[i - 1].to_minute)
            wrong.push_back({path + "/from", "calendar.stretches_overlap"});
    }
    return wrong;
}

} // namespace weicheng::calendar

#include "modules/calendar/calendar.h"

#include "modules/calendar/http/calendar_http.h"
#include "platform/embedded.h"
#include "platform/module.h"

namespace weicheng::calendar {

Module make_module(const Services&) {
    return {.name = "calendar",
            .endpoints = endpoints(),
            .migrations = embedded_migrations("modules/calendar"),
            .refusals = {
                {"calendar.other_year", 0, "这一天不在所填的年份里；请核对日期。",
                 "This day is not in the year being entered; check the date."},
                {"calendar.day_twice", 0, "同一天填了两次；请删去一行。",
                 "The same day stands here twice; remove one line."},
            }};
}

} // namespace weicheng::calendar

#include "modules/calendar/calendar.h"

#include "modules/calendar/http/calendar_http.h"
#include "modules/calendar/http/calendar_words.h"
#include "platform/embedded.h"
#include "platform/module.h"

namespace weicheng::calendar {

Module make_module(const Services&) {
    return {.name = "calendar",
            .words = "When a limit ends: working hours, days off, moved working days.",
            .endpoints = endpoints(),
            .migrations = embedded_migrations("modules/calendar"),
            .powers = power_words(),
            .refusals = refusal_words()};
}

} // namespace weicheng::calendar

// Working minutes forward and backward from a moment. Pure. Used by the demo generator only.
#pragma once

#include "modules/calendar/calendar.h"

namespace weicheng::demo {

/// The moment when `minutes` of work have gone by since `from`; never outside working hours.
Instant after_work(const calendar::WorkCalendar& calendar, Instant from, std::int64_t minutes);
/// The moment from which `minutes` of work lie before `until`.
Instant before_work(const calendar::WorkCalendar& calendar, Instant until, std::int64_t minutes);

} // namespace weicheng::demo

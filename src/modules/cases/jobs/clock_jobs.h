// What the clocks do by themselves: they tell that a stage is due soon or overdue, and follow the
// calendar when it changes.
#pragma once

#include "platform/jobs/jobs.h"

namespace weicheng::cases {

std::vector<jobs::Handler> clock_handlers();
std::vector<jobs::Reaction> clock_reactions();
std::vector<jobs::Recurring> clock_timetable();

} // namespace weicheng::cases

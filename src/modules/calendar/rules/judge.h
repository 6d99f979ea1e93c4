// What an entered year, or entered working hours, must hold. Pure; each returns the fields that are
// wrong.
#pragma once

#include "modules/calendar/calendar.h"

namespace weicheng::calendar {

std::vector<FieldError> judge(const Year& year);
std::vector<FieldError> judge(const std::vector<Stretch>& hours);

} // namespace weicheng::calendar

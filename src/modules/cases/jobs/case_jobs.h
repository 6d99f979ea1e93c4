// What happens to a struck-off case later: the time for objections ends, the reporter's contact is
// erased.
#pragma once

#include "platform/jobs/jobs.h"

namespace weicheng::cases {

std::vector<jobs::Handler> handlers();

} // namespace weicheng::cases

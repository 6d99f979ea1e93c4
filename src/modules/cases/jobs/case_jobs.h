// What happens to a case that has ended: the time for objections runs out, the reporter's contact
// is erased.
#pragma once

#include "platform/jobs/jobs.h"

namespace weicheng::cases {

std::vector<jobs::Handler> handlers();

} // namespace weicheng::cases

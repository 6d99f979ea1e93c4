// What happens to a struck-off case later: the time for objections ends, the reporter's contact is
// erased.
#pragma once

#include "modules/cases/cases.h"
#include "modules/rulebook/rulebook.h"
#include "platform/jobs/jobs.h"

namespace weicheng::cases {

/// Queues both, in the transaction of the strike-off.
void remind_of_closure(db::Tx& tx, const Case& one, const rulebook::Rules& rules);

std::vector<jobs::Handler> handlers();

} // namespace weicheng::cases

// What a strike-off leaves to be done later. Queued by the action, done by jobs/.
#pragma once

#include "modules/cases/cases.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::cases {

inline constexpr const char* settle_closure =
    "cases.settle_closure"; // objections have had their time
inline constexpr const char* forget_contact =
    "cases.forget_contact"; // the reporter's phone and name go

/// Queues both, in the transaction of the strike-off.
void remind_of_closure(db::Tx& tx, const Case& one, const rulebook::Rules& rules);

/// When the contact of a struck-off case must be gone, by these rules.
Instant contact_kept_until(const Case& one, const rulebook::Rules& rules);
/// Queues the erasure for that moment.
void remind_to_forget(db::Tx& tx, const Case& one, const rulebook::Rules& rules);

} // namespace weicheng::cases

// What a case leaves to be done later when nothing more is asked of anybody. Queued by the action,
// done by jobs/.
#pragma once

#include "modules/cases/cases.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::cases {

inline constexpr const char* settle_closure =
    "cases.settle_closure"; // objections have had their time
inline constexpr const char* forget_contact =
    "cases.forget_contact"; // the reporter's phone and name go

/// Queues them, in the transaction that struck the case off, declined, voided or merged it. Reports
/// merged into it go with it.
void remind_of_closure(db::Tx& tx, const Case& one, const rulebook::Rules& rules);

/// When the contact of a case must be gone, by these rules; nothing while it, or the case it was
/// merged into, is open: then the end of that one queues the erasure.
std::optional<Instant> contact_kept_until(db::Tx& tx, const Case& one,
                                          const rulebook::Rules& rules);
/// Queues the erasure for a moment.
void schedule_erasure(db::Tx& tx, const Case& one, Instant at);

} // namespace weicheng::cases

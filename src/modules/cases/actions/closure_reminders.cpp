#include "modules/cases/actions/closure_reminders.h"

#include "platform/jobs/jobs.h"

namespace weicheng::cases {

void remind_of_closure(db::Tx& tx, const Case& one, const rulebook::Rules& rules) {
    const auto id = std::to_string(one.id.value);
    if (one.objection_until)
        jobs::enqueue(tx, one.county, settle_closure, id, *one.objection_until);
    const std::chrono::days retention{rules.portal.contact_retention_days};
    jobs::enqueue(tx, one.county, forget_contact, id, *one.closed_at + retention);
}

} // namespace weicheng::cases

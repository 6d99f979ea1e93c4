#include "modules/cases/actions/closure_reminders.h"

#include "platform/jobs/jobs.h"

namespace weicheng::cases {

void remind_of_closure(db::Tx& tx, const Case& one, const rulebook::Rules& rules) {
    const auto id = std::to_string(one.id.value);
    if (one.objection_until)
        jobs::enqueue(tx, one.county, settle_closure, id, *one.objection_until);
    remind_to_forget(tx, one, rules);
}

Instant contact_kept_until(const Case& one, const rulebook::Rules& rules) {
    check(one.closed_at.has_value(), "only a struck-off case forgets its reporter");
    return *one.closed_at + std::chrono::days{rules.portal.contact_retention_days};
}

void remind_to_forget(db::Tx& tx, const Case& one, const rulebook::Rules& rules) {
    jobs::enqueue(tx, one.county, forget_contact, std::to_string(one.id.value),
                  contact_kept_until(one, rules));
}

} // namespace weicheng::cases

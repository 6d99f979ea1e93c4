#include "modules/cases/actions/closure_reminders.h"

#include "modules/cases/store/case_store.h"
#include "modules/cases/store/merger_store.h"
#include "platform/jobs/jobs.h"

#include <algorithm>

namespace weicheng::cases {

static Instant ended_at(const Case& one) {
    return one.closed_at.value_or(one.stage_entered_at);
}

std::optional<Instant> contact_kept_until(db::Tx& tx, const Case& one,
                                          const rulebook::Rules& rules) {
    if (!has_ended(one.state)) return std::nullopt;
    auto end = ended_at(one);
    if (one.state == State::merged) {
        const auto main = load(tx, one.county, one.merged_into);
        check(main.has_value(), "a merged case leads to one that stands");
        if (!has_ended(main->state)) return std::nullopt;
        end = std::max(end, ended_at(*main));
    }
    return end + std::chrono::days{rules.get<PortalRules>().contact_retention_days};
}

void schedule_erasure(db::Tx& tx, const Case& one, Instant at) {
    jobs::enqueue(tx, one.county, forget_contact, std::to_string(one.id.value), at);
}

void remind_of_closure(db::Tx& tx, const Case& one, const rulebook::Rules& rules) {
    if (one.objection_until)
        jobs::enqueue(tx, one.county, settle_closure, std::to_string(one.id.value),
                      *one.objection_until);
    if (const auto until = contact_kept_until(tx, one, rules)) schedule_erasure(tx, one, *until);
    for (const auto& merged : merged_into(tx, one.county, one.id))
        if (const auto report = load(tx, one.county, merged.id))
            if (const auto until = contact_kept_until(tx, *report, rules))
                schedule_erasure(tx, *report, *until);
}

} // namespace weicheng::cases

#include "modules/cases/jobs/case_jobs.h"

#include "modules/cases/actions/closure_reminders.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/move_fact.h"
#include "platform/auth/auth.h"
#include "platform/facts/facts.h"

#include <charconv>

namespace weicheng::cases {

static CaseId case_named(const jobs::Job& job) {
    std::int64_t value = 0;
    std::from_chars(job.payload.data(), job.payload.data() + job.payload.size(), value);
    return CaseId{value};
}

static void record(db::Tx& tx, const Case& one, const char* kind, Instant now) {
    MoveFact said;
    said.period = one.period;
    facts::record(tx, auth::server_caller(one.county),
                  {kind, "case", one.id.value, now, http::to_json(said)});
}

/// A case that was opened again meanwhile gets its own reminder when it closes again.
static void settle(db::Tx& tx, const jobs::Job& job, Instant now) {
    const auto one = load(tx, job.county, case_named(job));
    if (!one || one->state != State::closed || one->settled || !one->objection_until ||
        now < *one->objection_until)
        return;
    mark_settled(tx, one->county, one->id);
    record(tx, *one, "case.settled", now);
}

/// The county may have lengthened the retention since the case ended: then the erasure is put off,
/// never dropped. A case that was opened again queues it anew when it ends again.
static void forget(db::Tx& tx, const jobs::Job& job, Instant now) {
    const auto one = load(tx, job.county, case_named(job));
    if (!one) return;
    const auto rules = rulebook::in_force(tx, one->county, now);
    const auto until = contact_kept_until(tx, *one, *rules);
    if (!until) return;
    if (now < *until) return schedule_erasure(tx, *one, *until);
    if (erase_contact(tx, one->county, one->id, now)) record(tx, *one, "case.contact_erased", now);
}

std::vector<jobs::Handler> handlers() {
    return {{settle_closure, settle}, {forget_contact, forget}};
}

} // namespace weicheng::cases

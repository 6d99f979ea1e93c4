#include "modules/cases/store/limit_store.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/move_fact.h"
#include "platform/facts/facts.h"

namespace weicheng::cases {

static const db::Query select_to_tell{"cases.select_to_tell", case_table().select() + R"(
    WHERE county_id = $1 AND next_signal_at IS NOT NULL AND next_signal_at < $2
    ORDER BY next_signal_at, id LIMIT $3)"};
static const db::Query select_open_cases{"cases.select_open_cases", R"(
    SELECT id FROM cases
    WHERE county_id = $1
        AND state IN ('reported', 'verifying', 'filed', 'dispatched', 'disputed', 'handling',
                      'suspended', 'handled', 'checking', 'checked')
        AND id > $2
    ORDER BY id LIMIT $3)"};
static const db::Query update_signal{"cases.update_signal", R"(
    UPDATE cases SET signal = $1, next_signal_at = $2
    WHERE county_id = $3 AND id = $4 AND revision = $5)"};
/// What counting a case's limits anew changes; not its revision.
static const db::Table<Case> limits_table{
    "cases",
    {{"county_id", &Case::county, db::Use::key},
     {"id", &Case::id, db::Use::key},
     {"revision", &Case::revision, db::Use::key},
     {"due_at", &Case::due_at},
     {"handling_amount", &Case::limit, &calendar::Limit::amount},
     {"handling_unit", &Case::limit, &calendar::Limit::unit},
     {"handling_minutes", &Case::clock_minutes},
     {"suspended_minutes_left", &Case::suspension, &Suspension::minutes_left},
     {"stage_due_at", &Case::stage, &StageLimit::due_at},
     {"stage_amber_at", &Case::stage, &StageLimit::amber_at},
     {"stage_deep_red_at", &Case::stage, &StageLimit::deep_red_at},
     {"stage_clock", &Case::stage, &StageLimit::clock},
     {"stage_provisional", &Case::stage, &StageLimit::provisional},
     {"signal", &Case::signal},
     {"next_signal_at", next_telling}}};
static const db::Query update_limits{"cases.update_limits", limits_table.update()};

std::vector<Case> cases_to_tell(db::Tx& tx, CountyId county, Instant now, int most) {
    return tx.rows(select_to_tell, {county, now, most}, case_table());
}

std::vector<CaseId> open_cases(db::Tx& tx, CountyId county, CaseId after, int most) {
    return tx.rows(select_open_cases, {county, after.value, most},
                   [](const db::Row& row) { return row.get<CaseId>(0); });
}

void put_signal(db::Tx& tx, const Case& one, int signal) {
    auto told = one;
    told.signal = signal;
    tx.run(update_signal, {signal, next_telling(told), one.county, one.id, one.revision});
}

bool put_limits(db::Tx& tx, const Case& one) {
    const auto changed = tx.run(update_limits, limits_table.changes(one));
    if (changed == 1 && one.stage) move_stage_due(tx, one);
    return changed == 1;
}

static Caller server_of(const Case& one) {
    return Caller{.county = one.county, .is_server = true};
}

void tell(db::Tx& tx, const Case& one, std::string_view kind, Instant now) {
    MoveFact said;
    said.period = one.period;
    if (one.handling_body) said.body = one.handling_body;
    facts::record(tx, server_of(one),
                  {std::string(kind), "case", one.id.value, now, http::to_json(said)});
}

void tell_recount(db::Tx& tx, const Case& before, const Case& after, Instant now) {
    MoveFact said;
    said.period = after.period;
    const bool of_stage = before.due_at == after.due_at && before.stage && after.stage;
    said.due_before = of_stage ? std::optional{before.stage->due_at} : before.due_at;
    said.due_after = of_stage ? std::optional{after.stage->due_at} : after.due_at;
    facts::record(tx, server_of(after),
                  {"case.deadline_recomputed", "case", after.id.value, now, http::to_json(said)});
}

} // namespace weicheng::cases

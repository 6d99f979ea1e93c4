#include "modules/cases/store/limit_store.h"

#include "modules/cases/rules/clock.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/fact_body.h"
#include "platform/facts/facts.h"

namespace weicheng::cases {

static const db::Query select_to_tell{"cases.select_to_tell",
                                      "SELECT " CASE_COLUMNS " FROM cases c "
                                      "WHERE c.county_id = $1 AND c.next_signal_at IS NOT NULL "
                                      "AND c.next_signal_at < $2 "
                                      "ORDER BY c.next_signal_at, c.id LIMIT $3"};
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
static const db::Query update_limits{"cases.update_limits", R"(
    UPDATE cases SET
        due_at = $1, handling_amount = $2, handling_unit = $3, handling_minutes = $4,
        suspended_minutes_left = $5, stage_due_at = $6, stage_amber_at = $7,
        stage_deep_red_at = $8, stage_clock = $9, stage_provisional = $10, signal = $11,
        next_signal_at = $12
    WHERE county_id = $13 AND id = $14 AND revision = $15)"};

std::vector<Case> cases_to_tell(db::Tx& tx, CountyId county, Instant now, int most) {
    return tx.rows(select_to_tell, {county, now, most}, case_of);
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

template <class T, class Take>
static db::Param if_any(const std::optional<T>& value, Take take) {
    return value ? db::Param(take(*value)) : db::Param(nullptr);
}

bool put_limits(db::Tx& tx, const Case& one) {
    const auto of_stage = [&](auto take) { return if_any(one.stage, take); };
    using Stage = const StageLimit&;
    const auto changed = tx.run(
        update_limits,
        {one.due_at, if_any(one.limit, [](const calendar::Limit& limit) { return limit.amount; }),
         if_any(one.limit, [](const calendar::Limit& limit) { return name_of(limit.unit); }),
         one.clock_minutes,
         if_any(one.suspension, [](const Suspension& stands) { return stands.minutes_left; }),
         of_stage([](Stage stage) { return stage.due_at; }),
         of_stage([](Stage stage) { return stage.amber_at; }),
         of_stage([](Stage stage) { return stage.deep_red_at; }),
         of_stage([](Stage stage) { return name_of(stage.clock); }),
         of_stage([](Stage stage) { return stage.provisional; }), one.signal, next_telling(one),
         one.county, one.id, one.revision});
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

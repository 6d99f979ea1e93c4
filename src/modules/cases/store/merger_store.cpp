#include "modules/cases/store/merger_store.h"

#include "modules/cases/store/move_fact.h"
#include "platform/facts/facts.h"

namespace weicheng::cases {

static const db::Query select_merged_into{"cases.select_merged_into", R"(
    SELECT id, number, reported_at, source, period FROM cases
    WHERE county_id = $1 AND merged_into_id = $2 ORDER BY id)"};
static const db::Query select_case_number{"cases.select_case_number", R"(
    SELECT number FROM cases WHERE county_id = $1 AND id = $2)"};
static const db::Query lead_merged_on{"cases.lead_merged_on", R"(
    UPDATE cases SET merged_into_id = $1, revision = revision + 1
    WHERE county_id = $2 AND id = $3)"};

std::vector<MergedCase> merged_into(db::Tx& tx, CountyId county, CaseId main) {
    return tx.rows(select_merged_into, {county, main}, [](const db::Row& row) {
        return MergedCase{row.get<CaseId>(0), row.get<std::string>(1), row.get<Instant>(2),
                          row.get<std::string>(3)};
    });
}

std::string number_of_case(db::Tx& tx, CountyId county, CaseId id) {
    return tx
        .first(select_case_number, {county, id},
               [](const db::Row& row) { return row.get<std::string>(0); })
        .value_or("");
}

static void record(db::Tx& tx, const Caller& actor, const char* fact, CaseId subject, int period,
                   CaseId other, Instant now) {
    MoveFact said;
    said.period = period;
    said.other = other;
    facts::record(tx, actor, {fact, "case", subject.value, now, http::to_json(said)});
}

void move_merged_reports(db::Tx& tx, const Caller& actor, CountyId county, CaseId from, CaseId to,
                         Instant now) {
    const auto led = tx.rows(select_merged_into, {county, from}, [](const db::Row& row) {
        return std::pair{row.get<CaseId>(0), row.get<int>(4)};
    });
    for (const auto& [id, period] : led) {
        tx.run(lead_merged_on, {to, county, id});
        record(tx, actor, "case.led_on", id, period, to, now);
    }
}

void record_joining(db::Tx& tx, const Caller& actor, const Case& main, CaseId joining,
                    Instant now) {
    record(tx, actor, "case.joined", main.id, main.period, joining, now);
}

} // namespace weicheng::cases

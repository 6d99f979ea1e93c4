#include "modules/portal/store/report_store.h"

namespace weicheng::portal {

static const db::Query insert_report{"portal.insert_report", R"(
    INSERT INTO portal_reports (county_id, id, case_id, number, follow_digest)
    VALUES ($1, $2, $3, $4, $5))"};
static const db::Query select_report{"portal.select_report", R"(
    SELECT case_id, follow_digest FROM portal_reports WHERE county_id = $1 AND number = $2)"};

void keep_report(db::Tx& tx, CountyId county, cases::CaseId case_id, std::string_view number,
                 std::string_view follow_digest) {
    tx.run(insert_report, {county, tx.new_id(), case_id, number, follow_digest});
}

std::optional<KeptReport> report_by_number(db::Tx& tx, CountyId county, std::string_view number) {
    return tx.first(select_report, {county, number}, [](const db::Row& row) {
        return KeptReport{row.get<cases::CaseId>(0), row.get<std::string>(1)};
    });
}

} // namespace weicheng::portal

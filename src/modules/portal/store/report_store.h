// Which case a citizen's number and follow code open. Used by the portal's actions.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

namespace weicheng::portal {

struct KeptReport {
    cases::CaseId case_id;
    std::string follow_digest;
};

void keep_report(db::Tx& tx, CountyId county, cases::CaseId case_id, std::string_view number,
                 std::string_view follow_digest);
std::optional<KeptReport> report_by_number(db::Tx& tx, CountyId county, std::string_view number);

} // namespace weicheng::portal

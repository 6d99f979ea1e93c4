// Reports that were merged into another case (并案). Used by the module's actions, jobs and http.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

namespace weicheng::cases {

/// A report that goes the way of another case.
struct MergedCase {
    CaseId id;
    std::string number;
    Instant reported_at;
    std::string source = {};
};
/// Those merged into that case, oldest first.
std::vector<MergedCase> merged_into(db::Tx& tx, CountyId county, CaseId main);

/// The number people know a case by; "" when there is none.
std::string number_of_case(db::Tx& tx, CountyId county, CaseId id);

/// What was merged into `from` goes the way of `to` now, with a fact each.
void move_merged_reports(db::Tx& tx, const Caller& actor, CountyId county, CaseId from, CaseId to,
                         Instant now);
/// The fact that another report came into that case.
void record_joining(db::Tx& tx, const Caller& actor, const Case& main, CaseId joining, Instant now);

} // namespace weicheng::cases

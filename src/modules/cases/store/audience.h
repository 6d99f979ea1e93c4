// Who may hear of what happens to a case: the same people who may see it (rules/permission.h).
// Called by module.cpp.
#pragma once

#include "modules/cases/cases.h"
#include "platform/facts/audience.h"

namespace weicheng::cases {

facts::Audience audience_of(db::Tx& tx, CountyId county, CaseId id);

} // namespace weicheng::cases

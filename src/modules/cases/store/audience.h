// Who may hear of what happens to a case: the same people who may see it (rules/permission.h).
// Called by module.cpp.
#pragma once

#include "modules/cases/cases.h"
#include "platform/facts/audience.h"

namespace weicheng::cases {

facts::Audience audience_of(db::Tx& tx, CountyId county, CaseId id);

/// The bodies of the case before that are none of it afterwards: their readers hear of the very
/// step that takes it from them, so that their screens let go of it.
std::vector<BodyId> bodies_left(const Case& before, const Case& after);
/// Their readers, as the fact of the step names them.
facts::Audience audience_left(const facts::Fact& fact);

} // namespace weicheng::cases

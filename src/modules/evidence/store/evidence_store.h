// What the rules about made-up evidence look at: the photos of a case, where else they are used,
// how alike before and after are. Used by the module's http room.
#pragma once

#include "modules/evidence/rules/warnings.h"
#include "platform/db/db.h"

namespace weicheng::evidence {

/// Of the running period; `bits`: how near a copy must be (rulebook).
Evidence evidence_of(db::Tx& tx, const cases::Case& one, const Caller& reader,
                     const EvidenceRules& rules);

} // namespace weicheng::evidence

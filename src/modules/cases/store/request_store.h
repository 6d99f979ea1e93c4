// The rows of what units ask for: 延期, 暂缓, 超期申诉. Used by the module's store, actions and
// http.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

namespace weicheng::cases {

/// The request that waits for an answer; a case has at most one.
std::optional<Request> open_request(db::Tx& tx, CountyId county, CaseId id);

} // namespace weicheng::cases

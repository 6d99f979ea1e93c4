// Names the state of all that changes with a fact, so that what was read from it may be kept in
// memory as long as the name stands. Used by stores of modules.
#pragma once

#include "platform/db/db.h"

namespace weicheng::facts {

/// The newest fact of the county; none where that says nothing: on PostgreSQL a fact is numbered
/// after its transaction. For readers: a transaction that has begun to change something is between
/// two states.
std::optional<std::int64_t> stamp_of(db::Tx& tx, CountyId county);

} // namespace weicheng::facts

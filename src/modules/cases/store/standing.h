// How many cases stand where: a roll-up kept in the transaction of every change, so that counts of
// the lists need no walk over the ledger. Used by the module's store and actions.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

#include <map>

namespace weicheng::cases {

/// The last thing a change writes: counts where cases stand, then calls who keeps other roll-ups.
void move_roll_ups(db::Tx& tx, const SavedCase& saved);

// ---- reading ----

/// How many cases the caller sees in each state; with `of` only those of that body (block, line or
/// handling). For readers: not in a transaction that changes cases itself.
std::map<State, std::int64_t> standing_of(db::Tx& tx, const Caller& caller, BodyId of = {});

/// How many cases stand in these states, whoever sees them.
std::int64_t standing_in(db::Tx& tx, CountyId county, const std::vector<State>& states);

} // namespace weicheng::cases

// What waits for whom: the next step of a case, an answer to a request, a second look at a
// strike-off, a suspension whose day has come. Pure; used by lists and counts.
#pragma once

#include "modules/cases/cases.h"

namespace weicheng::cases {

/// Whether the caller is asked for something now. `delegated`: its kind is struck off by delegates;
/// `today`: the county's day. Needs the case's request, not only its kind.
bool waits_for(const Case& one, const Caller& caller, bool delegated, Date today);

/// The open states in which a case can wait for the caller because of the state itself.
std::vector<State> states_asking(const Caller& caller);

} // namespace weicheng::cases

// The cases that wait for someone. Used by the lists and counts of store/ only.
#pragma once

#include "modules/cases/store/case_filter.h"

namespace weicheng::cases {

/// All of them that fit the filter, in no order. Reads what can wait for the caller at all, not the
/// ledger.
std::vector<ListedCase> waiting_cases(db::Tx& tx, const Caller& caller, const FilterParams& filter,
                                      Instant now);
/// All in these states that fit the filter and the caller sees, in no order: for states in which
/// few cases stand.
std::vector<ListedCase> cases_standing_in(db::Tx& tx, const FilterParams& filter,
                                          const std::vector<State>& states);

} // namespace weicheng::cases

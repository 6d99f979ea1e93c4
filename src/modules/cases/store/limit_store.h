// The running limits as they are kept: which stages are to be told of, which cases are open, and a
// limit that ends at another moment. Used by the jobs of the clocks.
#pragma once

#include "modules/cases/cases.h"
#include "platform/db/db.h"

#include <string_view>

namespace weicheng::cases {

/// Cases with something to tell before `now`, longest waiting first, at most `most`; without their
/// photos and doers.
std::vector<Case> cases_to_tell(db::Tx& tx, CountyId county, Instant now, int most);
/// Open cases after that one, by id, at most `most`.
std::vector<CaseId> open_cases(db::Tx& tx, CountyId county, CaseId after, int most);

/// Keeps what was told of the running stage. A move that was quicker keeps its own.
void put_signal(db::Tx& tx, const Case& one, int signal);
/// Keeps limits that end at other moments, and those of the running stage; the revision stays: what
/// a person saw still stands. False when a move was quicker.
bool put_limits(db::Tx& tx, const Case& one);

/// A fact that the server tells of a case by itself.
void tell(db::Tx& tx, const Case& one, std::string_view kind, Instant now);
/// case.deadline_recomputed, with the limit before and after.
void tell_recount(db::Tx& tx, const Case& before, const Case& after, Instant now);

} // namespace weicheng::cases

// The roll-ups of the ledger: how many cases stand where, and what each day brought. Kept in the
// transaction of every change by save(); `weicheng verify` counts everything again.
#pragma once

#include "modules/cases/rules/rates.h"
#include "platform/db/db.h"

namespace weicheng::cases {

/// The marks that stand in the case's history (stages and granted requests).
std::vector<Mark> marks_of(db::Tx& tx, CountyId county, CaseId id);

/// Adds the differences to the roll-ups. Written last in a transaction: other changes of the same
/// day wait for these rows. Rows are taken in one order everywhere, so that nobody waits in a ring.
void add_to_tallies(db::Tx& tx, CountyId county, const Sheet& sheet);

/// A change that is no move (limits recomputed after a change of the calendar).
void count_change(db::Tx& tx, const Case& before, const Case& after);

// ---- reading ----

/// How many cases the caller sees in each state; with `of` only those of that body (block, line or
/// handling). For readers: not in a transaction that changes cases itself.
std::map<State, std::int64_t> standing_of(db::Tx& tx, const Caller& caller, BodyId of = {});

/// How many cases stand in these states, whoever sees them.
std::int64_t standing_in(db::Tx& tx, CountyId county, const std::vector<State>& states);

/// Persisted nowhere; names of the query.
enum class RatesBy { grid, block_body, handling_body, kind };
ENUM_NAMES(RatesBy, grid, block_body, handling_body, kind);
struct RatesLine {
    std::int64_t id = 0; // of the grid or body
    std::string kind;
    std::string name; // of the grid or body as it is called now
    Rates rates;
};
/// From and to are days of the county, both inside. What waits for a limit of `today` or later is
/// not due yet.
std::vector<RatesLine> rates_between(db::Tx& tx, CountyId county, RatesBy by, Day from, Day to,
                                     Day today);

} // namespace weicheng::cases

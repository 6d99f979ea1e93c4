// A filter of the ledger as SQL: conditions on `cases c`, and their parameters. Used by the lists
// and counts of store/ only.
#pragma once

#include "modules/cases/store/case_list.h"
#include "modules/cases/store/case_row.h"
#include "modules/cases/store/sight.h"

namespace weicheng::cases {

/// " FROM cases c WHERE …": what FilterParams lets through, but for words and what waits.
db::Sql filtered();

/// The light of `cases c` at :now; says the same as light_of(), which a test holds it to.
db::Sql light();
/// Its state is one whose light the clock turns.
db::Sql light_turns();

/// A filter made ready for someone.
class FilterParams {
  public:
    FilterParams(const Caller& caller, const CaseFilter& filter, Instant now)
        : county_(caller.county), sight_(sight_of(caller)), filter_(filter), now_(now) {}
    /// Looks for numbers that begin so; empty: does not.
    void look_for_number(std::string_view beginning);

    const Sight& sight() const { return sight_; }
    /// What a SightQuery on filtered() asks for.
    std::vector<db::Named> params() const;

  private:
    CountyId county_;
    Sight sight_;
    CaseFilter filter_;
    Instant now_;
    std::optional<std::string> number_from_, number_until_;
};

} // namespace weicheng::cases

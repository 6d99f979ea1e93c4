// Keeps the roll-ups in step with one save of one case. Used by save() only.
#pragma once

#include "modules/cases/store/case_store.h"
#include "modules/cases/store/tallies.h"

namespace weicheng::cases {

class Tallying {
  public:
    /// `before` has no id when the case is new. Looks at nothing yet.
    Tallying(db::Tx& tx, const Case& before);

    /// The last thing a save does: other moves of the day wait for the rows it touches. The case's
    /// history is written by then, also what it recurs of.
    void finish(const Case& after, const std::vector<Entry>& entries);

  private:
    void add_marks(Sheet& sheet, const Case& after, const std::vector<Entry>& entries);
    void add_relapse(Sheet& sheet, const Case& after);

    db::Tx& tx_;
    Case before_;
    std::optional<Relapse> relapse_before_;
};

} // namespace weicheng::cases

// What the fact of a move says, as its JSON text. Used by the store only.
#pragma once

#include "modules/cases/cases.h"
#include "platform/http/json.h"

namespace weicheng::cases {

struct MoveFact {
    int period = 1;
    std::optional<Action> action;
    std::optional<State> from;
    std::optional<State> to;
    std::string reason = {}; // code; empty: none was asked for
    std::optional<BodyId> body;
    std::optional<Id<struct Note>> note;    // the row that holds the words
    std::optional<AccountId> against = {};  // whose strike-off a re-check has overturned
    std::optional<CaseId> other = {};       // the case it was merged into, or that came into it
    std::optional<Instant> due_before = {}; // a limit that was counted anew
    std::optional<Instant> due_after = {};
    std::vector<BodyId> left = {}; // whose readers saw it before and no longer do
};
SHAPE(MoveFact, period, action, from, to, reason, body, note, against, other, due_before,
    due_after, left);

} // namespace weicheng::cases

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

} // namespace weicheng::cases

template <>
struct weicheng::http::Shape<weicheng::cases::MoveFact> {
    using T = weicheng::cases::MoveFact;
    static constexpr std::string_view name = "MoveFact";
    static constexpr auto fields =
        std::tuple{field("period", &T::period),       field("action", &T::action),
                   field("from", &T::from),           field("to", &T::to),
                   field("reason", &T::reason),       field("body", &T::body),
                   field("note", &T::note),           field("against", &T::against),
                   field("other", &T::other),         field("due_before", &T::due_before),
                   field("due_after", &T::due_after), field("left", &T::left)};
};

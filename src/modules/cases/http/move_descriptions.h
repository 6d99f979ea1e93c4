// What each move asks of the person and how it is drawn: the one table behind `allowed_actions`.
// Used inside http/ only. A screen reads the description and keeps no table of moves.
#pragma once

#include "modules/cases/cases.h"

#include <optional>
#include <string_view>
#include <vector>

namespace weicheng::cases {

enum class AskKind {
    photos,
    other_case, // another case of the ledger
    place,
    body, // an organisation
    condition,
    limit, // a number of days or hours
    day,
    reason, // one of the county's list
    text,
};
ENUM_NAMES(AskKind, photos, (other_case, "case"), place, body, condition, limit, day, reason, text);

/// How loudly a move is offered.
enum class Weight {
    main,     // carries the case on
    answer,   // the counterpart of a main one
    more,     // folded away
    grave,    // folded away, drawn as a danger
    decision, // belongs to an open request and is drawn with it
};
ENUM_NAMES(Weight, main, answer, more, grave, decision);

struct Asked {
    std::string_view field; // the member of the request's body
    AskKind kind;
    bool required;
};

struct MoveDescription {
    Action action;
    std::string_view noun; // POST /api/v1/cases/{id}/<noun>
    Weight weight;
    bool says_no = false;         // turns the case back, or refuses
    std::string_view result = {}; // sent as `result` where moves share a path
    std::vector<Asked> asks = {};
    std::optional<Action> undone_by = {};
};

/// Of what a person can do, in no order; a move only the server or a citizen makes has none.
const std::vector<MoveDescription>& move_descriptions();
const MoveDescription* description_of(Action action);

} // namespace weicheng::cases

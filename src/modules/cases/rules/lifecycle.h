// What a report and a move do to a case: a pure function of what is known, the command, who asks,
// the time, the calendar and the rule data.
#pragma once

#include "modules/calendar/calendar.h"
#include "modules/cases/rules/asked_before.h"
#include "modules/cases/rules/edges.h"
#include "modules/cases/rules/preconditions.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::cases {

/// Who answers for a kind of case at a place.
struct Owners {
    BodyId block;
    BodyId line;
    BodyId handler; // zero: no rule knows; the case waits at the dispatch desk
};

/// What a decision is made from.
struct DecisionInputs {
    const rulebook::Rules& rules; // in force now
    const CaseKind& kind;         // as the case is judged; for a filing as it is chosen now
    const calendar::WorkCalendar& calendar;
    Owners owners = {};
    bool body_stands = false;               // the body of a dispatch, reassignment or verdict
    AskedBefore asked = {};                 // for a move that asks for something
    bool body_cannot_sign = false;          // it stands, but nobody there may sign
    int returns = 0;                        // to the desk in this period
    int draw = 9999;                        // 0..9999, below the kind's share: drawn for a re-check
    bool citizens_follow = false;           // a citizen's report was merged into it
    const Case* target = nullptr;           // of a merger; nothing: unknown to the caller
    const places::Located* place = nullptr; // of a relocation
};

/// One step: the case before and after, what to remember, what to do later.
struct Change {
    Case before; // id zero: did not exist
    Case after;
    const Edge* edge = nullptr;
    std::string reason;
    std::string note;
    std::vector<Photo> new_photos;
    std::optional<Request> request; // asked, decided or lapsed with this step
    bool follows = false;           // the server made it, since it followed from the step before
    std::vector<std::string_view> more_facts = {}; // beside the edge's own, told by the server
    AccountId against = {};                        // whose strike-off a re-check has overturned
};

/// The new case as it stands after the report, before the server files it. `place` and `owners`
/// were found; ids and the number are given later.
Result<Change> judge_report(const NewReport& report, const Caller& caller,
                            const places::Located& place, Instant now,
                            const DecisionInputs& inputs);

/// The case after the move. The state is asked first, then the person, then what came with it.
Result<Change> judge_move(const Case& one, const Move& move, const Caller& caller, Instant now,
                          const DecisionInputs& inputs);

/// The server's move that follows from a step without a person, if any.
std::optional<Action> follow_up(const Change& step, const DecisionInputs& inputs);

/// The photos asked for with an action.
int photos_wanted(Action action, const CaseKind& kind);
/// The reasons an action chooses from; nullptr when it has none.
const std::vector<rulebook::Term>* reasons_of(Action action, const ReasonLists& lists);
/// The condition the case is judged by.
const Condition& condition_of(const Case& one, const CaseKind& kind);

} // namespace weicheng::cases

// The lifecycle as one table of edges: what may happen to a case, from where to where, by whom.
// Everything that decides or shows a move reads this table; there is no second copy.
#pragma once

#include "modules/cases/cases.h"

namespace weicheng::cases {

/// Whom an edge asks for, beside the power.
enum class Who {
    reporter,  // anyone with the power, or the portal for a citizen
    area,      // the power for the case's block body (or the county)
    handlers,  // people of the handling body
    outsiders, // in the area, not a doer, not of the doer's body
    office,    // the power in the whole county, not a doer
    server,    // follows from a move; no person asks for it
    citizen,   // the reporting citizen, through the portal
};

/// Which list of reasons an edge takes its reason from.
enum class ReasonList { none, return_to_desk, send_back, rework, closure_refusal, objection };

struct Edge {
    Action action;
    std::optional<State> from; // nothing: the case does not exist yet
    State to;
    std::string_view power; // empty: none, see who
    Who who;
    ReasonList reasons;
    std::string_view fact;
    std::string_view source; // row of the requirements, and where the practice comes from
};

inline constexpr std::array<Edge, 15> edges{{
    {Action::report, std::nullopt, State::reported, "cases.report", Who::reporter, ReasonList::none,
     "case.reported", "R2.1 挂账"},
    {Action::file, State::reported, State::filed, "cases.file", Who::area, ReasonList::none,
     "case.filed", "R2.1, R2.5: 立案 chooses the condition"},
    {Action::mend_on_spot, State::filed, State::checking, "", Who::server, ReasonList::none,
     "case.mended_on_spot", "R2.1 即报即改"},
    {Action::dispatch, State::filed, State::dispatched, "cases.dispatch", Who::area,
     ReasonList::none, "case.dispatched", "R2.2, R1.6"},
    {Action::sign, State::dispatched, State::handling, "cases.sign", Who::handlers,
     ReasonList::none, "case.signed", "R2.1 签收"},
    {Action::return_to_desk, State::dispatched, State::filed, "cases.sign", Who::handlers,
     ReasonList::return_to_desk, "case.returned", "R2.2 回退, the reason is mandatory"},
    {Action::handle, State::handling, State::handled, "cases.handle", Who::handlers,
     ReasonList::none, "case.handled", "R2.1: after-evidence"},
    {Action::confirm, State::handled, State::checking, "cases.confirm", Who::handlers,
     ReasonList::none, "case.confirmed", "R2.1: handling ends when the unit confirms"},
    {Action::send_back, State::handled, State::handling, "cases.confirm", Who::handlers,
     ReasonList::send_back, "case.sent_back", "R2.1"},
    {Action::pass, State::checking, State::checked, "cases.check", Who::outsiders, ReasonList::none,
     "case.passed", "R2.1: checked by someone other than the doer"},
    {Action::rework, State::checking, State::handling, "cases.check", Who::outsiders,
     ReasonList::rework, "case.reworked", "R2.1: same unit, evidence kept, counted"},
    {Action::close, State::checked, State::closed, "cases.close", Who::office, ReasonList::none,
     "case.closed", "R2.1 销号"},
    {Action::close_as_checker, State::checked, State::closed, "", Who::server, ReasonList::none,
     "case.closed", "R2.1: who strikes off is rule data per kind"},
    {Action::refuse_closure, State::checked, State::checking, "cases.close", Who::office,
     ReasonList::closure_refusal, "case.closure_refused", "R2.1"},
    {Action::object, State::closed, State::dispatched, "", Who::citizen, ReasonList::objection,
     "case.objected", "R7.4: a new period, the same unit signs again"},
}};

/// The edge of that action; every action has one.
const Edge& edge_of(Action action);
/// Whether an edge of that action leaves that state.
bool leaves(Action action, State state);

} // namespace weicheng::cases

// The lifecycle as one table of edges: what may happen to a case, from where to where, by whom.
// Everything that decides or shows a move reads this table; there is no second copy.
#pragma once

#include "modules/cases/cases.h"

#include <initializer_list>

namespace weicheng::cases {

/// Whom an edge asks for, beside the power.
enum class Who {
    reporter,  // anyone with the power, or the portal for a citizen
    area,      // the power for the case's block body (or the county)
    handlers,  // people of the handling body
    outsiders, // in the area, not a doer, not of the doer's body
    office,    // the power in the whole county, not a doer
    delegate,  // the power in the area alone, not a doer, not of the doer's body
    arbiter,   // in the whole county, of none of the bodies in dispute
    decider,   // in the area, not of the body that asks, not who asked
    resumer,   // a decider, or the handling body itself
    reviewer,  // in the whole county, not of the body that asks, not the other level's
    rechecker, // in the whole county, had no part in it and is not of the doer's body
    server,    // follows from a move; no person asks for it
    citizen,   // the reporting citizen, through the portal
};

/// A set of states.
class States {
  public:
    constexpr States(std::initializer_list<State> states) {
        for (const auto state : states)
            bits_ |= 1u << static_cast<unsigned>(state);
    }
    constexpr bool has(State state) const {
        return (bits_ & 1u << static_cast<unsigned>(state)) != 0;
    }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool operator==(const States&) const = default;

  private:
    unsigned bits_ = 0;
};

struct Edge {
    Action action;
    States from;             // empty: the case does not exist yet
    std::optional<State> to; // nothing: it stays where it is
    std::string_view power;  // empty: none, see who
    Who who;
    std::string_view reasons; // the list its reason comes from (ReasonLists); empty: none
    std::string_view fact;
    std::string_view source; // row of the requirements, and where the practice comes from
};

// clang-format off
inline constexpr std::array<Edge, 42> edges{{ // of a state's edges the first is waited for
    {Action::report, {}, State::reported,
     "cases.report", Who::reporter, "", "case.reported", "R2.1 挂账"},
    {Action::file, {State::reported}, State::filed,
     "cases.file", Who::area, "", "case.filed",
     "R2.1, R2.5: 立案 chooses the condition"},
    {Action::mend_on_spot, {State::filed}, State::checking,
     "", Who::server, "", "case.mended_on_spot", "R2.1 即报即改"},
    {Action::dispatch, {State::filed}, State::dispatched,
     "cases.dispatch", Who::area, "", "case.dispatched", "R2.2, R1.6"},
    {Action::sign, {State::dispatched}, State::handling,
     "cases.sign", Who::handlers, "", "case.signed", "R2.1 签收"},
    {Action::return_to_desk, {State::dispatched}, State::filed,
     "cases.sign", Who::handlers, "return_to_desk", "case.returned",
     "R2.2 回退, the reason is mandatory, capped by rule"},
    {Action::handle, {State::handling}, State::handled,
     "cases.handle", Who::handlers, "", "case.handled", "R2.1: after-evidence"},
    {Action::confirm, {State::handled}, State::checking,
     "cases.confirm", Who::handlers, "", "case.confirmed",
     "R2.1: handling ends when the unit confirms"},
    {Action::send_back, {State::handled}, State::handling,
     "cases.confirm", Who::handlers, "send_back", "case.sent_back", "R2.1"},
    {Action::pass, {State::checking}, State::checked,
     "cases.check", Who::outsiders, "", "case.passed",
     "R2.1: checked by someone other than the doer"},
    {Action::rework, {State::checking}, State::handling,
     "cases.check", Who::outsiders, "rework", "case.reworked",
     "R2.1: same unit, evidence kept, counted"},
    {Action::close, {State::checked}, State::closed,
     "cases.close", Who::office, "", "case.closed", "R2.1 销号"},
    {Action::close_as_checker, {State::checked}, State::closed,
     "", Who::server, "", "case.closed",
     "R2.1: who strikes off is rule data per kind"},
    {Action::refuse_closure, {State::checked}, State::checking,
     "cases.close", Who::office, "closure_refusal", "case.closure_refused", "R2.1"},
    {Action::object, {State::closed}, State::dispatched,
     "", Who::citizen, "objection", "case.objected",
     "R7.4: a new period, the same unit signs again"},
    {Action::ask_verification, {State::reported}, State::verifying,
     "cases.file", Who::area, "", "case.verification_asked",
     "R2.1, R7.4: 核实 before filing (数字城管)"},
    {Action::verify_true, {State::verifying}, State::reported,
     "cases.verify", Who::area, "", "case.verified", "R2.1 核实属实"},
    {Action::verify_false, {State::verifying}, State::reported,
     "cases.verify", Who::area, "verification", "case.not_verified", "R2.1 核实不属实"},
    {Action::decline, {State::reported}, State::not_accepted,
     "cases.file", Who::area, "decline", "case.declined",
     "R2.1 不予立案, told with its reason"},
    {Action::prolong_suspension, {State::suspended}, std::nullopt,
     "cases.decide", Who::decider, "", "case.suspension_prolonged",
     "R2.1 暂缓: a date for looking again"},
    {Action::resume, {State::suspended}, State::handling,
     "cases.decide", Who::resumer, "", "case.resumed",
     "R2.1 暂缓 ends, the time left is as it was"},
    {Action::reassign, {State::dispatched, State::handling, State::suspended}, State::dispatched,
     "cases.dispatch", Who::area, "reassign", "case.reassigned", "R2.2 改派"},
    {Action::dispute, {State::dispatched}, State::disputed,
     "cases.sign", Who::handlers, "dispute", "case.disputed",
     "R2.2: 谁主管谁负责, 首接负责"},
    {Action::rule, {State::disputed}, State::dispatched,
     "cases.arbitrate", Who::arbiter, "", "case.ruled", "R2.2: a binding verdict"},
    {Action::ask_extension, {State::dispatched, State::handling}, std::nullopt,
     "cases.confirm", Who::handlers, "extension", "case.extension_asked",
     "R2.1 延期, asked before it is late"},
    {Action::grant_extension, {State::dispatched, State::handling, State::handled}, std::nullopt,
     "cases.decide", Who::decider, "", "case.extension_granted",
     "R2.1 延期, decided by another"},
    {Action::refuse_extension, {State::dispatched, State::handling, State::handled}, std::nullopt,
     "cases.decide", Who::decider, "", "case.extension_refused", "R2.1"},
    {Action::ask_suspension, {State::dispatched, State::handling}, std::nullopt,
     "cases.confirm", Who::handlers, "suspension", "case.suspension_asked",
     "R2.1 暂缓: an outside cause"},
    {Action::grant_suspension, {State::dispatched, State::handling}, State::suspended,
     "cases.decide", Who::decider, "", "case.suspension_granted",
     "R2.1 暂缓: the clock stops only by an approved reason"},
    {Action::refuse_suspension, {State::dispatched, State::handling}, std::nullopt,
     "cases.decide", Who::decider, "", "case.suspension_refused", "R2.1"},
    {Action::merge,
     {State::reported, State::verifying,
      State::filed, State::dispatched, State::handling}, State::merged,
     "cases.file", Who::area, "", "case.merged",
     "R2.1 并案: the same problem once on the ledger"},
    {Action::relocate, {State::reported, State::verifying, State::filed}, std::nullopt,
     "cases.file", Who::area, "", "case.relocated",
     "R2.2: the grid follows the point"},
    {Action::void_case,
     {State::reported, State::verifying, State::filed, State::dispatched, State::disputed,
      State::handling, State::suspended, State::handled, State::checking, State::checked}, State::voided,
     "cases.void", Who::office, "void", "case.voided",
     "R2.1 作废, kept with its reason"},
    {Action::reinstate, {State::not_accepted, State::voided}, State::reported,
     "cases.void", Who::office, "reinstate", "case.reinstated",
     "R2.1: undo is a new fact"},
    {Action::close_as_delegate, {State::checked}, State::closed,
     "cases.close", Who::delegate, "", "case.closed",
     "R2.1: a delegate whose strike-offs are re-checked by sample"},
    {Action::recheck_pass, {State::closed}, std::nullopt,
     "cases.recheck", Who::rechecker, "", "case.rechecked", "R2.1 抽查复核"},
    {Action::recheck_fail, {State::closed}, State::dispatched,
     "cases.recheck", Who::rechecker, "rework", "case.recheck_failed",
     "R2.1: counted against who struck it off"},
    {Action::ask_exemption, {State::closed}, std::nullopt,
     "cases.confirm", Who::handlers, "lateness", "case.lateness_appealed",
     "R2.1 超期申诉, once, after closing"},
    {Action::support_exemption, {State::closed}, std::nullopt,
     "cases.review_lateness", Who::reviewer, "", "case.lateness_supported",
     "R2.1: first level"},
    {Action::refuse_exemption, {State::closed}, std::nullopt,
     "cases.review_lateness", Who::reviewer, "", "case.lateness_refused",
     "R2.1: first level"},
    {Action::grant_exemption, {State::closed}, std::nullopt,
     "cases.confirm_lateness", Who::reviewer, "", "case.lateness_exempted",
     "R2.1: second level; the fact stays"},
    {Action::deny_exemption, {State::closed}, std::nullopt,
     "cases.confirm_lateness", Who::reviewer, "", "case.lateness_denied",
     "R2.1: second level"},
}};
// clang-format on

/// The edge of that action; every action has one.
const Edge& edge_of(Action action);
/// Whether an edge of that action leaves that state.
bool leaves(Action action, State state);

} // namespace weicheng::cases

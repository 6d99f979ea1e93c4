// Who may take an edge: the power, its scope, and that nobody checks or closes his own work.
#pragma once

#include "modules/cases/rules/preconditions.h"

namespace weicheng::cases {

/// Acts for a body: a grant for that very body, or a county-wide one held by someone who belongs
/// to it.
bool acts_for(const Caller& caller, std::string_view power, BodyId body);

/// Belongs to the body, or acts for it.
bool is_of(const Caller& caller, BodyId body);

/// Of a body whose dispute he would settle: the one that has the case, the first receiver of the
/// period, or the chosen one.
bool is_party(const Case& one, const Caller& caller, BodyId chosen);

/// Nothing when the caller may take the edge, else why not. Does not look at what comes with it.
std::optional<Refusal> missing_permission(const Edge& edge, const Case& one, const Caller& caller);

/// The actions open to the caller now, in the order of the table.
std::vector<Action> allowed_actions(const Case& one, const Caller& caller,
                                    const EdgeInputs& edge_inputs);
/// Whether the case waits for the caller: he may take a step of those that carry it on.
/// `delegated`: its kind is struck off by delegates.
bool is_awaited(const Case& one, const Caller& caller, bool delegated);

/// Sees the case: county-wide, for one of its bodies, or as its reporter.
bool may_see(const Case& one, const Caller& caller);
/// May know who reported it: the reporter himself, everyone who sees the case when the reporter is
/// the one who mended it, and whoever may read contacts in the county, but never the unit that the
/// report is about.
bool may_know_reporter(const Case& one, const Caller& caller);
/// May see the contact somebody left: whoever reads contacts in the county, but nobody of the unit
/// that the report is about, unless he took the report down himself.
bool may_know_contact(const Case& one, const Caller& caller);

/// Whose turn it is: the power that moves the case on, and the body it is asked of (zero: of
/// whoever has it for the county).
struct Turn {
    std::string_view power;
    BodyId body;
    bool members_only = false; // a county-wide grant serves only people of the body
};
std::optional<Turn> turn_of(const Case& one);

} // namespace weicheng::cases

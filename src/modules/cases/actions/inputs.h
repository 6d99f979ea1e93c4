// The inputs of a decision about a case, loaded once: rules, calendar, kind, owners. Used by the
// actions.
#pragma once

#include "modules/cases/rules/lifecycle.h"

#include <memory>

namespace weicheng::cases {

/// Keeps alive what DecisionInputs refer to.
struct LoadedInputs {
    std::shared_ptr<const rulebook::Rules> rules;
    std::shared_ptr<const rulebook::Rules> earlier_rules; // only when the kind stands in them alone
    std::shared_ptr<const calendar::WorkCalendar> calendar;
    const CaseKind* kind = nullptr;
    Owners owners = {};
    AskedBefore asked = {};
    int returns = 0;              // to the desk in this period
    int draw = 9999;              // see draw_of()
    bool citizens_follow = false; // a citizen's report was merged into the case

    DecisionInputs inputs() const {
        DecisionInputs made{*rules, *kind, *calendar, owners};
        made.asked = asked;
        made.returns = returns;
        made.draw = draw;
        made.citizens_follow = citizens_follow;
        return made;
    }
};

/// Refusal case.kind_unknown at "/kind".
Result<LoadedInputs> load_inputs_for_kind(db::Tx& tx, CountyId county, const std::string& kind,
                                          Instant now);
/// The kind the case is judged by, also when the county has dropped it since.
LoadedInputs load_inputs(db::Tx& tx, const Case& one, Instant now);

/// Who answers for the loaded kind at that place (R2.2).
Owners find_owners(db::Tx& tx, CountyId county, const LoadedInputs& loaded, places::GridId grid,
                   places::SiteId site);

/// The grid of a place that a person points out. Refusals point at fields of "/place":
/// case.site_unknown and those of places::locate.
Result<places::Located> place_of(db::Tx& tx, CountyId county, Point point, places::GridId grid,
                                 places::SiteId site);

/// 0..9999 for a case and a period: below the share of its kind the strike-off is drawn for a
/// re-check. The same each time, and unknown beforehand to whoever has not the server's key.
int draw_of(db::Tx& tx, CaseId id, int period);

/// Refusal case.photo_unknown, pointing at the first picture the server has not taken in.
Result<void> photos_known(db::Tx& tx, CountyId county, const std::vector<std::string>& photos,
                          const std::string& path);

/// The step, and the steps the server adds because the rules say so.
Result<std::vector<Change>> with_follow_ups(Change first, Instant now, const LoadedInputs& loaded);

} // namespace weicheng::cases

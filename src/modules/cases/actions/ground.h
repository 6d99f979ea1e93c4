// What a decision about a case stands on, fetched once: rules, calendar, kind, owners. Used by the
// actions.
#pragma once

#include "modules/cases/rules/lifecycle.h"

#include <memory>

namespace weicheng::cases {

/// Keeps alive what a Basis refers to.
struct Ground {
    std::shared_ptr<const rulebook::Rules> rules;
    std::shared_ptr<const rulebook::Rules> earlier_rules; // only when the kind stands in them alone
    std::shared_ptr<const calendar::WorkCalendar> calendar;
    const rulebook::CaseKind* kind = nullptr;
    Owners owners = {};

    Basis basis() const { return {*rules, *kind, *calendar, owners, false}; }
};

/// Refusal case.kind_unknown at "/kind".
Result<Ground> ground_for_kind(db::Tx& tx, CountyId county, const std::string& kind, Instant now);
/// The kind the case is judged by, also when the county has dropped it since.
Ground ground_of(db::Tx& tx, const Case& one, Instant now);

/// Who answers for the ground's kind at that place (R2.2).
Owners find_owners(db::Tx& tx, CountyId county, const Ground& ground, places::GridId grid,
                   places::SiteId site);

/// Refusal photo.unknown, pointing at the first picture the server has not taken in.
Result<void> photos_known(db::Tx& tx, CountyId county, const std::vector<std::string>& photos,
                          const std::string& path);

/// The step, and the steps the server adds because the rules say so.
Result<std::vector<Change>> with_follow_ups(Change first, Instant now, const Ground& ground);

} // namespace weicheng::cases

// What the county decides about warnings of made-up evidence, and what such rules must hold. Plain
// values, read from the rulebook by type.
#pragma once

#include "modules/rulebook/rulebook.h"

namespace weicheng::evidence {

/// When a photo looks made up. Warnings are shown to who checks; they decide nothing.
struct EvidenceRules {
    int near_same_bits = 4;         // of 64 in the perceptual hash, 0..7 (docs/decisions/0012)
    int far_from_place_m = 100;     // 10..10000
    int seconds_before_limit = 120; // handled so close to the limit, 0..3600
    int unchanged_percent = 97;     // before and after as alike as that or more, 50..100
    int other_view_percent = 35;    // alike as little as that or less: another view, 0..100
    rulebook::Approval status = rulebook::Approval::pending_approval;
};

/// The fields that are wrong.
rulebook::Wrong judge(const EvidenceRules& rules);

} // namespace weicheng::evidence

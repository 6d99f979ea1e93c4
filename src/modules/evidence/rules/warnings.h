// Warnings of made-up evidence (R2.1): what is odd about the photos and times of a case. They tell
// the checker where to look; they decide nothing, and nobody is refused because of one.
#pragma once

#include "modules/cases/cases.h"
#include "modules/evidence/rules/evidence_rules.h"

#include <optional>
#include <string>
#include <vector>

namespace weicheng::evidence {

/// Told by name. In the order in which they are told.
enum class WarningKind {
    same_photo,           // the very same file in another case
    near_same_photo,      // a copy of a photo of another case, or of an earlier period of this one
    taken_before_case,    // by the camera's clock, before there was anything to mend
    far_from_place,       // by the camera's position
    seconds_before_limit, // handed in as the limit ran out
    unchanged_view,       // the proof is the picture of the problem
    other_view,           // no picture of the proof shows what the picture of the problem shows
};
ENUM_NAMES(WarningKind, same_photo, near_same_photo, taken_before_case, far_from_place,
           seconds_before_limit, unchanged_view, other_view);

/// A photo of the running period that an official added.
struct ProofPhoto {
    std::string sha256;
    cases::PhotoRole role = cases::PhotoRole::before;
    bool by_doer = false; // proof of the work, not the checker's own
    std::optional<Instant> taken_at;
    std::optional<int> metres_away; // from the case
};
/// Where the same picture, or a copy of it, is used as well.
struct OtherUse {
    std::string sha256;   // the photo of this case
    std::string other;    // the one it is like
    bool is_copy = false; // not the same file, but the same picture
    cases::CaseId in;     // the other case, or this one
    std::string number;
    cases::PhotoRole role = cases::PhotoRole::before;
    int period = 1;
    bool reader_may_see = false; // the other case
};
/// A photo of the work beside a photo of the problem.
struct ViewPair {
    std::string after, before;
    int still_percent = 0;   // likeness as they are
    int shifted_percent = 0; // at the best small shift
    bool same_colours = false;
};

/// All that is known; `stages` end at the moments the unit handed in.
struct Evidence {
    cases::CaseId id;
    int period = 1;
    std::optional<Instant>
        problem_since; // report, or the objection or rework that began the period
    std::vector<ProofPhoto> photos;
    std::vector<OtherUse> uses;
    std::vector<ViewPair> pairs;
    std::optional<Instant> handed_in_at;
    std::optional<Instant> due_at; // as it was then
};

struct Warning {
    WarningKind kind = WarningKind::same_photo;
    std::string photo = {};        // digest; empty: about the case
    std::string other = {};        // the photo it is like, when the reader may see it
    cases::CaseId other_case = {}; // zero: this one, or one the reader may not see
    std::string other_number = {};
    cases::PhotoRole other_role = cases::PhotoRole::before;
    int other_period = 0;           // of this case; 0: another case
    int figure = 0;                 // metres, seconds
    std::optional<Instant> at = {}; // taken_before_case

    bool operator==(const Warning&) const = default;
};

/// The warnings in the order of WarningKind; of one kind and photo only the strongest.
std::vector<Warning> warnings_of(const Evidence& evidence, const EvidenceRules& rules);

} // namespace weicheng::evidence

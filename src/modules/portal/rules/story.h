// What a citizen is told of a case: four steps, in words. Pure.
#pragma once

#include "modules/cases/cases.h"

namespace weicheng::portal {

enum class StepName { received, in_hand, mended, rated };
ENUM_NAMES(StepName, received, in_hand, mended, rated);

struct StoryStep {
    StepName step = StepName::received;
    std::optional<Instant> at; // nothing: not reached
    std::string words;
};

struct Story {
    std::vector<StoryStep> steps; // all four, in order
    StepName current = StepName::received;
};

/// What the story is told from.
struct Known {
    cases::Case subject;           // the case that is worked on
    std::vector<cases::Step> done; // of this period
    std::string unit;              // name of the handling body; may be empty
    std::optional<Instant> rated_at;
    std::optional<Instant> merged_report_at = {}; // the citizen's own, when it was merged into it
};

Story tell(const Known& known, Locale locale);

} // namespace weicheng::portal

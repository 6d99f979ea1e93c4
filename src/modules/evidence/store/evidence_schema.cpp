#include "modules/evidence/store/evidence_schema.h"

#include "modules/evidence/rules/evidence_rules.h"
#include "modules/rulebook/rulebook_shapes.h"

namespace weicheng::evidence {

SHAPE(EvidenceRules,
    (near_same_bits, between(0, 7)),
    (far_from_place_m, between(10, 10'000)),
    (seconds_before_limit, between(0, 3600)),
    (unchanged_percent, between(50, 100)),
    (other_view_percent, between(0, 100)),
    status);

RuleSchema evidence_schema() {
    return rulebook::schema<EvidenceRules>("evidence", {"照片疑点", "Warnings of made-up evidence"},
                                           "modules/evidence",
                                           [](const EvidenceRules& rules) { return judge(rules); });
}

} // namespace weicheng::evidence

#include "modules/evidence/rules/evidence_rules.h"

namespace weicheng::evidence {

using rulebook::judge_figure;
using rulebook::judge_percent;

rulebook::Wrong judge(const EvidenceRules& rules) {
    rulebook::Wrong wrong;
    judge_figure(rules.near_same_bits, 0, 7, "/near_same_bits", wrong);
    judge_figure(rules.far_from_place_m, 10, 10'000, "/far_from_place_m", wrong);
    judge_figure(rules.seconds_before_limit, 0, 3600, "/seconds_before_limit", wrong);
    judge_percent(rules.unchanged_percent, 50, "/unchanged_percent", wrong);
    judge_percent(rules.other_view_percent, 0, "/other_view_percent", wrong);
    if (rules.other_view_percent >= rules.unchanged_percent)
        wrong.push_back({"/other_view_percent", "rulebook.views_overlap"});
    return wrong;
}

} // namespace weicheng::evidence

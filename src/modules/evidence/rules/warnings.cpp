#include "modules/evidence/rules/warnings.h"

#include <algorithm>

namespace weicheng::evidence {

/// Another case counts; of this one only what was shown in an earlier period: before and after of
/// the same period are what unchanged_view looks at.
static bool is_reuse(const OtherUse& use, const Evidence& evidence) {
    return use.in != evidence.id || use.period < evidence.period;
}

static void add_uses(const Evidence& evidence, bool copies, std::vector<Warning>& warnings) {
    for (const auto& photo : evidence.photos) {
        const auto use = std::find_if(evidence.uses.begin(), evidence.uses.end(), [&](auto& each) {
            return each.sha256 == photo.sha256 && each.is_copy == copies &&
                   is_reuse(each, evidence);
        });
        if (use == evidence.uses.end()) continue;
        const bool here = use->in == evidence.id;
        Warning warning{.kind = copies ? WarningKind::near_same_photo : WarningKind::same_photo,
                        .photo = photo.sha256,
                        .other_role = use->role,
                        .other_period = here ? use->period : 0};
        if (here || use->reader_may_see) warning.other = use->other;
        if (!here && use->reader_may_see) {
            warning.other_case = use->in;
            warning.other_number = use->number;
        }
        warnings.push_back(std::move(warning));
    }
}

static void add_places_and_times(const Evidence& evidence, const EvidenceRules& rules,
                                 std::vector<Warning>& warnings) {
    for (const auto& photo : evidence.photos)
        if (photo.by_doer && photo.role == cases::PhotoRole::after && photo.taken_at &&
            evidence.problem_since && *photo.taken_at < *evidence.problem_since)
            warnings.push_back({.kind = WarningKind::taken_before_case,
                                .photo = photo.sha256,
                                .at = photo.taken_at});
    for (const auto& photo : evidence.photos)
        if (photo.metres_away && *photo.metres_away > rules.far_from_place_m)
            warnings.push_back({.kind = WarningKind::far_from_place,
                                .photo = photo.sha256,
                                .figure = *photo.metres_away});
    if (!evidence.handed_in_at || !evidence.due_at) return;
    const auto left =
        std::chrono::floor<std::chrono::seconds>(*evidence.due_at - *evidence.handed_in_at);
    if (left.count() >= 0 && left.count() <= rules.seconds_before_limit)
        warnings.push_back(
            {.kind = WarningKind::seconds_before_limit, .figure = static_cast<int>(left.count())});
}

/// Unchanged is said of a photo; another view only of all photos together, since a close-up beside
/// an overview is good proof.
static void add_views(const Evidence& evidence, const EvidenceRules& rules,
                      std::vector<Warning>& warnings) {
    std::string told;
    for (const auto& pair : evidence.pairs) {
        if (pair.still_percent < rules.unchanged_percent || !pair.same_colours ||
            pair.after == told)
            continue;
        told = pair.after;
        warnings.push_back(
            {.kind = WarningKind::unchanged_view, .photo = pair.after, .other = pair.before});
    }
    const auto best =
        std::max_element(evidence.pairs.begin(), evidence.pairs.end(),
                         [](auto& a, auto& b) { return a.shifted_percent < b.shifted_percent; });
    if (best != evidence.pairs.end() && best->shifted_percent <= rules.other_view_percent)
        warnings.push_back(
            {.kind = WarningKind::other_view, .photo = best->after, .other = best->before});
}

std::vector<Warning> warnings_of(const Evidence& evidence, const EvidenceRules& rules) {
    std::vector<Warning> warnings;
    add_uses(evidence, false, warnings);
    add_uses(evidence, true, warnings);
    add_places_and_times(evidence, rules, warnings);
    add_views(evidence, rules, warnings);
    return warnings;
}

} // namespace weicheng::evidence

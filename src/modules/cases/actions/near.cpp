#include "modules/cases/actions/near.h"

#include "modules/cases/store/near_store.h"

#include <algorithm>

namespace weicheng::cases {

void find_recurrence(db::Tx& tx, const LoadedInputs& loaded, Case& one) {
    const auto& near = loaded.kind->recurrence;
    const auto since = next_day(date_of(one.reported_at), -near.days);
    judge_recurrence(
        one, near,
        struck_off_near(tx, one.county, loaded.kind->code, one.point, near.radius_m, since));
}

void find_recurrence_again(db::Tx& tx, const LoadedInputs& loaded, Change& step) {
    if (step.before.point != step.after.point || step.before.kind != step.after.kind)
        find_recurrence(tx, loaded, step.after);
}

Result<NearCases> open_near(db::Tx& tx, CountyId county, const std::string& kind, Point point,
                            Instant now) {
    const auto loaded = load_inputs_for_kind(tx, county, kind, now);
    if (!loaded) return refuse_at("?kind", loaded.refusal().code, loaded.refusal().params);
    NearCases near{loaded->kind->duplicates.radius_m, loaded->kind->duplicates.days, {}};
    const auto since = now - std::chrono::days{near.days};
    for (auto& each : open_cases_near(tx, county, kind, point, near.radius_m, since)) {
        const auto metres = apart(each.one.point, now, point, now).metres;
        if (metres <= near.radius_m)
            near.cases.push_back({std::move(each.one), std::move(each.thumb_sha256), metres});
    }
    std::stable_sort(
        near.cases.begin(), near.cases.end(),
        [](const NearCase& a, const NearCase& b) { return a.distance_m < b.distance_m; });
    return near;
}

} // namespace weicheng::cases

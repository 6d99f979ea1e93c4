#include "modules/cases/actions/near.h"

#include "modules/cases/store/near_store.h"

#include <algorithm>

namespace weicheng::cases {

void find_recurrence(db::Tx& tx, const Ground& ground, Case& one) {
    const auto& near = ground.kind->recurrence;
    const auto since = next_day(date_of(one.reported_at), -near.days);
    judge_recurrence(
        one, near,
        struck_off_near(tx, one.county, ground.kind->code, one.point, near.radius_m, since));
}

void find_recurrence_again(db::Tx& tx, const Ground& ground, Change& step) {
    if (step.before.point != step.after.point || step.before.kind != step.after.kind)
        find_recurrence(tx, ground, step.after);
}

Result<NearCases> open_near(db::Tx& tx, CountyId county, const std::string& kind, Point point,
                            Instant now) {
    const auto ground = ground_for_kind(tx, county, kind, now);
    if (!ground) return refuse_at("?kind", ground.refusal().code, ground.refusal().params);
    NearCases near{ground->kind->duplicates.radius_m, ground->kind->duplicates.days, {}};
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

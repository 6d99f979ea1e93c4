#include "modules/cases/rules/recurrence.h"

#include <cmath>
#include <tuple>

namespace weicheng::cases {

using std::chrono::sys_days;

Apart apart(Point earlier, Instant closed_at, Point later, Instant reported_at) {
    return {
        static_cast<int>(std::lround(geo::distance_m(earlier, later))),
        static_cast<int>((sys_days(date_of(reported_at)) - sys_days(date_of(closed_at))).count())};
}

void judge_recurrence(Case& one, const Nearness& near, const std::vector<StruckOff>& around) {
    const StruckOff* nearest = nullptr;
    std::tuple<int, Instant::rep> best;
    for (const auto& each : around) {
        if (each.id == one.id || each.closed_at > one.reported_at) continue;
        const auto [metres, days] = apart(each.point, each.closed_at, one.point, one.reported_at);
        if (metres > near.radius_m || days > near.days) continue;
        const std::tuple rank{metres, -each.closed_at.time_since_epoch().count()};
        if (nearest && best <= rank) continue;
        nearest = &each;
        best = rank;
    }
    one.recurs_of = nearest ? nearest->id : CaseId{};
    one.recurrence_root = !nearest ? CaseId{} : nearest->root ? nearest->root : nearest->id;
    one.recurrence_no = nearest ? nearest->no + 1 : 0;
}

bool counts_as_recurrence(State later) {
    return later != State::not_accepted && later != State::voided && later != State::merged;
}

} // namespace weicheng::cases

#include "modules/progress/rules/rates.h"

#include <algorithm>

namespace weicheng::progress {

using cases::Action;
using cases::Case;
using cases::State;

Day day_of(Date date) {
    return std::chrono::sys_days(date).time_since_epoch().count();
}
Day day_of(Instant at) {
    return day_of(date_of(at));
}

static bool counts(const Case& one) {
    return one.state != State::voided && one.state != State::merged;
}

static bool is_filed(const Case& one) {
    return one.filed_at && one.state != State::not_accepted && one.state != State::reported &&
           one.state != State::verifying;
}

static bool clock_runs(State state) {
    return state == State::dispatched || state == State::disputed || state == State::handling ||
           state == State::handled;
}

void FigureChanges::count(const Case& one, Figure what, Day day, BodyId body, int sign) {
    figure(places[{day, one.grid, one.block_body, body}], what) += sign;
    const auto shard = static_cast<int>(one.id.value % kind_shards);
    figure(kinds[{day, one.kind, shard}], what) += sign;
}

void FigureChanges::add(const Case& one, int sign) {
    if (!counts(one)) return;
    const auto tell = [&](Figure what, Day day, BodyId body) { count(one, what, day, body, sign); };
    tell(Figure::reported, day_of(one.reported_at), one.handling_body);
    if (is_filed(one)) tell(Figure::filed, day_of(*one.filed_at), one.handling_body);
    if (clock_runs(one.state) && one.due_at)
        return tell(Figure::pending, day_of(*one.due_at), one.handling_body);
    const bool closed = one.state == State::closed;
    const bool confirmed = closed || one.state == State::checking || one.state == State::checked;
    if (closed) tell(Figure::closed, day_of(*one.closed_at), one.handling_body);
    if (!confirmed || (!closed && !one.due_at)) return;
    const bool sooner = closed && (!one.due_at || *one.closed_at < *one.due_at);
    const auto day = day_of(sooner ? *one.closed_at : *one.due_at);
    if (one.late_body) {
        tell(Figure::late, day, one.late_body);
        if (one.lateness_exempt) tell(Figure::exempt, day, one.late_body);
    } else if (closed) {
        tell(Figure::in_time, day, one.handling_body);
    }
}

void FigureChanges::add(const Case& one, const Mark& mark, int sign) {
    if (counts(one)) count(one, mark.what, mark.day, mark.body, sign);
}

void FigureChanges::add(const Case& one, const cases::CountsAgainst& against, int sign) {
    if (!cases::counts_as_recurrence(one.state)) return;
    const auto day = day_of(one.reported_at);
    figure(places[{day, against.grid, against.block_body, against.handled_by}], Figure::recurred) +=
        sign;
    const auto shard = static_cast<int>(one.id.value % kind_shards);
    figure(kinds[{day, one.kind, shard}], Figure::recurred) += sign;
}

std::optional<Mark> mark_of(const cases::SavedStep& step) {
    const auto& before = step.before;
    const auto day = day_of(step.at);
    const auto asking = before.request ? before.request->body : before.handling_body;
    switch (step.action) {
    case Action::rework: return Mark{Figure::reworked, day, before.handling_body};
    case Action::return_to_desk: return Mark{Figure::returned, day, before.handling_body};
    case Action::grant_extension: return Mark{Figure::extended, day, asking};
    case Action::grant_suspension: return Mark{Figure::suspended, day, asking};
    default: return std::nullopt;
    }
}

bool moves_marks(const Case& before, const Case& after) {
    return before.grid != after.grid || before.block_body != after.block_body ||
           before.kind != after.kind || counts(before) != counts(after);
}

static std::optional<std::int64_t> permille(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return std::nullopt;
    return (part * 1000 + whole / 2) / whole;
}

Rates rates_of(const Figures& sums, std::int64_t pending_over) {
    Rates rates;
    rates.sums = sums;
    rates.late = figure(sums, Figure::late) + pending_over;
    rates.due = figure(sums, Figure::in_time) + rates.late;
    rates.in_time_permille =
        permille(figure(sums, Figure::in_time), rates.due - figure(sums, Figure::exempt));
    rates.rework_permille = permille(figure(sums, Figure::reworked), figure(sums, Figure::filed));
    return rates;
}

} // namespace weicheng::progress

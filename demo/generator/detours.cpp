// What leaves the straight way: disputes, requests, mergers, reports that come to nothing.
#include "demo/generator/life.h"

namespace weicheng::demo {

using cases::Action;
using cases::Case;
using cases::Move;
using cases::State;

/// Where each way leaves, whose step it is, and from which list its reason comes.
std::optional<Move> Life::detour(Thread& one, const Case& known, const Caller** who) {
    const auto& plan = *one.plan;
    if (!plan.detour) return std::nullopt;
    const auto& reasons = rules_.get<cases::ReasonLists>();
    auto& dice = one.dice;
    const auto in_county = [&](State state, const char* power) {
        if (known.state == state) *who = &staff_.in_county(power, dice);
        return known.state == state;
    };
    const auto in_unit = [&](State state, const char* power) {
        if (known.state == state) *who = &staff_.in_body(power, known.handling_body, dice);
        return known.state == state;
    };
    const auto because = [&](const std::vector<rulebook::Term>& list) {
        check(rulebook::find_by_code(list, plan.detour_reason) != nullptr,
              "the demo gives a reason that no rule knows");
        return Move{.action = *plan.detour, .reason = plan.detour_reason, .note = plan.detour_note};
    };
    switch (*plan.detour) {
    case Action::decline:
        if (in_county(State::reported, "cases.file")) return because(reasons.of("decline"));
        return std::nullopt;
    case Action::void_case:
        if (in_county(State::dispatched, "cases.void")) return because(reasons.of("void"));
        return std::nullopt;
    case Action::dispute:
        if (in_unit(State::dispatched, "cases.sign")) return because(reasons.of("dispute"));
        return std::nullopt;
    case Action::merge: {
        const auto joined = under_way_.find(known.kind);
        if (joined == under_way_.end() || !in_county(State::dispatched, "cases.file"))
            return std::nullopt;
        Move move{.action = Action::merge, .note = plan.detour_note};
        move.into = joined->second;
        return move;
    }
    case Action::ask_extension: {
        if (known.request || !in_unit(State::handling, "cases.confirm")) return std::nullopt;
        auto move = because(reasons.of("extension"));
        move.limit = calendar::Limit{2, calendar::TimeUnit::work_days};
        return move;
    }
    case Action::ask_suspension: {
        if (known.request && plan.rests_in == State::suspended &&
            in_county(State::handling, "cases.decide"))
            return Move{.action = Action::grant_suspension, .note = "情况属实，同意暂缓"};
        if (known.request || !in_unit(State::handling, "cases.confirm")) return std::nullopt;
        auto move = because(reasons.of("suspension"));
        move.recheck_on = next_day(date_of(options_.now), 21);
        return move;
    }
    case Action::ask_exemption:
        if (in_unit(State::closed, "cases.confirm") && goes_wrong(one, true, *plan.detour))
            return because(reasons.of("lateness"));
        return std::nullopt;
    default: return std::nullopt;
    }
}

} // namespace weicheng::demo

#include "demo/generator/life.h"

#include "demo/generator/granted.h"
#include "demo/generator/photographer.h"
#include "demo/generator/work_time.h"

#include <algorithm>

namespace weicheng::demo {

using cases::Action;
using cases::Case;
using cases::Move;
using cases::State;

Life::Life(const Services& services, const CountyFiles& files, const BuiltCounty& county,
           const rulebook::Rules& rules, const calendar::WorkCalendar& calendar,
           const Options& options)
    : services_(services), files_(files), county_(county), rules_(rules), calendar_(calendar),
      options_(options), staff_(services, files, county) {}

Tally Life::play(const std::vector<Plan>& plans) {
    Tally tally;
    std::vector<Thread> threads;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    for (const auto& plan : plans) {
        turns.push({plan.reported_at, threads.size()});
        threads.push_back({.plan = &plan, .dice = Dice(plan.seed)});
    }
    take_pictures(threads, tally);
    while (!turns.empty()) {
        const auto [at, index] = turns.top();
        turns.pop();
        if (at > options_.now) break; // the first of the future: everything else waits
        auto& one = threads[index];
        services_.clock->set(at);
        if (!one.id)
            report(one, at);
        else if (!step(one, find(one.id).value(), at))
            continue;
        const auto known = find(one.id).value();
        if (known.state == State::handling && !one.plan->detour) under_way_[known.kind] = one.id;
        if (!rests(one, known)) turns.push({next_time(one, known, at), index});
    }
    for (const auto& one : threads) {
        const auto state = find(one.id).value().state;
        tally.cases.push_back(one.id);
        ++tally.entered;
        ++tally.by_state[state];
        if (!one.follow_code.empty())
            tally.reports.push_back({one.number, one.follow_code, state, one.rated});
    }
    tally.moves = moves_;
    return tally;
}

std::optional<Case> Life::find(cases::CaseId id) const {
    return services_.database->read([&](db::Tx& tx) { return cases::find(tx, county_.id, id); });
}

/// Every picture the plan can need, drawn beforehand on all cores.
void Life::take_pictures(std::vector<Thread>& threads, Tally& tally) {
    std::vector<PictureOrder> orders;
    std::vector<std::pair<std::size_t, Moment>> owners;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        const auto& plan = *threads[i].plan;
        const auto order = [&](Moment moment, int count) {
            for (int n = 0; n < count; ++n) {
                owners.emplace_back(i, moment);
                orders.push_back({plan.look, moment, plan.seed + owners.size() * 7919});
            }
        };
        const int again = plan.reworked + (plan.verdict == Verdict::objects);
        const bool stops_early = again == 0 && plan.rests_in && *plan.rests_in < State::handled;
        order(Moment::before, 1 + again);
        order(Moment::after, stops_early ? 0 : 1 + again + plan.sent_back);
    }
    options_.tell("drawing " + std::to_string(orders.size()) + " pictures");
    Photographer photographer(services_, county_.id, options_.picture_width);
    const auto digests = photographer.make(orders, services_.clock->now());
    for (std::size_t i = 0; i < digests.size(); ++i) {
        auto& owner = threads[owners[i].first];
        (owners[i].second == Moment::before ? owner.before : owner.after).push_back(digests[i]);
    }
    tally.pictures = static_cast<int>(digests.size());
}

bool Life::rests(const Thread& one, const Case& known) const {
    const auto& plan = *one.plan;
    if (has_ended(known.state) && known.state != State::closed) return true;
    if (plan.detour && known.request) return plan.rests_in != State::suspended;
    if (plan.detour && known.state == State::handling) return false;
    if (!plan.rests_in || known.state != *plan.rests_in) return known.state == State::suspended;
    if (plan.detour == Action::ask_exemption) return one.detours_taken.contains(*plan.detour);
    if (plan.verdict == Verdict::objects) return known.period == 2;
    return !plan.reworked || known.rework_count > 0;
}

bool Life::goes_wrong(Thread& one, bool planned, Action action) const {
    return planned && one.detours_taken.insert(action).second;
}

/// Where the desk sends what no rule sent, or what came back: to the other of the two owners.
BodyId Life::body_to_send_to(const Case& known) const {
    const bool has_line = known.line_body && staff_.anyone_in("cases.sign", known.line_body);
    const bool to_line = has_line && known.return_count > 0;
    return to_line ? known.line_body : known.block_body;
}

Move Life::handling(Thread& one, const Case& known) {
    const auto& words = files_.words;
    const bool poor = one.plan->reworked && known.rework_count == 0;
    check(!one.after.empty(), "the demo drew too few pictures");
    Move move{.action = Action::handle,
              .note = one.dice.pick(poor ? words.poor_handle_notes : words.handle_notes),
              .photos = {one.after.back()},
              .photos_path = "/after_photos"};
    one.after.pop_back();
    return move;
}

Move Life::checking(Thread& one, const Case& known) {
    const auto& words = files_.words;
    if (!known.mended_on_spot && goes_wrong(one, one.plan->reworked, Action::rework)) {
        Move move{.action = Action::rework,
                  .reason = one.dice.pick(rules_.get<cases::ReasonLists>().of("rework")).code,
                  .note = one.dice.pick(words.rework_notes)};
        if (!one.before.empty()) {
            move.photos = {one.before.back()};
            one.before.pop_back();
        }
        return move;
    }
    return {.action = Action::pass, .note = one.dice.pick(words.pass_notes)};
}

/// Who does what next.
std::optional<Move> Life::choose(Thread& one, const Case& known, const Caller** who) {
    const auto& words = files_.words;
    const auto& reasons = rules_.get<cases::ReasonLists>();
    auto& dice = one.dice;
    const auto& plan = *one.plan;
    const auto body = known.handling_body;
    if (auto away = detour(one, known, who)) return away;
    switch (known.state) {
    case State::verifying:
        *who = &staff_.in_body("cases.verify", known.block_body, dice);
        return Move{.action = Action::verify_true, .note = "已到现场核实，情况属实"};
    case State::reported:
        *who = &staff_.in_county("cases.file", dice);
        return Move{.action = Action::file,
                    .note = dice.pick(words.file_notes),
                    .condition = plan.condition};
    case State::filed:
        *who = &staff_.in_county("cases.dispatch", dice);
        return Move{.action = Action::dispatch,
                    .note = dice.pick(words.dispatch_notes),
                    .body = body_to_send_to(known)};
    case State::dispatched:
        *who = &staff_.in_body("cases.sign", body, dice);
        if (known.period == 1 && goes_wrong(one, plan.returned, Action::return_to_desk))
            return Move{.action = Action::return_to_desk,
                        .reason = dice.pick(reasons.of("return_to_desk")).code,
                        .note = dice.pick(words.return_notes)};
        return Move{.action = Action::sign};
    case State::handling:
        *who = &staff_.in_body("cases.handle", body, dice);
        return handling(one, known);
    case State::handled:
        *who = &staff_.in_body("cases.confirm", body, dice);
        if (goes_wrong(one, plan.sent_back, Action::send_back))
            return Move{.action = Action::send_back,
                        .reason = dice.pick(reasons.of("send_back")).code,
                        .note = dice.pick(words.send_back_notes)};
        return Move{.action = Action::confirm, .note = dice.pick(words.confirm_notes)};
    case State::checking:
        *who = &staff_.in_county("cases.check", dice);
        return checking(one, known);
    case State::checked:
        *who = &staff_.in_county("cases.close", dice);
        if (goes_wrong(one, plan.refused, Action::refuse_closure))
            return Move{.action = Action::refuse_closure,
                        .reason = dice.pick(reasons.of("closure_refusal")).code,
                        .note = dice.pick(words.refuse_notes)};
        return Move{.action = Action::close, .note = dice.pick(words.close_notes)};
    default: return std::nullopt;
    }
}

bool Life::step(Thread& one, const Case& known, Instant at) {
    const bool appeals = one.plan->detour == Action::ask_exemption;
    if (known.state == State::closed && !appeals) return step_closed(one, known, at);
    const Caller* who = nullptr;
    const auto move = choose(one, known, &who);
    if (!move) return false;
    check(who != nullptr, "every step of the demo is somebody's");
    granted(services_.database->write([&](db::Tx& tx) {
        return cases::move(tx, *who, known.id, known.revision, *move, at);
    }),
            known.number + " " + std::string(name_of(move->action)));
    ++one.stages;
    ++moves_;
    return true;
}

/// In hundredths of the time there is.
int Life::share_of_time(Thread& one, const Case& known) const {
    auto& dice = one.dice;
    switch (one.plan->pace) {
    case Pace::hurried: return 0;
    case Pace::brisk: return dice.between(8, 45);
    case Pace::steady: return dice.between(30, known.state == State::handling ? 75 : 90);
    case Pace::one_late:
        return one.stages == one.plan->late_stage ? dice.between(112, 190) : dice.between(20, 85);
    case Pace::late:
        return known.state == State::handling ? dice.between(130, 260) : dice.between(60, 150);
    }
    throw Bug("an unknown pace");
}

Instant Life::next_time(Thread& one, const Case& known, Instant at) const {
    auto& dice = one.dice;
    if (one.plan->pace == Pace::hurried) return after_work(calendar_, at, dice.between(4, 9));
    if (known.state == State::closed) { // a citizen looks again after work, within some days
        const auto day = next_day(date_of(at), dice.between(1, 4));
        return instant_of(day, dice.between(17 * 60, 20 * 60));
    }
    check(known.stage.has_value(), "an open case has a limit");
    const auto share = share_of_time(one, known);
    const auto& stage = *known.stage;
    const auto natural = stage.clock == cases::StageClock::natural;
    const auto whole = natural ? (stage.due_at - at) / std::chrono::minutes(1)
                               : calendar_.work_minutes(at, stage.due_at);
    const auto minutes =
        whole > 0 ? std::max<std::int64_t>(whole * share / 100, 3) : dice.between(5, 50);
    return natural ? at + std::chrono::minutes(minutes) : after_work(calendar_, at, minutes);
}

} // namespace weicheng::demo

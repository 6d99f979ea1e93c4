// A large store in minutes: each case is entered with its whole life at once, judged by the same
// rules as everybody's, with pictures that many cases share.
#include "demo/generator/granted.h"
#include "demo/generator/life.h"
#include "demo/generator/photographer.h"

#include <algorithm>

namespace weicheng::demo {

using cases::Action;
using cases::Case;
using cases::State;

namespace {

constexpr int pictures_of_a_case = 4; // of each moment, at the most
/// One commit for so many.
constexpr std::size_t cases_at_a_time = 400;

std::vector<std::string> from_album(const std::vector<std::string>& pictures, Dice& dice) {
    const auto first = dice.between(0, static_cast<int>(pictures.size()) - 1);
    std::vector<std::string> chosen;
    for (int i = 0; i < pictures_of_a_case; ++i)
        chosen.push_back(pictures[static_cast<std::size_t>(first + i) % pictures.size()]);
    return chosen;
}

} // namespace

Album Life::album() {
    std::vector<PictureOrder> orders;
    Dice dice(options_.seed);
    for (const auto& words : files_.words.kinds)
        for (const auto moment : {Moment::before, Moment::after})
            orders.push_back(
                {choose_look(words.scene, dice), moment, options_.seed + orders.size() * 7919});
    Photographer photographer(services_, county_.id, options_.picture_width);
    const auto digests = photographer.make(orders, services_.clock->now());
    Album album;
    for (std::size_t i = 0; i < digests.size(); ++i)
        (orders[i].moment == Moment::before ? album.before : album.after).push_back(digests[i]);
    check(album.before.size() >= pictures_of_a_case, "an album holds a case's pictures");
    return album;
}

/// What happens next, and when; a rating waits until the case stands in the store.
std::optional<cases::KnownStep> Life::known_step(Thread& one, const Case& known, Instant& at) {
    if (rests(one, known)) return std::nullopt;
    at = next_time(one, known, at);
    if (at > options_.now) return std::nullopt;
    const auto& plan = *one.plan;
    if (known.state == State::closed) {
        const bool objects = plan.source == "citizen" && known.period == 1 &&
                             plan.verdict == Verdict::objects && cases::may_be_objected(known, at);
        if (!objects) return std::nullopt;
        ++moves_;
        return cases::KnownStep{
            staff_.citizen(),
            at,
            {.action = Action::object,
             .reason = one.dice.pick(rules_.get<cases::ReasonLists>().of("objection")).code,
             .note = one.dice.pick(files_.words.objections),
             .photos = {taken(one.before)}}};
    }
    const Caller* who = nullptr;
    auto move = choose(one, known, &who);
    if (!move) return std::nullopt;
    ++one.stages;
    ++moves_;
    return cases::KnownStep{*who, at, std::move(*move)};
}

Case Life::enter(db::Tx& tx, Thread& one) {
    const auto& plan = *one.plan;
    auto report = as_report(tx, county_.id, plan);
    report.before_photos = {taken(one.before)};
    if (plan.mended) report.after_photos = {taken(one.after)};
    auto at = plan.reported_at;
    ++moves_;
    const auto entered =
        granted(cases::replay(tx, reporter(one), report, at,
                              [&](const Case& known) { return known_step(one, known, at); }),
                plan.words->kind);
    const bool rates = plan.source == "citizen" && plan.verdict != Verdict::silent;
    if (rates && entered.state == State::closed && at <= options_.now) {
        const bool pleased = plan.verdict != Verdict::displeased;
        const cases::Rating rating{pleased ? one.dice.between(4, 5) : one.dice.between(2, 3), ""};
        granted(cases::rate(tx, staff_.citizen(), entered.id, rating, at), entered.number);
        ++moves_;
    }
    return entered;
}

void Life::enter(const std::vector<Plan>& plans, const Album& album, Tally& tally) {
    for (std::size_t from = 0; from < plans.size(); from += cases_at_a_time) {
        const auto until = std::min(from + cases_at_a_time, plans.size());
        const auto before = tally;
        services_.clock->set(plans[from].reported_at);
        services_.database->write([&](db::Tx& tx) {
            tally = before; // the write may be made again
            for (auto i = from; i < until; ++i) {
                Thread one{.plan = &plans[i], .dice = Dice(plans[i].seed)};
                one.before = from_album(album.before, one.dice);
                one.after = from_album(album.after, one.dice);
                ++tally.by_state[enter(tx, one).state];
                ++tally.entered;
            }
            return true;
        });
    }
    tally.moves = moves_;
}

} // namespace weicheng::demo

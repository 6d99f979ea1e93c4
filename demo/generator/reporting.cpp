// How a problem comes on the ledger, and what its citizen says at the end.
#include "demo/generator/granted.h"
#include "demo/generator/life.h"
#include "modules/portal/portal.h"

namespace weicheng::demo {

using cases::Case;
using cases::State;

namespace {

/// The point of the plan when its grid is clear, else the site itself.
Point clear_point(db::Tx& tx, CountyId county, const Plan& plan) {
    return places::locate(tx, county, plan.point) ? plan.point : plan.site->entry->point;
}

} // namespace

cases::NewReport Life::as_report(db::Tx& tx, CountyId county, const Plan& plan) {
    return {.kind = plan.words->kind,
            .condition = plan.condition,
            .summary = plan.summary,
            .point = clear_point(tx, county, plan),
            .place_words = plan.place_words,
            .site = plan.names_site ? plan.site->id : places::SiteId{},
            .source = plan.source};
}

std::string Life::taken(std::vector<std::string>& pictures) {
    check(!pictures.empty(), "the demo drew too few pictures");
    auto picture = std::move(pictures.back());
    pictures.pop_back();
    return picture;
}

const Caller& Life::reporter(Thread& one) {
    const auto& plan = *one.plan;
    if (plan.source == cases::from_citizens) return staff_.citizen();
    if (plan.source == "patrol")
        return staff_.in_body("cases.report", county_.bodies.at(plan.site->entry->grid), one.dice);
    const bool seen_on_the_spot = plan.source == "inspection" || plan.source == "expert";
    return staff_.in_county(seen_on_the_spot ? "cases.check" : "cases.file", one.dice);
}

void Life::report(Thread& one, Instant at) {
    ++moves_;
    if (one.plan->source == "citizen")
        report_as_citizen(one, at);
    else
        report_as_official(one, at);
}

void Life::report_as_official(Thread& one, Instant at) {
    const auto& plan = *one.plan;
    auto& dice = one.dice;
    const auto& who = reporter(one);
    const bool by_telephone = plan.source == "hotline" && dice.chance(40);
    std::vector<std::string> before, after;
    if (!by_telephone) before.push_back(taken(one.before));
    if (plan.mended) after.push_back(taken(one.after));
    const auto contact = plan.source == "hotline" && plan.leaves_contact
                             ? cases::seal_contact(services_, dice.pick(files_.words.citizens), "")
                             : std::nullopt;
    const auto opened = granted(services_.database->write([&](db::Tx& tx) {
        auto report = as_report(tx, county_.id, plan);
        report.before_photos = before;
        report.after_photos = after;
        report.contact = contact;
        if (plan.source == "patrol") report.found_at = at - std::chrono::minutes(10);
        return cases::report(tx, who, report, at);
    }),
                                plan.words->kind);
    one.id = opened.id;
    one.number = opened.number;
}

/// Through the portal, as anybody with a telephone would.
void Life::report_as_citizen(Thread& one, Instant at) {
    const auto& plan = *one.plan;
    auto& dice = one.dice;
    const auto picture = taken(one.before);
    const auto phone = "000" + std::to_string(dice.between(10'000'000, 99'999'999));
    const auto contact =
        plan.leaves_contact
            ? cases::seal_contact(services_, dice.pick(files_.words.citizens), phone)
            : std::nullopt;
    const auto receipt = granted(services_.database->write([&](db::Tx& tx) {
        portal::CitizenReport report{.kind = plan.words->kind,
                                     .words = plan.summary,
                                     .point = clear_point(tx, county_.id, plan),
                                     .place_words = plan.place_words,
                                     .photos = {picture},
                                     .contact = contact};
        if (plan.names_site) report.site_code = plan.site->entry->code;
        return portal::report(tx, *services_.secrets, county_.id, report, at);
    }),
                                 plan.words->kind);
    one.id = receipt.opened.id;
    one.number = receipt.opened.number;
    one.follow_code = receipt.follow_code;
}

/// Rates or objects, once; false when the citizen has nothing (more) to say.
bool Life::step_closed(Thread& one, const Case& known, Instant at) {
    const auto verdict = one.plan->verdict;
    if (known.source != "citizen" || verdict == Verdict::silent || one.rated) return false;
    const auto& words = files_.words;
    auto& dice = one.dice;
    const bool objects = verdict == Verdict::objects && known.period == 1;
    if (objects && cases::may_be_objected(known, at)) {
        const auto picture = taken(one.before);
        const auto& reason = dice.pick(rules_.get<cases::ReasonLists>().of("objection")).code;
        const auto& said = dice.pick(words.objections);
        granted(services_.database->write([&](db::Tx& tx) {
            return cases::object(tx, staff_.citizen(), known.id, reason, said, {picture}, at);
        }),
                known.number);
        ++moves_;
        return true;
    }
    const bool pleased = verdict != Verdict::displeased;
    const cases::Rating rating{pleased ? dice.between(4, 5) : dice.between(2, 3),
                               dice.pick(pleased ? words.praises : words.complaints)};
    granted(services_.database->write([&](db::Tx& tx) {
        return cases::rate(tx, staff_.citizen(), known.id, rating, at);
    }),
            known.number);
    one.rated = true;
    ++moves_;
    return true;
}

} // namespace weicheng::demo

#include "modules/portal/http/portal_http.h"

#include "modules/calendar/calendar.h"
#include "modules/people/people.h"
#include "modules/places/places.h"
#include "modules/portal/http/portal_shapes.h"
#include "modules/portal/portal.h"
#include "modules/portal/rules/report_rules.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"

#include <algorithm>

namespace weicheng::portal {

using http::Context;
using http::Door;
using http::Method;
using http::Nothing;

/// How far back the use of kinds is counted for their order.
static constexpr std::chrono::days counted_use{60};

static Result<http::List<PortalKind>> list_kinds(const Context& context, db::Tx& tx,
                                                 const Nothing&) {
    const auto county = context.caller.county;
    const auto rules = rulebook::in_force(tx, county, context.now);
    http::List<PortalKind> list;
    for (const auto& kind : rules->get<cases::CaseKinds>().kinds)
        if (kind.citizen)
            list.items.push_back({kind.code, kind.name.in(context.locale), kind.icon});
    const auto uses =
        cases::kinds_by_use(tx, county, cases::from_citizens, context.now - counted_use);
    const auto rank = [&](const PortalKind& row) {
        return std::find_if(uses.begin(), uses.end(),
                            [&](const auto& use) { return use.kind == row.code; }) -
               uses.begin();
    };
    std::stable_sort(list.items.begin(), list.items.end(),
                     [&](const PortalKind& a, const PortalKind& b) { return rank(a) < rank(b); });
    return list;
}

static std::string promise(const rulebook::Rules& rules, Locale locale) {
    return fill(rules.get<cases::PortalRules>().promise.in(locale),
                {{"limit", calendar::words_of(rules.get<cases::StageLimits>().filing,
                                              locale == Locale::en)}});
}

static Result<ReportReceipt> post_report(const Services& services, const Context& context,
                                         db::Tx& tx, const CitizenReportInput& input) {
    const auto county = context.caller.county;
    if (!county) return Refusal{"set_up.needed"};
    const std::string phone{trimmed(input.phone ? std::string_view(*input.phone) : "")};
    const std::string name{trimmed(input.name ? std::string_view(*input.name) : "")};
    if (!phone.empty() && !is_phone(phone))
        return fields_wrong({{"/phone", "report.phone_malformed"}});
    const auto receipt = report(tx, *services.secrets, county,
                                {.kind = input.kind,
                                 .words = std::string(trimmed(input.words)),
                                 .point = input.place.point,
                                 .place_words = std::string(trimmed(input.place.words)),
                                 .site_code = input.place.site_code.value_or(""),
                                 .photos = input.photos,
                                 .contact = cases::seal_contact(services, name, phone)},
                                context.now);
    if (!receipt) return receipt.refusal();
    const auto& number = receipt->opened.number;
    return ReportReceipt{number, receipt->follow_code,
                         promise(*rulebook::in_force(tx, county, context.now), context.locale),
                         "/p/r/" + number + "?c=" + receipt->follow_code};
}

/// When the citizen rated this period; facts hold the moment.
static std::optional<Instant> rated_at(db::Tx& tx, const cases::Case& subject) {
    std::optional<Instant> at;
    for (const auto& recorded : facts::of_subject(tx, subject.county, "case", subject.id.value))
        if (recorded.fact.kind == "case.rated")
            at = recorded.fact.at;
        else if (recorded.fact.kind == "case.objected" ||
                 recorded.fact.kind == "case.recheck_failed")
            at.reset();
    return at;
}

/// The citizen's own report, and the case that is worked on: the same, unless the report was merged
/// into another.
struct Followed {
    cases::Case own;
    cases::Case main;
    bool merged() const { return own.id != main.id; }
};

static Followed followed_with_main(db::Tx& tx, const cases::Case& own) {
    if (own.state != cases::State::merged) return {own, own};
    const auto main = cases::find(tx, own.county, own.merged_into);
    check(main.has_value(), "a merged report leads to a case that stands");
    return {own, *main};
}

/// His own pictures and what the unit shows; never what another citizen sent.
static std::vector<PublicPhoto> public_photos(const Services& services, const Followed& report,
                                              Instant now) {
    std::vector<PublicPhoto> photos;
    const auto add = [&](const cases::Photo& photo) {
        photos.push_back({photo.sha256,
                          files::address(*services.secrets, photo.sha256, files::Size::screen, now),
                          files::address(*services.secrets, photo.sha256, files::Size::thumb, now),
                          photo.role, photo.period, std::nullopt, photo.added_at, std::nullopt});
    };
    for (const auto& photo : report.own.photos)
        add(photo);
    if (report.merged())
        for (const auto& photo : report.main.photos)
            if (photo.role == cases::PhotoRole::after) add(photo);
    return photos;
}

static void add_verdict(db::Tx& tx, const Followed& report, const rulebook::Rules& rules,
                        const Context& context, FollowedReport& reply) {
    const auto& main = report.main;
    if (!report.merged()) { // else the word is that of the first reporter
        const auto rating = cases::rating_of(tx, main.county, main.id, main.period);
        if (rating) reply.rating = {rating->score, rating->words};
        reply.can_rate = main.state == cases::State::closed && !rating;
    }
    reply.can_object = cases::may_be_objected(main, context.now);
    if (reply.can_object) reply.object_until = main.objection_until;
    for (const auto& reason : rules.get<cases::ReasonLists>().of("objection"))
        reply.reasons.push_back({reason.code, reason.name.in(context.locale)});
}

/// The reason in words; nothing of what an official wrote beside it.
static EndingOfReport ending_with_reason(EndingKind kind, const std::vector<cases::Step>& done,
                                         cases::Action action,
                                         const std::vector<rulebook::Term>& reasons,
                                         Locale locale) {
    EndingOfReport ending{kind, std::nullopt, std::nullopt};
    for (const auto& step : done) {
        if (step.action != action) continue;
        ending.at = step.at;
        const auto* reason = rulebook::find_by_code(reasons, step.reason);
        ending.reason = reason ? reason->name.in(locale) : step.reason;
    }
    return ending;
}

static std::optional<EndingOfReport> ending_of(const Followed& report,
                                               const std::vector<cases::Step>& done,
                                               const cases::ReasonLists& lists, Locale locale) {
    using cases::Action;
    using cases::State;
    if (report.main.state == State::not_accepted)
        return ending_with_reason(EndingKind::not_accepted, done, Action::decline,
                                  lists.of("decline"), locale);
    if (report.main.state == State::voided)
        return ending_with_reason(EndingKind::voided, done, Action::void_case, lists.of("void"),
                                  locale);
    if (report.merged())
        return EndingOfReport{EndingKind::merged, std::nullopt, report.own.stage_entered_at};
    return std::nullopt;
}

static FollowedReport reply_of(const Services& services, const Context& context, db::Tx& tx,
                               const cases::Case& subject) {
    const auto county = subject.county;
    const auto report = followed_with_main(tx, subject);
    const auto& main = report.main;
    const auto rules = rulebook::in_force(tx, county, context.now);
    const auto unit = people::body_name(tx, county, main.handling_body);
    const auto done = cases::steps_of(tx, county, main.id, main.period);
    Known known{main, done, unit, std::nullopt, std::nullopt};
    if (report.merged())
        known.merged_report_at = subject.reported_at;
    else
        known.rated_at = rated_at(tx, subject);
    const auto story = tell(known, context.locale);
    const auto* kind = rules->get<cases::CaseKinds>().find(subject.kind);
    FollowedReport reply;
    reply.number = subject.number;
    reply.kind = {subject.kind, kind ? kind->name.in(context.locale) : subject.kind};
    reply.words = subject.summary;
    reply.place_words = subject.place_words;
    if (subject.grid) reply.grid_name = places::grid_name(tx, county, subject.grid);
    for (const auto& step : story.steps)
        reply.steps.push_back({step.step, step.at, step.words});
    reply.current_step = story.current;
    if (!unit.empty()) reply.handled_by = unit;
    reply.photos = public_photos(services, report, context.now);
    add_verdict(tx, report, *rules, context, reply);
    reply.ending = ending_of(report, done, rules->get<cases::ReasonLists>(), context.locale);
    reply.period = main.period;
    reply.closed_at = main.closed_at;
    reply.server_now = context.now;
    return reply;
}

static Result<cases::Case> followed(const Services& services, const Context& context, db::Tx& tx,
                                    const NumberPath& params) {
    return follow(tx, *services.secrets, context.caller.county, params.number,
                  context.request.header("follow-code"));
}

static Caller citizen_of(const Context& context) {
    return Caller{.county = context.caller.county};
}

static Result<FollowedReport> post_rating(const Services& services, const Context& context,
                                          db::Tx& tx, const NumberPath& params,
                                          const NewRating& input) {
    const auto subject = followed(services, context, tx, params);
    if (!subject) return subject.refusal();
    if (subject->state == cases::State::merged) return Refusal{"report.goes_with_another"};
    const auto rated = cases::rate(tx, citizen_of(context), subject->id,
                                   {input.score, std::string(trimmed(input.words))}, context.now);
    if (!rated) return rated.refusal();
    return reply_of(services, context, tx, *cases::find(tx, subject->county, subject->id));
}

static Result<FollowedReport> post_objection(const Services& services, const Context& context,
                                             db::Tx& tx, const NumberPath& params,
                                             const NewObjection& input) {
    const auto subject = followed(services, context, tx, params);
    if (!subject) return subject.refusal();
    const auto worked_on = followed_with_main(tx, *subject).main.id;
    const auto objected =
        cases::object(tx, citizen_of(context), worked_on, input.reason,
                      std::string(trimmed(input.words)), input.photos, context.now);
    if (!objected) return objected.refusal();
    return reply_of(services, context, tx, *cases::find(tx, subject->county, subject->id));
}

/// What a citizen is told of others' reports nearby: how far, since when, how it stands; not what
/// they said, nor their numbers.
static Result<http::List<ReportNearby>> list_nearby(const Context& context, db::Tx& tx,
                                                    const NearQuery& params) {
    const auto county = context.caller.county;
    if (!county) return Refusal{"set_up.needed"};
    const auto rules = rulebook::in_force(tx, county, context.now);
    const auto* kind = rules->get<cases::CaseKinds>().find(params.kind);
    if (!kind || !kind->citizen) return fields_wrong({{"?kind", "report.kind_not_offered"}});
    const auto near = cases::open_near(tx, county, params.kind,
                                       Point::from_degrees(params.lon, params.lat), context.now);
    if (!near) return near.refusal();
    http::List<ReportNearby> reply;
    for (const auto& [subject, thumb, distance_m] : near->cases) {
        const auto done = cases::steps_of(tx, county, subject.id, subject.period);
        const auto story = tell({subject, done, "", std::nullopt}, context.locale);
        for (const auto& step : story.steps)
            if (step.step == story.current)
                reply.items.push_back({distance_m, subject.reported_at, step.step, step.words});
    }
    return reply;
}

static http::Spec spec(Method method, std::string path, std::string operation_id,
                       std::string words) {
    return {.method = method,
            .path = "/api/v1/portal" + path,
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = Door::open,
            .success = method == Method::post ? 201 : 200,
            .keyed = method == Method::post,
            .row = "R7.4"};
}

static http::Spec following(http::Spec spec) {
    spec.headers = {"Follow-Code"};
    return spec;
}

std::vector<http::Endpoint> endpoints(const Services& services) {
    return {
        http::read<Nothing, http::List<PortalKind>>(
            spec(Method::get, "/kinds", "list_portal_kinds", "Kinds a citizen may report."),
            list_kinds),
        http::read<NearQuery, http::List<ReportNearby>>(
            spec(Method::get, "/duplicates", "list_reports_nearby",
                 "Whether somebody has reported the same nearby; nothing of who or what. The "
                 "nearest first."),
            list_nearby),
        http::write<Nothing, CitizenReportInput, ReportReceipt>(
            spec(Method::post, "/reports", "report_problem", "A citizen reports a problem."),
            [services](const Context& context, db::Tx& tx, const Nothing&,
                       const CitizenReportInput& input) {
                return post_report(services, context, tx, input);
            }),
        http::read<NumberPath, FollowedReport>(
            following(spec(Method::get, "/reports/{number}", "follow_report",
                           "How a report stands, for whoever has its follow code.")),
            [services](const Context& context, db::Tx& tx,
                       const NumberPath& params) -> Result<FollowedReport> {
                const auto subject = followed(services, context, tx, params);
                if (!subject) return subject.refusal();
                return reply_of(services, context, tx, *subject);
            }),
        http::write<NumberPath, NewRating, FollowedReport>(
            following(spec(Method::post, "/reports/{number}/ratings", "rate_report",
                           "The citizen rates the work, once a period.")),
            [services](const Context& context, db::Tx& tx, const NumberPath& params,
                       const NewRating& input) {
                return post_rating(services, context, tx, params, input);
            }),
        http::write<NumberPath, NewObjection, FollowedReport>(
            following(spec(Method::post, "/reports/{number}/objections", "object_to_closure",
                           "The citizen says it is not done: the next period begins.")),
            [services](const Context& context, db::Tx& tx, const NumberPath& params,
                       const NewObjection& input) {
                return post_objection(services, context, tx, params, input);
            }),
    };
}

} // namespace weicheng::portal

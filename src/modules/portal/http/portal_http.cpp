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

static Result<KindList> list_kinds(const Context& context, db::Tx& tx, const Nothing&) {
    const auto county = context.caller.county;
    const auto rules = rulebook::in_force(tx, county, context.now);
    KindList list;
    for (const auto& kind : rules->case_kinds.kinds)
        if (kind.citizen)
            list.items.push_back({kind.code, kind.name.in(context.locale), kind.icon});
    const auto uses =
        cases::kinds_by_use(tx, county, cases::Source::citizen, context.now - counted_use);
    const auto rank = [&](const KindRow& row) {
        return std::find_if(uses.begin(), uses.end(),
                            [&](const auto& use) { return use.kind == row.code; }) -
               uses.begin();
    };
    std::stable_sort(list.items.begin(), list.items.end(),
                     [&](const KindRow& a, const KindRow& b) { return rank(a) < rank(b); });
    return list;
}

static std::string promise(const rulebook::Rules& rules, Locale locale) {
    return fill(rules.portal.promise.in(locale),
                {{"limit", calendar::words_of(rules.limits.filing, locale == Locale::en)}});
}

static Result<ReceiptReply> post_report(const Services& services, const Context& context,
                                        db::Tx& tx, const ReportBody& body) {
    const auto county = context.caller.county;
    if (!county) return Refusal{"set_up.needed"};
    const std::string phone{trimmed(body.phone ? std::string_view(*body.phone) : "")};
    const std::string name{trimmed(body.name ? std::string_view(*body.name) : "")};
    if (!phone.empty() && !is_phone(phone))
        return fields_wrong({{"/phone", "report.phone_malformed"}});
    const auto receipt = report(tx, *services.secrets, county,
                                {.kind = body.kind,
                                 .words = std::string(trimmed(body.words)),
                                 .point = body.place.point,
                                 .place_words = std::string(trimmed(body.place.words)),
                                 .site_code = body.place.site_code.value_or(""),
                                 .photos = body.photos,
                                 .contact = cases::seal_contact(services, name, phone)},
                                context.now);
    if (!receipt) return receipt.refusal();
    const auto& number = receipt->opened.number;
    return ReceiptReply{number, receipt->follow_code,
                        promise(*rulebook::in_force(tx, county, context.now), context.locale),
                        "/p/r/" + number + "?c=" + receipt->follow_code};
}

/// When the citizen rated this period; facts hold the moment.
static std::optional<Instant> rated_at(db::Tx& tx, const cases::Case& subject) {
    std::optional<Instant> at;
    for (const auto& recorded : facts::of_subject(tx, subject.county, "case", subject.id.value))
        if (recorded.fact.kind == "case.rated")
            at = recorded.fact.at;
        else if (recorded.fact.kind == "case.objected")
            at.reset();
    return at;
}

static std::vector<PublicPhoto> public_photos(const Services& services, const cases::Case& subject,
                                              Instant now) {
    std::vector<PublicPhoto> photos;
    for (const auto& photo : subject.photos)
        photos.push_back({photo.sha256,
                          files::address(*services.secrets, photo.sha256, files::Size::screen, now),
                          files::address(*services.secrets, photo.sha256, files::Size::thumb, now),
                          photo.role, photo.period, std::nullopt, photo.added_at, std::nullopt});
    return photos;
}

static void add_verdict(db::Tx& tx, const cases::Case& subject, const rulebook::Rules& rules,
                        const Context& context, ReportReply& reply) {
    const auto rating = cases::rating_of(tx, subject.county, subject.id, subject.period);
    if (rating) reply.rating = {rating->score, rating->words};
    reply.can_rate = subject.state == cases::State::closed && !rating;
    reply.can_object = cases::may_be_objected(subject, context.now);
    if (reply.can_object) reply.object_until = subject.objection_until;
    for (const auto& reason : rules.reasons.objection)
        reply.reasons.push_back({reason.code, reason.name.in(context.locale)});
}

static ReportReply reply_of(const Services& services, const Context& context, db::Tx& tx,
                            const cases::Case& subject) {
    const auto county = subject.county;
    const auto rules = rulebook::in_force(tx, county, context.now);
    const auto unit = people::body_name(tx, county, subject.handling_body);
    const auto story = tell({subject, cases::steps_of(tx, county, subject.id, subject.period), unit,
                             rated_at(tx, subject)},
                            context.locale);
    const auto* kind = rules->case_kinds.find(subject.kind);
    ReportReply reply;
    reply.number = subject.number;
    reply.kind = {subject.kind, kind ? kind->name.in(context.locale) : subject.kind};
    reply.words = subject.summary;
    reply.place_words = subject.place_words;
    if (subject.grid) reply.grid_name = places::grid_name(tx, county, subject.grid);
    for (const auto& step : story.steps)
        reply.steps.push_back({step.step, step.at, step.words});
    reply.current_step = story.current;
    if (!unit.empty()) reply.handled_by = unit;
    reply.photos = public_photos(services, subject, context.now);
    add_verdict(tx, subject, *rules, context, reply);
    reply.period = subject.period;
    reply.closed_at = subject.closed_at;
    reply.server_now = context.now;
    return reply;
}

static Result<cases::Case> followed(const Services& services, const Context& context, db::Tx& tx,
                                    const NumberParams& params) {
    return follow(tx, *services.secrets, context.caller.county, params.number,
                  context.request.header("follow-code"));
}

static Caller citizen_of(const Context& context) {
    return Caller{.county = context.caller.county};
}

static Result<ReportReply> post_rating(const Services& services, const Context& context, db::Tx& tx,
                                       const NumberParams& params, const RatingBody& body) {
    const auto subject = followed(services, context, tx, params);
    if (!subject) return subject.refusal();
    const auto rated = cases::rate(tx, citizen_of(context), subject->id,
                                   {body.score, std::string(trimmed(body.words))}, context.now);
    if (!rated) return rated.refusal();
    return reply_of(services, context, tx, *cases::find(tx, subject->county, subject->id));
}

static Result<ReportReply> post_objection(const Services& services, const Context& context,
                                          db::Tx& tx, const NumberParams& params,
                                          const ObjectionBody& body) {
    const auto subject = followed(services, context, tx, params);
    if (!subject) return subject.refusal();
    const auto objected = cases::object(tx, citizen_of(context), subject->id, body.reason,
                                        std::string(trimmed(body.words)), body.photos, context.now);
    if (!objected) return objected.refusal();
    return reply_of(services, context, tx, *objected);
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
        http::read<Nothing, KindList>(
            spec(Method::get, "/kinds", "list_portal_kinds", "Kinds a citizen may report."),
            list_kinds),
        http::write<Nothing, ReportBody, ReceiptReply>(
            spec(Method::post, "/reports", "report_problem", "A citizen reports a problem."),
            [services](const Context& context, db::Tx& tx, const Nothing&, const ReportBody& body) {
                return post_report(services, context, tx, body);
            }),
        http::read<NumberParams, ReportReply>(
            following(spec(Method::get, "/reports/{number}", "follow_report",
                           "How a report stands, for whoever has its follow code.")),
            [services](const Context& context, db::Tx& tx,
                       const NumberParams& params) -> Result<ReportReply> {
                const auto subject = followed(services, context, tx, params);
                if (!subject) return subject.refusal();
                return reply_of(services, context, tx, *subject);
            }),
        http::write<NumberParams, RatingBody, ReportReply>(
            following(spec(Method::post, "/reports/{number}/ratings", "rate_report",
                           "The citizen rates the work, once a period.")),
            [services](const Context& context, db::Tx& tx, const NumberParams& params,
                       const RatingBody& body) {
                return post_rating(services, context, tx, params, body);
            }),
        http::write<NumberParams, ObjectionBody, ReportReply>(
            following(spec(Method::post, "/reports/{number}/objections", "object_to_closure",
                           "The citizen says it is not done: the next period begins.")),
            [services](const Context& context, db::Tx& tx, const NumberParams& params,
                       const ObjectionBody& body) {
                return post_objection(services, context, tx, params, body);
            }),
    };
}

} // namespace weicheng::portal

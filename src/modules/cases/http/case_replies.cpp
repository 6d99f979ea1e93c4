#include "modules/cases/http/case_replies.h"

#include "modules/cases/actions/inputs.h"
#include "modules/cases/http/case_words.h"
#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/actors.h"
#include "modules/cases/store/merger_store.h"
#include "modules/cases/store/near_store.h"
#include "modules/cases/store/request_store.h"
#include "modules/people/people.h"
#include "platform/auth/auth.h"
#include "platform/files/files.h"

namespace weicheng::cases {

static std::optional<std::string> text_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

CasePresenter::CasePresenter(const Services& services, const http::Context& context, db::Tx& tx)
    : services_(services), context_(context), tx_(tx), county_(context.caller.county),
      rules_(rulebook::in_force(tx, county_, context.now)),
      calendar_(calendar::in_force(tx, county_)) {}

// ---- names ----

std::optional<http::Named<BodyId>> CasePresenter::body(BodyId id) {
    if (!id) return std::nullopt;
    const auto [known, is_new] = bodies_.try_emplace(id);
    if (is_new) known->second = people::body_name(tx_, county_, id);
    return http::Named<BodyId>{id, known->second};
}

std::optional<std::string> CasePresenter::grid(places::GridId id) {
    if (!id) return std::nullopt;
    const auto [known, is_new] = grids_.try_emplace(id);
    if (is_new) known->second = places::grid_name(tx_, county_, id);
    return text_or_none(known->second);
}

std::optional<std::string> CasePresenter::site(places::SiteId id) {
    if (!id) return std::nullopt;
    const auto [known, is_new] = sites_.try_emplace(id);
    if (is_new)
        if (const auto found = places::site(tx_, county_, id)) known->second = found->name;
    return text_or_none(known->second);
}

const CasePresenter::Person* CasePresenter::person(AccountId account) {
    if (!account) return nullptr;
    const auto [known, is_new] = people_.try_emplace(account);
    auto& person = known->second;
    if (!is_new) return person.name.empty() ? nullptr : &person;
    const auto actor = actor_of(tx_, county_, account);
    if (!actor) return nullptr;
    person.name = actor->name;
    if (const auto posts = people::posts_of_person(tx_, county_, actor->person); !posts.empty()) {
        person.title = posts.front().title;
        person.body_name = posts.front().body_name;
    }
    return &person;
}

// ---- a row ----

static void add_kind(const Case& one, const rulebook::Rules& rules, Locale locale, CaseRow& reply) {
    reply.kind = {one.kind, one.kind, ""};
    reply.condition = {one.condition, one.condition};
    const auto* kind = rules.get<CaseKinds>().find(one.kind);
    if (!kind) return; // the county has dropped it since
    reply.kind = {one.kind, kind->name.in(locale), kind->icon};
    if (const auto* condition = find_condition(*kind, one.condition))
        reply.condition.name = condition->name.in(locale);
}

void CasePresenter::add_row(const Case& one, const std::string& thumb_sha256, CaseRow& reply) {
    reply.id = one.id;
    reply.number = one.number;
    reply.revision = one.revision;
    reply.state = one.state;
    reply.period = one.period;
    add_kind(one, *rules_, context_.locale, reply);
    reply.summary = one.summary;
    reply.place = {one.place_words, one.point, one.grid, grid(one.grid), one.site, site(one.site)};
    reply.block_body = body(one.block_body);
    reply.line_body = body(one.line_body);
    reply.handling_body = body(one.handling_body);
    reply.source = one.source;
    const auto* source = rules_->get<ReportSources>().find(one.source);
    reply.source_name = source ? source->name.in(context_.locale) : one.source;
    reply.light = light_of(one.state, one.stage, context_.now);
    if (one.stage) reply.stage_due_at = one.stage->due_at;
    reply.due_at = one.due_at;
    if (one.stage) reply.clock = one.stage->clock;
    reply.provisional = one.stage && one.stage->provisional;
    if (one.request) reply.request_open = one.request->kind;
    const auto left = time_left(one.stage, context_.now, *calendar_);
    reply.overdue_minutes = left.overdue_minutes;
    reply.remaining_minutes = left.remaining_minutes;
    reply.reported_at = one.reported_at;
    reply.closed_at = one.closed_at;
    reply.rework_count = one.rework_count;
    reply.recurrence_no = one.recurrence_no;
    if (!thumb_sha256.empty())
        reply.thumb_url =
            files::address(*services_.secrets, thumb_sha256, files::Size::thumb, context_.now);
    const auto turn = turn_of(one);
    if (!turn) return;
    reply.waits_for = {std::nullopt, role_words(one.state, context_.locale)};
    if (!turn->members_only) return; // the desk and the checkers are asked for the whole county
    if (const auto asked = body(turn->body)) reply.waits_for->body_name = asked->name;
}

CaseRow CasePresenter::row(const Case& one, const std::string& thumb_sha256) {
    CaseRow reply;
    add_row(one, thumb_sha256, reply);
    return reply;
}

// ---- a whole case ----

std::vector<PhotoOfCase> CasePresenter::photos(const Case& one, bool knows_reporter) {
    const bool may_check = context_.caller.may_in("cases.check", one.block_body);
    std::vector<PhotoOfCase> replies;
    for (const auto& photo : one.photos) {
        PhotoOfCase reply{
            photo.sha256,
            files::address(*services_.secrets, photo.sha256, files::Size::screen, context_.now),
            files::address(*services_.secrets, photo.sha256, files::Size::thumb, context_.now),
            photo.role,
            photo.period,
            std::nullopt,
            photo.added_at,
            std::nullopt};
        if (may_check)
            if (const auto known = files::find(tx_, county_, photo.sha256))
                reply.taken_at = known->taken_at;
        const bool of_report = photo.role == PhotoRole::before && photo.added_by == one.reporter;
        if (knows_reporter || !of_report)
            if (const auto* adder = person(photo.added_by)) reply.added_by_name = adder->name;
        replies.push_back(std::move(reply));
    }
    return replies;
}

static bool is_of_unit(State state) {
    return state == State::dispatched || state == State::handling || state == State::handled;
}

std::vector<StageOfCase> CasePresenter::stages(const Case& one) {
    std::vector<StageOfCase> replies;
    for (const auto& stage : stages_of(tx_, county_, one.id)) {
        const auto until = stage.left_at.value_or(context_.now);
        StageOfCase reply{stage.stage,
                          stage.period,
                          std::nullopt,
                          std::nullopt,
                          stage.entered_at,
                          stage.left_at,
                          stage.due_at,
                          minutes_between(stage.clock, stage.entered_at, until, *calendar_),
                          stage.due_at && until > *stage.due_at};
        if (const auto* ender = person(stage.ended_by)) {
            reply.person_name = ender->name;
            reply.body_name = ender->body_name;
        }
        if (is_of_unit(stage.stage))
            if (const auto unit = body(stage.body)) reply.body_name = unit->name;
        replies.push_back(std::move(reply));
    }
    return replies;
}

static std::string reason_name(const Event& event, const ReasonLists& lists, Locale locale) {
    const auto* list = event.action ? reasons_of(*event.action, lists) : nullptr;
    const auto* reason = list ? rulebook::find_by_code(*list, event.reason) : nullptr;
    return reason ? reason->name.in(locale) : event.reason;
}

EventOfCase CasePresenter::event(const Event& told, bool hides_actor) {
    const auto locale = context_.locale;
    const auto unit = body(told.body);
    EventOfCase reply{told.at,
                      told.fact.substr(told.fact.find('.') + 1),
                      event_words(told.fact, unit ? unit->name : "", locale),
                      std::nullopt,
                      std::nullopt,
                      text_or_none(told.note),
                      text_or_none(reason_name(told, rules_->get<ReasonLists>(), locale)),
                      told.period};
    if (hides_actor) {
        reply.actor_name = locale == Locale::en ? "Reporter (kept secret)" : "上报人（保密）";
    } else if (const auto* actor = person(told.actor)) {
        reply.actor_name = actor->name;
        reply.actor_title = actor->title;
    } else if (!told.by_server) {
        reply.actor_name = locale == Locale::en ? "Citizen" : "群众";
    }
    return reply;
}

std::vector<EventOfCase> CasePresenter::events(std::vector<Event> history, bool knows_reporter) {
    const bool reads_contacts = context_.caller.may_in_county("portal.contacts");
    std::vector<EventOfCase> replies;
    for (auto& told : history) {
        // Why somebody asked for a citizen's telephone is for those who may ask themselves.
        if (told.fact == "case.contact_seen" && !reads_contacts) told.note.clear();
        const bool of_reporter = told.action == Action::report && told.actor;
        replies.push_back(event(told, of_reporter && !knows_reporter));
    }
    return replies;
}

std::optional<ReporterOfCase> CasePresenter::reporter(const Case& one) {
    const auto& caller = context_.caller;
    if (!may_know_reporter(one, caller)) return std::nullopt;
    const bool own = one.reporter && one.reporter == caller.account;
    const auto contact = contact_of(tx_, county_, one.id);
    ReporterOfCase reply;
    reply.kind = !one.reporter || contact ? "citizen" : "official";
    if (contact && (own || may_know_contact(one, caller))) {
        const auto plain = [&](const std::string& sealed) {
            return sealed.empty() ? "" : services_.secrets->unseal(sealed).value_or("");
        };
        reply.name = text_or_none(masked_name(plain(contact->name)));
        reply.phone_masked = text_or_none(masked_phone(plain(contact->phone)));
    } else if (const auto* official = person(one.reporter)) {
        reply.name = official->name;
    }
    return reply;
}

static MoveAsk asked(const Asked& ask, Action action, const CaseKind& kind,
                     const ReasonLists& lists, Locale locale) {
    MoveAsk reply{std::string(ask.field), ask.kind, ask.required, 0, {}};
    if (ask.kind == AskKind::photos && ask.required)
        reply.least = std::max(1, kind.evidence_after_min);
    if (ask.kind == AskKind::reason)
        for (const auto& reason : *reasons_of(action, lists))
            reply.options.push_back({reason.code, reason.name.in(locale)});
    return reply;
}

/// A list of reasons that the county left empty is not asked for.
static AllowedAction action_reply(const MoveDescription& move, const Case& one,
                                  const CaseKind& kind, const ReasonLists& lists, Locale locale) {
    AllowedAction reply{move.action,
                        "/cases/" + std::to_string(one.id.value) + "/" + std::string(move.noun),
                        text_or_none(std::string(move.result)),
                        move.weight,
                        move.says_no,
                        move.undone_by,
                        {}};
    for (const auto& ask : move.asks) {
        auto input = asked(ask, move.action, kind, lists, locale);
        if (ask.kind != AskKind::reason || !input.options.empty())
            reply.asks.push_back(std::move(input));
    }
    return reply;
}

std::vector<AllowedAction> CasePresenter::actions(const Case& one,
                                                  const std::vector<Event>& history) const {
    std::optional<LoadedInputs> earlier; // the county may have dropped the kind since
    const auto* kind = rules_->get<CaseKinds>().find(one.kind);
    if (!kind) kind = earlier.emplace(load_inputs(tx_, one, context_.now)).kind;
    EdgeInputs edge_inputs{*rules_, *kind, context_.now};
    edge_inputs.returns = returns_in(steps_in(history, one.period));
    edge_inputs.asked = asked_before(requests_of(tx_, county_, one.id), one.period);
    std::vector<AllowedAction> replies;
    for (const auto action : allowed_actions(one, context_.caller, edge_inputs))
        if (const auto* move = description_of(action))
            replies.push_back(
                action_reply(*move, one, *kind, rules_->get<ReasonLists>(), context_.locale));
    return replies;
}

/// What led others to it, or it to others.
void CasePresenter::add_standing(const Case& one, CaseReply& reply) {
    reply.verification = one.verification;
    reply.first_body = body(one.first_body);
    reply.verdict_binds = one.verdict_binds;
    reply.recheck = one.recheck;
    if (one.merged_into)
        reply.merged_into =
            LinkToCase{one.merged_into, number_of_case(tx_, county_, one.merged_into)};
    for (const auto& merged : merged_into(tx_, county_, one.id))
        reply.merged_from.push_back({merged.id, merged.number, merged.reported_at});
    if (const auto earlier = earlier_of(tx_, county_, one.id))
        reply.recurs_of = EarlierCaseReply{earlier->id, earlier->number, earlier->closed_at,
                                           earlier->distance_m, earlier->days};
    for (const auto& later : later_of(tx_, county_, one.id))
        reply.recurred_as.push_back({later.id, later.number, later.reported_at, later.distance_m});
}

CaseReply CasePresenter::whole(const Case& one) {
    CaseReply reply;
    add_standing(one, reply);
    add_requests(one, reply);
    add_row(one, one.photos.empty() ? "" : one.photos.front().sha256, reply);
    reply.campaign_id = one.campaign;
    if (const auto* kind = rules_->get<CaseKinds>().find(one.kind)) {
        reply.kind_closing = text_or_none(condition_of(one, *kind).closing.in(context_.locale));
        reply.evidence = {kind->evidence_before_min, kind->evidence_after_min};
        reply.closes = kind->closes;
    }
    const bool knows_reporter = may_know_reporter(one, context_.caller);
    reply.photos = photos(one, knows_reporter);
    reply.stages = stages(one);
    reply.reporter = reporter(one);
    reply.rule = {rulebook::version_number(tx_, county_, one.kinds_version)};
    auto history = events_of(tx_, county_, one.id);
    reply.allowed_actions = actions(one, history);
    reply.events = events(std::move(history), knows_reporter);
    if (const auto rating = rating_of(tx_, county_, one.id, one.period))
        reply.rating = {rating->score, rating->words};
    reply.objection_until = one.objection_until;
    return reply;
}

} // namespace weicheng::cases

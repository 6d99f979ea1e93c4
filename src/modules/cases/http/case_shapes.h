// What the ledger answers: rows, whole cases, counts. Used inside http/ only.
#pragma once

#include "modules/cases/cases.h"
#include "modules/cases/http/move_descriptions.h"
#include "modules/cases/http/request_shapes.h"
#include "modules/rulebook/rulebook.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

struct CodeReply {
    std::string code;
    std::string name;
};
struct KindReply {
    std::string code;
    std::string name;
    std::string icon;
};
struct BodyReply {
    BodyId id;
    std::string name;
};
struct PlaceReply {
    std::string words;
    Point point;
    places::GridId grid_id;
    std::optional<std::string> grid_name;
    places::SiteId site_id;
    std::optional<std::string> site_name;
};
/// Whose turn it is.
struct TurnReply {
    std::optional<std::string> body_name;
    std::string role_words;
};

struct RowReply {
    CaseId id;
    std::string number;
    std::int64_t revision = 0;
    State state = State::reported;
    int period = 1;
    KindReply kind;
    CodeReply condition;
    std::string summary;
    PlaceReply place;
    std::optional<BodyReply> block_body;
    std::optional<BodyReply> line_body;
    std::optional<BodyReply> handling_body;
    Source source = Source::other;
    Light light = Light::none;
    std::optional<Instant> stage_due_at;
    std::optional<Instant> due_at;
    std::optional<StageClock> clock;
    bool provisional = false;
    std::optional<RequestKind> request_open;
    std::optional<std::int64_t> overdue_minutes;
    std::optional<std::int64_t> remaining_minutes;
    Instant reported_at;
    std::optional<Instant> closed_at;
    int rework_count = 0;
    int recurrence_no = 0;
    std::optional<std::string> thumb_url;
    std::optional<TurnReply> waits_for;
};

struct EvidenceReply {
    int before_min = 0;
    int after_min = 0;
};
struct PhotoReply {
    std::string sha256;
    std::string url;
    std::string thumb_url;
    PhotoRole role = PhotoRole::before;
    int period = 1;
    std::optional<Instant> taken_at;
    Instant added_at;
    std::optional<std::string> added_by_name;
};
struct StageReply {
    State stage = State::reported;
    int period = 1;
    std::optional<std::string> body_name;
    std::optional<std::string> person_name;
    Instant entered_at;
    std::optional<Instant> left_at;
    std::optional<Instant> due_at;
    std::int64_t work_minutes = 0;
    bool overdue = false;
};
struct EventReply {
    Instant at;
    std::string kind;
    std::string words;
    std::optional<std::string> actor_name;
    std::optional<std::string> actor_title;
    std::optional<std::string> note;
    std::optional<std::string> reason;
    int period = 1;
};
struct ReporterReply {
    std::string kind;
    std::optional<std::string> name;
    std::optional<std::string> phone_masked;
};
struct RuleReply {
    std::int64_t version = 0;
};
struct AskReply {
    std::string field;
    AskKind as = AskKind::text;
    bool required = false;
    int least = 0;
    std::vector<CodeReply> options;
};
struct ActionReply {
    Action action = Action::file;
    std::string path;
    std::optional<std::string> result;
    Weight weight = Weight::main;
    bool says_no = false;
    std::optional<Action> undone_by;
    std::vector<AskReply> asks;
};
struct RatingReply {
    int score = 0;
    std::string words;
};

/// Another case, with the number people know it by.
struct CaseLink {
    CaseId id;
    std::string number;
};
/// The struck-off case near which the problem came back.
struct EarlierReply {
    CaseId id;
    std::string number;
    std::optional<Instant> closed_at;
    int distance_m = 0;
    int days = 0;
};
struct LaterReply {
    CaseId id;
    std::string number;
    Instant reported_at;
    int distance_m = 0;
};
struct MergedReply {
    CaseId id;
    std::string number;
    Instant reported_at;
};

struct CaseReply : RowReply {
    Verification verification = Verification::none;
    std::optional<BodyReply> first_body;
    bool verdict_binds = false;
    std::optional<CaseLink> merged_into;
    std::vector<MergedReply> merged_from;
    std::optional<EarlierReply> recurs_of;
    std::vector<LaterReply> recurred_as;
    Recheck recheck = Recheck::none;
    std::optional<rulebook::Closer> closes;
    std::optional<SuspensionReply> suspension;
    LatenessReply lateness;
    std::vector<RequestReply> requests;
    std::optional<std::string> description_origin;
    campaigns::CampaignId campaign_id;
    std::optional<std::string> kind_closing;
    EvidenceReply evidence;
    std::vector<PhotoReply> photos;
    std::vector<StageReply> stages;
    std::vector<EventReply> events;
    std::optional<ReporterReply> reporter;
    RuleReply rule;
    std::vector<ActionReply> allowed_actions;
    std::optional<RatingReply> rating;
    std::optional<Instant> objection_until;
};

struct CountsReply {
    http::Json by_state;
    http::Json by_light;
    std::int64_t waiting_for_me = 0;
};
struct ContactReply {
    std::optional<std::string> name;
    std::optional<std::string> phone;
};

} // namespace weicheng::cases

namespace weicheng::http {

template <>
struct Shape<cases::CodeReply> {
    using T = cases::CodeReply;
    static constexpr std::string_view name = "CaseCodeName";
    static constexpr auto fields = std::tuple{field("code", &T::code), field("name", &T::name)};
};
template <>
struct Shape<cases::KindReply> {
    using T = cases::KindReply;
    static constexpr std::string_view name = "KindOfCase";
    static constexpr auto fields =
        std::tuple{field("code", &T::code), field("name", &T::name), field("icon", &T::icon)};
};
template <>
struct Shape<cases::BodyReply> {
    using T = cases::BodyReply;
    static constexpr std::string_view name = "BodyOfCase";
    static constexpr auto fields = std::tuple{field("id", &T::id), field("name", &T::name)};
};
template <>
struct Shape<cases::PlaceReply> {
    using T = cases::PlaceReply;
    static constexpr std::string_view name = "PlaceOfCase";
    static constexpr auto fields =
        std::tuple{field("words", &T::words),     field("point", &T::point),
                   field("grid_id", &T::grid_id), field("grid_name", &T::grid_name),
                   field("site_id", &T::site_id), field("site_name", &T::site_name)};
};
template <>
struct Shape<cases::TurnReply> {
    using T = cases::TurnReply;
    static constexpr std::string_view name = "TurnOfCase";
    static constexpr auto fields =
        std::tuple{field("body_name", &T::body_name, "Null: whoever has the power in the county."),
                   field("role_words", &T::role_words)};
};
template <>
struct Shape<cases::RowReply> {
    using T = cases::RowReply;
    static constexpr std::string_view name = "CaseRow";
    static constexpr auto fields =
        std::tuple{field("id", &T::id),
                   field("number", &T::number),
                   field("revision", &T::revision),
                   field("state", &T::state),
                   field("period", &T::period, "2 after the first objection."),
                   field("kind", &T::kind),
                   field("condition", &T::condition),
                   field("summary", &T::summary),
                   field("place", &T::place),
                   field("block_body", &T::block_body, "The team of the grid it lies in."),
                   field("line_body", &T::line_body, "The department that answers for the kind."),
                   field("handling_body", &T::handling_body, "Who does the work."),
                   field("source", &T::source),
                   field("light", &T::light),
                   field("stage_due_at", &T::stage_due_at),
                   field("due_at", &T::due_at, "Of the handling: sign, handle and confirm."),
                   field("clock", &T::clock, "The stage's own: working hours or all of them."),
                   field("provisional", &T::provisional,
                         "The limit touches a year whose holidays are not announced yet."),
                   field("request_open", &T::request_open, "What waits for a decision."),
                   field("overdue_minutes", &T::overdue_minutes, "By the stage's own clock."),
                   field("remaining_minutes", &T::remaining_minutes, "By the stage's own clock."),
                   field("reported_at", &T::reported_at),
                   field("closed_at", &T::closed_at),
                   field("rework_count", &T::rework_count),
                   field("recurrence_no", &T::recurrence_no, "0: there for the first time."),
                   field("thumb_url", &T::thumb_url),
                   field("waits_for", &T::waits_for, "Whose turn it is; null when struck off.")};
};
template <>
struct Shape<cases::EvidenceReply> {
    using T = cases::EvidenceReply;
    static constexpr std::string_view name = "EvidenceOfCase";
    static constexpr auto fields =
        std::tuple{field("before_min", &T::before_min), field("after_min", &T::after_min)};
};
template <>
struct Shape<cases::PhotoReply> {
    using T = cases::PhotoReply;
    static constexpr std::string_view name = "PhotoOfCase";
    static constexpr auto fields =
        std::tuple{field("sha256", &T::sha256),
                   field("url", &T::url),
                   field("thumb_url", &T::thumb_url),
                   field("role", &T::role),
                   field("period", &T::period),
                   field("taken_at", &T::taken_at, "By the camera; told only to who may check."),
                   field("added_at", &T::added_at),
                   field("added_by_name", &T::added_by_name)};
};
template <>
struct Shape<cases::StageReply> {
    using T = cases::StageReply;
    static constexpr std::string_view name = "StageOfCase";
    static constexpr auto fields =
        std::tuple{field("stage", &T::stage),
                   field("period", &T::period),
                   field("body_name", &T::body_name),
                   field("person_name", &T::person_name, "Who ended it."),
                   field("entered_at", &T::entered_at),
                   field("left_at", &T::left_at),
                   field("due_at", &T::due_at),
                   field("work_minutes", &T::work_minutes, "By the stage's own clock."),
                   field("overdue", &T::overdue)};
};
template <>
struct Shape<cases::EventReply> {
    using T = cases::EventReply;
    static constexpr std::string_view name = "EventOfCase";
    static constexpr auto fields =
        std::tuple{field("at", &T::at),
                   field("kind", &T::kind),
                   field("words", &T::words),
                   field("actor_name", &T::actor_name, "Null: the server."),
                   field("actor_title", &T::actor_title),
                   field("note", &T::note),
                   field("reason", &T::reason),
                   field("period", &T::period)};
};
template <>
struct Shape<cases::ReporterReply> {
    using T = cases::ReporterReply;
    static constexpr std::string_view name = "ReporterOfCase";
    static constexpr auto fields =
        std::tuple{field("kind", &T::kind, "citizen or official"),
                   field("name", &T::name, "A citizen's name is masked."),
                   field("phone_masked", &T::phone_masked)};
};
template <>
struct Shape<cases::RuleReply> {
    static constexpr std::string_view name = "RuleOfCase";
    static constexpr auto fields =
        std::tuple{field("version", &cases::RuleReply::version,
                         "Number of the version of the kinds it was judged by")};
};
template <>
struct Shape<cases::AskReply> {
    using T = cases::AskReply;
    static constexpr std::string_view name = "MoveInput";
    static constexpr auto fields = std::tuple{
        field("field", &T::field, "The member of the request's body."),
        field("as", &T::as, "What kind of thing it is."), field("required", &T::required),
        field("least", &T::least, "Of photos: how many at least."),
        field("options", &T::options, "Of a reason: the county's list.")};
};
template <>
struct Shape<cases::ActionReply> {
    using T = cases::ActionReply;
    static constexpr std::string_view name = "AllowedAction";
    static constexpr auto fields = std::tuple{
        field("action", &T::action),
        field("path", &T::path, "Where it is sent by POST, below /api/v1."),
        field("result", &T::result, "Sent as `result` with the rest, where it is not null."),
        field("weight", &T::weight, "How loudly a screen offers it."),
        field("says_no", &T::says_no, "It turns the case back, or refuses."),
        field("undone_by", &T::undone_by, "The move that takes it back; null: none does."),
        field("asks", &T::asks, "What the person fills in, in the order it is asked.")};
};
template <>
struct Shape<cases::RatingReply> {
    using T = cases::RatingReply;
    static constexpr std::string_view name = "RatingOfCase";
    static constexpr auto fields = std::tuple{field("score", &T::score), field("words", &T::words)};
};
template <>
struct Shape<cases::CaseLink> {
    using T = cases::CaseLink;
    static constexpr std::string_view name = "LinkToCase";
    static constexpr auto fields = std::tuple{field("id", &T::id), field("number", &T::number)};
};
template <>
struct Shape<cases::MergedReply> {
    using T = cases::MergedReply;
    static constexpr std::string_view name = "MergedReport";
    static constexpr auto fields = std::tuple{field("id", &T::id), field("number", &T::number),
                                              field("reported_at", &T::reported_at)};
};
template <>
struct Shape<cases::EarlierReply> {
    using T = cases::EarlierReply;
    static constexpr std::string_view name = "EarlierCase";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("number", &T::number),
                   field("closed_at", &T::closed_at, "Null when it was opened again."),
                   field("distance_m", &T::distance_m),
                   field("days", &T::days, "From its strike-off to the report of this one.")};
};
template <>
struct Shape<cases::LaterReply> {
    using T = cases::LaterReply;
    static constexpr std::string_view name = "LaterCase";
    static constexpr auto fields =
        std::tuple{field("id", &T::id), field("number", &T::number),
                   field("reported_at", &T::reported_at), field("distance_m", &T::distance_m)};
};
template <>
struct Shape<cases::CaseReply> {
    using T = cases::CaseReply;
    static constexpr std::string_view name = "Case";
    static constexpr auto fields = std::tuple_cat(
        Shape<cases::RowReply>::fields,
        std::tuple{field("verification", &T::verification, "What the look before filing found."),
                   field("first_body", &T::first_body,
                         "The first receiver of this period; answers while it is disputed."),
                   field("verdict_binds", &T::verdict_binds,
                         "No return, dispute or reassignment any more in this period."),
                   field("merged_into", &T::merged_into, "The case whose way it goes."),
                   field("merged_from", &T::merged_from, "Reports that go its way."),
                   field("recurs_of", &T::recurs_of, "The struck-off case that came back as it."),
                   field("recurred_as", &T::recurred_as, "Later cases that count against it."),
                   field("recheck", &T::recheck, "Whether the strike-off was drawn."),
                   field("closes", &T::closes, "Who strikes off cases of this kind."),
                   field("suspension", &T::suspension),
                   field("lateness", &T::lateness),
                   field("requests", &T::requests, "Oldest first."),
                   field("description_origin", &T::description_origin,
                         "Where the description comes from, when not from the reporter."),
                   field("campaign_id", &T::campaign_id),
                   field("kind_closing", &T::kind_closing, "When the work counts as done."),
                   field("evidence", &T::evidence),
                   field("photos", &T::photos),
                   field("stages", &T::stages),
                   field("events", &T::events, "Oldest first."),
                   field("reporter", &T::reporter, "Null for whoever may not know."),
                   field("rule", &T::rule),
                   field("allowed_actions", &T::allowed_actions, "What the caller may do now."),
                   field("rating", &T::rating),
                   field("objection_until", &T::objection_until)});
};
template <>
struct Shape<cases::CountsReply> {
    using T = cases::CountsReply;
    static constexpr std::string_view name = "CaseCounts";
    static constexpr auto fields =
        std::tuple{field("by_state", &T::by_state, "A number for each state."),
                   field("by_light", &T::by_light, "A number for each light."),
                   field("waiting_for_me", &T::waiting_for_me)};
};
template <>
struct Shape<cases::ContactReply> {
    using T = cases::ContactReply;
    static constexpr std::string_view name = "ContactOfCase";
    static constexpr auto fields = std::tuple{field("name", &T::name), field("phone", &T::phone)};
};

} // namespace weicheng::http

// What the ledger answers: rows, whole cases, counts. Used inside http/ only.
#pragma once

#include "modules/cases/cases.h"
#include "modules/cases/http/move_descriptions.h"
#include "modules/cases/http/request_shapes.h"
#include "modules/rulebook/rulebook.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

struct KindOfCase {
    std::string code;
    std::string name;
    std::string icon;
};
SHAPE(KindOfCase, code, name, icon);

struct PlaceOfCase {
    std::string words;
    Point point;
    places::GridId grid_id;
    std::optional<std::string> grid_name;
    places::SiteId site_id;
    std::optional<std::string> site_name;
};
SHAPE(PlaceOfCase,
    (words, "Where it is, in words."),
    point, grid_id, grid_name, site_id, site_name);

/// Whose turn it is.
struct TurnOfCase {
    std::optional<std::string> body_name;
    std::string role_words;
};
SHAPE(TurnOfCase, (body_name, "Null: whoever has the power in the county."), role_words);

struct CaseRow {
    CaseId id;
    std::string number;
    std::int64_t revision = 0;
    State state = State::reported;
    int period = 1;
    KindOfCase kind;
    http::CodeName condition;
    std::string summary;
    PlaceOfCase place;
    std::optional<http::Named<BodyId>> block_body;
    std::optional<http::Named<BodyId>> line_body;
    std::optional<http::Named<BodyId>> handling_body;
    std::string source;
    std::string source_name;
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
    std::optional<TurnOfCase> waits_for;
};
SHAPE(CaseRow, id, number, revision, state,
    (period, "2 after the first objection."),
    kind, condition, summary, place,
    (block_body, "The team of the grid it lies in."),
    (line_body, "The department that answers for the kind."),
    (handling_body, "Who does the work."),
    source, source_name, light, stage_due_at,
    (due_at, "Of the handling: sign, handle and confirm."),
    (clock, "The stage's own: working hours or all of them."),
    (provisional, "The limit touches a year whose holidays are not announced yet."),
    (request_open, "What waits for a decision."),
    (overdue_minutes, "By the stage's own clock."),
    (remaining_minutes, "By the stage's own clock."),
    reported_at, closed_at, rework_count,
    (recurrence_no, "0: there for the first time."),
    thumb_url,
    (waits_for, "Whose turn it is; null when struck off."));

struct EvidenceOfCase {
    int before_min = 0;
    int after_min = 0;
};
SHAPE(EvidenceOfCase, before_min, after_min);

struct PhotoOfCase {
    std::string sha256;
    std::string url;
    std::string thumb_url;
    PhotoRole role = PhotoRole::before;
    int period = 1;
    std::optional<Instant> taken_at;
    Instant added_at;
    std::optional<std::string> added_by_name;
};
SHAPE(PhotoOfCase, sha256, url, thumb_url, role, period,
    (taken_at, "By the camera; told only to who may check."),
    added_at, added_by_name);

struct StageOfCase {
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
SHAPE(StageOfCase, stage, period, body_name,
    (person_name, "Who ended it."),
    entered_at, left_at, due_at,
    (work_minutes, "By the stage's own clock."),
    overdue);

struct EventOfCase {
    Instant at;
    std::string kind;
    std::string words;
    std::optional<std::string> actor_name;
    std::optional<std::string> actor_title;
    std::optional<std::string> note;
    std::optional<std::string> reason;
    int period = 1;
};
SHAPE(EventOfCase, at,
    (kind, "What was recorded, such as case.closed."),
    (words, "What happened, in the reader's language."),
    (actor_name, "Null: the server."),
    actor_title, note,
    (reason, "Its reason by name, in the reader's language."),
    period);

struct ReporterOfCase {
    std::string kind;
    std::optional<std::string> name;
    std::optional<std::string> phone_masked;
};
SHAPE(ReporterOfCase,
    (kind, "citizen or official."),
    (name, "A citizen's name is masked."),
    phone_masked);

struct RuleOfCase {
    std::int64_t version = 0;
};
SHAPE(RuleOfCase, (version, "Number of the version of the kinds it was judged by."));

struct MoveAsk {
    std::string field;
    AskKind as = AskKind::text;
    bool required = false;
    int least = 0;
    std::vector<http::CodeName> options;
};
SHAPE(MoveAsk,
    (field, "The member of the request's body."),
    (as, "What kind of thing it is."),
    required,
    (least, "Of photos: how many at least."),
    (options, "Of a reason: the county's list."));

struct AllowedAction {
    Action action = Action::file;
    std::string path;
    std::optional<std::string> result;
    Weight weight = Weight::main;
    bool says_no = false;
    std::optional<Action> undone_by;
    std::vector<MoveAsk> asks;
};
SHAPE(AllowedAction, action,
    (path, "Where it is sent by POST, below /api/v1."),
    (result, "Sent as `result` with the rest, where it is not null."),
    (weight, "How loudly a screen offers it."),
    (says_no, "It turns the case back, or refuses."),
    (undone_by, "The move that takes it back; null: none does."),
    (asks, "What the person fills in, in the order it is asked."));

struct RatingOfCase {
    int score = 0;
    std::string words;
};
SHAPE(RatingOfCase, score, words);

/// Another case, with the number people know it by.
struct LinkToCase {
    CaseId id;
    std::string number;
};
SHAPE(LinkToCase, id, number);

/// The struck-off case near which the problem came back.
struct EarlierCaseReply {
    CaseId id;
    std::string number;
    std::optional<Instant> closed_at;
    int distance_m = 0;
    int days = 0;
};
SHAPE(EarlierCaseReply, id, number,
    (closed_at, "Null when it was opened again."),
    distance_m,
    (days, "From its strike-off to the report of this one."));

struct LaterCaseReply {
    CaseId id;
    std::string number;
    Instant reported_at;
    int distance_m = 0;
};
SHAPE(LaterCaseReply, id, number, reported_at, distance_m);

struct MergedReport {
    CaseId id;
    std::string number;
    Instant reported_at;
};
SHAPE(MergedReport, id, number, reported_at);

struct CaseReply : CaseRow {
    Verification verification = Verification::none;
    std::optional<http::Named<BodyId>> first_body;
    bool verdict_binds = false;
    std::optional<LinkToCase> merged_into;
    std::vector<MergedReport> merged_from;
    std::optional<EarlierCaseReply> recurs_of;
    std::vector<LaterCaseReply> recurred_as;
    Recheck recheck = Recheck::none;
    std::optional<Closer> closes;
    std::optional<SuspensionOfCase> suspension;
    LatenessOfCase lateness;
    std::vector<CaseRequest> requests;
    std::optional<std::string> description_origin;
    campaigns::CampaignId campaign_id;
    std::optional<std::string> kind_closing;
    EvidenceOfCase evidence;
    std::vector<PhotoOfCase> photos;
    std::vector<StageOfCase> stages;
    std::vector<EventOfCase> events;
    std::optional<ReporterOfCase> reporter;
    RuleOfCase rule;
    std::vector<AllowedAction> allowed_actions;
    std::optional<RatingOfCase> rating;
    std::optional<Instant> objection_until;
};
SHAPE_ON(CaseRow, CaseReply,
    (verification, "What the look before filing found."),
    (first_body, "The first receiver of this period; answers while it is disputed."),
    (verdict_binds, "No return, dispute or reassignment any more in this period."),
    (merged_into, "The case whose way it goes."),
    (merged_from, "Reports that go its way."),
    (recurs_of, "The struck-off case that came back as it."),
    (recurred_as, "Later cases that count against it."),
    (recheck, "Whether the strike-off was drawn."),
    (closes, "Who strikes off cases of this kind."),
    suspension, lateness,
    (requests, "Oldest first."),
    (description_origin, "Where the description comes from, when not from the reporter."),
    campaign_id,
    (kind_closing, "When the work counts as done."),
    evidence, photos, stages,
    (events, "Oldest first."),
    (reporter, "Null for whoever may not know."),
    rule,
    (allowed_actions, "What the caller may do now."),
    rating, objection_until);

struct CaseCounts {
    http::Json by_state;
    http::Json by_light;
    std::int64_t waiting_for_me = 0;
};
SHAPE(CaseCounts,
    (by_state, "A number for each state."),
    (by_light, "A number for each light."),
    waiting_for_me);

struct ContactOfCase {
    std::optional<std::string> name;
    std::optional<std::string> phone;
};
SHAPE(ContactOfCase,
    (name, "Who reported it, in full."),
    phone);

} // namespace weicheng::cases

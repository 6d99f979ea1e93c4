// Cases: the one ledger on which every problem is opened (挂账) and struck off (销号). The door of
// the cases module: the portal, the demo county and later modules report and move cases here.
//
// Every move is one edge of one table (rules/edges.h). A function below loads, asks the rules,
// saves, and writes at least one fact, all in the caller's transaction. With `revision` given, a
// case that has moved on since is refused with request.stale.
#pragma once

#include "foundation/caller.h"
#include "foundation/point.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "modules/calendar/calendar.h"
#include "modules/campaigns/campaigns.h"
#include "modules/cases/case_rules.h"
#include "modules/cases/sight.h"
#include "modules/cases/states.h"
#include "modules/places/places.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weicheng {
struct Module;
struct Services;
namespace db {
class Tx;
}
} // namespace weicheng

namespace weicheng::cases {

struct Case;
using CaseId = Id<Case>;

// ---- what is known of a case ----

struct Photo {
    std::string sha256;
    PhotoRole role = PhotoRole::before;
    int period = 1;
    AccountId added_by; // zero: a citizen
    Instant added_at;
};

/// Someone who handled or confirmed the case in this period.
struct Doer {
    AccountId account;
    PersonId person;
};

/// When the running stage must be over and when its light turns. Fixed as the stage begins.
struct StageLimit {
    Instant due_at;
    Instant amber_at;
    Instant deep_red_at;
    StageClock clock = StageClock::work;
    bool provisional = false; // touches a year whose holidays are not announced yet
};

/// 暂缓: why the clock stands, and when someone looks again.
struct Suspension {
    Instant since;
    Date recheck_on; // the county's day
    std::string reason;
    std::int64_t minutes_left = 0; // of the handling clock, on that clock
};

/// What a unit asks for and others decide. Persisted by name.
enum class RequestKind { extension, suspension, lateness };
ENUM_NAMES(RequestKind, extension, suspension, lateness);
/// Asked of a filter: that one of this kind waits for an answer; open: of whatever kind.
enum class RequestAsked { open, extension, suspension, lateness };
ENUM_NAMES(RequestAsked, open, extension, suspension, lateness);
/// Persisted by name. supported: the first of two levels agreed.
enum class RequestStatus { open, supported, granted, refused, lapsed };
ENUM_NAMES(RequestStatus, open, supported, granted, refused, lapsed);

/// 延期, 暂缓, 超期申诉.
struct Request {
    Id<Request> id; // zero: new
    RequestKind kind = RequestKind::extension;
    RequestStatus status = RequestStatus::open;
    int period = 1;
    BodyId body; // that asks
    AccountId asked_by;
    Instant asked_at;
    std::string reason;
    std::optional<calendar::Limit> limit; // extension: how much longer
    std::optional<Date> recheck_on;       // suspension
    AccountId reviewed_by;                // lateness: the first level
    std::optional<Instant> reviewed_at;
    AccountId decided_by;
    std::optional<Instant> decided_at;
};

struct Case {
    CaseId id;
    CountyId county;
    std::string number; // AJ20261122-0031
    std::int64_t revision = 0;
    State state = State::reported;
    int period = 1; // 2 after the first objection

    campaigns::CampaignId campaign;
    std::string kind;      // code
    std::string condition; // code
    std::string summary;
    Point point;
    std::string place_words;
    places::GridId grid;
    places::SiteId site;
    BodyId block_body;            // 块: the grid's team
    BodyId line_body;             // 条: the department that answers for the kind
    BodyId handling_body;         // who does the work; zero until dispatched
    std::string source = "other"; // a code of the rule data "sources"
    bool mended_on_spot = false;
    AccountId reporter; // zero: a citizen
    PersonId reporter_person;

    Instant reported_at;
    std::optional<Instant> found_at;
    std::optional<Instant> filed_at;
    std::optional<Instant> clock_started_at; // of the handling: dispatch, objection or rework
    std::optional<Instant> closed_at;
    std::optional<Instant> objection_until; // a citizen's report, after closing
    bool settled = false;                   // the time for objections has passed
    Instant stage_entered_at;
    std::optional<StageLimit> stage;      // none when ended, unless a re-check is due
    std::optional<Instant> due_at;        // of the handling: sign, handle and confirm together
    std::optional<calendar::Limit> limit; // of the handling, as it was when its clock started
    std::int64_t clock_minutes = 0; // of the handling in all: limit and extensions, on its clock
    BodyId late_body; // whose handling clock ran out before it confirmed; zero: never late
    int signal = 0;   // escalation told of the running stage: 1 due soon, 2 overdue, 3 deep overdue
    int rework_count = 0;
    int return_count = 0;
    std::int64_t kinds_version = 0; // of the rulebook, when it was reported or filed

    Verification verification = Verification::none;
    BodyId first_body;          // the first receiver of this period; answers while it is disputed
    bool verdict_binds = false; // an arbiter decided whose it is; for this period
    std::optional<Suspension> suspension;
    CaseId merged_into;
    CaseId recurs_of;       // the struck-off case that came back as this one (回潮)
    CaseId recurrence_root; // the first of that chain
    int recurrence_no = 0;  // 0: for the first time
    Recheck recheck = Recheck::none;
    AccountId checker; // passed the last check
    AccountId closer;  // struck it off
    bool lateness_exempt = false;
    std::optional<Request> request; // open or supported

    std::vector<Doer> doers;         // of this period
    std::vector<BodyId> doer_bodies; // of who mended on the spot
    std::vector<Photo> photos;
};

// ---- reporting ----

/// A reporter's name and phone, sealed; see seal_contact(). Erased after retention.
struct SealedContact {
    std::string name;  // sealed, or empty
    std::string phone; // sealed, or empty
};
/// Seals what a reporter gave; nothing when both are empty.
std::optional<SealedContact> seal_contact(const Services& services, std::string_view name,
                                          std::string_view phone);

struct NewReport {
    std::string kind;
    std::string condition = {}; // empty: the kind's usual one
    std::string summary = {};
    Point point;
    std::string place_words = {};
    places::GridId grid = {}; // only to choose between two grids
    places::SiteId site = {};
    std::string source = "patrol";               // a code of the rule data "sources"
    std::vector<std::string> before_photos = {}; // digests of photos already taken in
    std::vector<std::string> after_photos = {};  // given: mended on the spot
    std::optional<Instant> found_at = {};
    std::optional<SealedContact> contact = {};
    std::string photos_path = "/before_photos"; // where field errors about photos point to
};

/// Opens a case: grid, owners and limit are found, its number given; where the kind files itself
/// the server files it and, when a route knows the owner, dispatches it. Source citizen is for the
/// portal: the caller is nobody. Refusals: case.kind_unknown, case.condition_unknown,
/// place.outside_county, place.looks_swapped, place.in_two_grids, place.not_in_chosen_grid,
/// case.site_unknown, case.photo_unknown, case.photos_too_few, case.photo_twice,
/// case.found_in_future, case.mender_without_body.
Result<Case> report(db::Tx& tx, const Caller& caller, const NewReport& report, Instant now);

// ---- moving ----

/// What a person adds to a move; each action looks at its own part.
struct Move {
    Action action = Action::file;
    std::string reason = {};                   // return, send back, rework, refuse closure, object
    std::string note = {};                     // kept apart from the facts, can be erased
    BodyId body = {};                          // dispatch
    std::string kind = {};                     // file: another kind than reported
    std::string condition = {};                // file
    std::vector<std::string> photos = {};      // handle, check, object
    std::string photos_path = "/photos";       // where field errors about photos point to
    CaseId into = {};                          // merge
    std::optional<Point> point = {};           // relocate
    std::string place_words = {};              // relocate
    places::GridId grid = {};                  // relocate, only to choose between two grids
    places::SiteId site = {};                  // relocate
    std::optional<calendar::Limit> limit = {}; // ask for an extension
    std::optional<Date> recheck_on = {};       // suspension: asked, granted, prolonged
};

/// Makes the move, and those that follow from it without a person. Refusals: case.unknown,
/// request.stale, case.wrong_state, auth.power_missing, case.outside_scope, case.not_your_body,
/// case.checker_is_doer, case.checker_of_doers_body, case.closer_is_doer, case.reason_unknown,
/// case.kind_unknown, case.condition_unknown, case.body_unknown, case.photo_unknown,
/// case.photos_too_few, case.photo_reused, case.photo_twice, case.objection_closed.
Result<Case> move(db::Tx& tx, const Caller& caller, CaseId id, std::optional<std::int64_t> revision,
                  const Move& move, Instant now);

using Revision = std::optional<std::int64_t>;

inline Result<Case> file(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                         std::string condition, std::string note, Instant now) {
    return move(
        tx, caller, id, revision,
        {.action = Action::file, .note = std::move(note), .condition = std::move(condition)}, now);
}
inline Result<Case> dispatch(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                             BodyId body, std::string note, Instant now) {
    return move(tx, caller, id, revision,
                {.action = Action::dispatch, .note = std::move(note), .body = body}, now);
}
inline Result<Case> sign(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                         Instant now) {
    return move(tx, caller, id, revision, {.action = Action::sign}, now);
}
inline Result<Case> return_to_desk(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                                   std::string reason, std::string note, Instant now) {
    return move(
        tx, caller, id, revision,
        {.action = Action::return_to_desk, .reason = std::move(reason), .note = std::move(note)},
        now);
}
inline Result<Case> handle(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                           std::vector<std::string> after_photos, std::string note, Instant now) {
    return move(tx, caller, id, revision,
                {.action = Action::handle,
                 .note = std::move(note),
                 .photos = std::move(after_photos),
                 .photos_path = "/after_photos"},
                now);
}
inline Result<Case> confirm(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                            std::string note, Instant now) {
    return move(tx, caller, id, revision, {.action = Action::confirm, .note = std::move(note)},
                now);
}
inline Result<Case> send_back(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                              std::string reason, std::string note, Instant now) {
    return move(tx, caller, id, revision,
                {.action = Action::send_back, .reason = std::move(reason), .note = std::move(note)},
                now);
}
inline Result<Case> pass(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                         std::string note, std::vector<std::string> photos, Instant now) {
    return move(tx, caller, id, revision,
                {.action = Action::pass, .note = std::move(note), .photos = std::move(photos)},
                now);
}
inline Result<Case> rework(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                           std::string reason, std::string note, std::vector<std::string> photos,
                           Instant now) {
    return move(tx, caller, id, revision,
                {.action = Action::rework,
                 .reason = std::move(reason),
                 .note = std::move(note),
                 .photos = std::move(photos)},
                now);
}
inline Result<Case> close(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                          std::string note, Instant now) {
    return move(tx, caller, id, revision, {.action = Action::close, .note = std::move(note)}, now);
}
inline Result<Case> refuse_closure(db::Tx& tx, const Caller& caller, CaseId id, Revision revision,
                                   std::string reason, std::string note, Instant now) {
    return move(
        tx, caller, id, revision,
        {.action = Action::refuse_closure, .reason = std::move(reason), .note = std::move(note)},
        now);
}
/// The citizen says it is not done. `caller` is nobody; whoever calls has checked the follow code.
inline Result<Case> object(db::Tx& tx, const Caller& citizen, CaseId id, std::string reason,
                           std::string words, std::vector<std::string> photos, Instant now) {
    return move(tx, citizen, id, std::nullopt,
                {.action = Action::object,
                 .reason = std::move(reason),
                 .note = std::move(words),
                 .photos = std::move(photos)},
                now);
}

/// The citizen's word on the work, once per period, after closing. Refusals case.not_closed,
/// case.rated_already.
struct Rating {
    int score = 0; // 1..5
    std::string words;
};
Result<void> rate(db::Tx& tx, const Caller& citizen, CaseId id, const Rating& rating, Instant now);

// ---- a life known beforehand ----

/// What came next: by whom, when, what.
struct KnownStep {
    Caller who;
    Instant at;
    Move move;
};
/// Says what came after the case as it stood then; nothing ends the tale.
using NextStep = std::function<std::optional<KnownStep>(const Case&)>;
/// Enters a case whose life is already known (an older ledger, a generator of a large store): the
/// same rules judge every step, the store is written once at the end. Bodies named by the steps
/// are taken as standing then; photos of later steps as taken in. Queues nothing for later.
/// Refusals as of report() and move().
Result<Case> replay(db::Tx& tx, const Caller& reporter, const NewReport& report, Instant at,
                    const NextStep& next);

// ---- roll-ups of other modules ----

/// One step of what was saved.
struct SavedStep {
    Action action;
    const Case& before;
    Instant at;
};
/// What a case that came back counts against: the earlier one as it was struck off.
struct CountsAgainst {
    places::GridId grid;
    BodyId block_body;
    BodyId handled_by;
    bool operator==(const CountsAgainst&) const = default;
};
/// What a change has just written.
struct SavedCase {
    const Case& before; // id zero: it is new
    const Case& after;
    std::vector<SavedStep> steps = {}; // none: no move, its limits were counted anew
    std::optional<CountsAgainst> against_before = {}, against_after = {};
};
/// Handed in by the app (platform/db/links.h) and called last in the transaction of each change, in
/// this order: other moves of the day wait for the rows that are touched. For roll-ups only;
/// whatever else follows from a move hears of its fact.
struct RollUps {
    std::vector<std::function<void(db::Tx&, const SavedCase&)>> on_saved;
};

// ---- reading ----

/// Without asking who may see it: for server-side work and rules of other modules.
std::optional<Case> find(db::Tx& tx, CountyId county, CaseId id);
/// Refusal case.unknown, also when the caller may not see it.
Result<Case> find_for(db::Tx& tx, const Caller& caller, CaseId id);
/// Judges what proves the work: whoever may check, strike off or re-check the case, but never who
/// did the work nor anyone of his body.
bool may_judge_evidence(const Case& one, const Caller& caller);
/// The rating of a period; nothing when not rated.
std::optional<Rating> rating_of(db::Tx& tx, CountyId county, CaseId id, int period);
/// Open cases that may be the same problem: of the kind, within its radius and days; nearest first.
/// Without asking who may see them. Refusal case.kind_unknown.
struct NearCase {
    Case one;                 // without photos and doers
    std::string thumb_sha256; // of the first photo; empty when there is none
    int distance_m = 0;
};
struct NearCases {
    int radius_m = 0;
    int days = 0;
    std::vector<NearCase> cases = {};
};
Result<NearCases> open_near(db::Tx& tx, CountyId county, const std::string& kind, Point point,
                            Instant now);
/// So many sources can be asked for at once.
inline constexpr std::size_t most_sources = 8;

/// What is asked of the ledger, by its lists, exports, counts and map. Days are the county's, both
/// ends included.
struct CaseFilter {
    std::vector<State> state = {}; // none: all
    std::vector<Light> light = {}; // by the moments fixed with the stage; none: all
    std::optional<std::string> kind = {};
    std::optional<places::GridId> grid_id = {};
    std::optional<BodyId> body_id = {};   // block, line or handling body
    std::vector<std::string> source = {}; // codes, most_sources at the most
    std::optional<std::string> q = {};    // a number's beginning, or text in summary or place words
    bool mine = false;                    // waits for the caller
    std::optional<RequestAsked> request = {};
    std::optional<Recheck> recheck = {};
    std::optional<Verification> verification = {};
    bool recurred = false;    // came back after a strike-off
    bool provisional = false; // its limit touches a year that is not announced
    bool late = false;        // the unit's clock ran out before it confirmed
    std::optional<Date> reported_from = {}, reported_to = {};
    std::optional<Date> closed_from = {}, closed_to = {};
    std::optional<Date> recheck_on_to = {}; // suspended, to be looked at again until then

    bool operator==(const CaseFilter&) const = default;
};
/// How many of the cases that the caller sees and the filter lets through lie in each grid; grids
/// without such cases and cases outside all grids are left out.
std::map<places::GridId, std::int64_t> cases_by_grid(db::Tx& tx, const Caller& caller,
                                                     const CaseFilter& filter, Instant now);
/// How a case stands in time, by the moments fixed as its stage began.
Light light_of(State state, const std::optional<StageLimit>& stage, Instant now);
/// A case that was declined, voided or merged is no proof that the problem came back.
bool counts_as_recurrence(State later);
/// When each action last happened, in the given period, oldest first.
struct Step {
    Action action = Action::report;
    Instant at;
    std::string reason = {}; // code
};
std::vector<Step> steps_of(db::Tx& tx, CountyId county, CaseId id, int period);
/// Reports per kind since a moment, most first.
struct KindCount {
    std::string kind;
    std::int64_t reports = 0;
};
std::vector<KindCount> kinds_by_use(db::Tx& tx, CountyId county, std::string_view source,
                                    Instant since);

/// Counts again from the ledger's own rows how many cases stand where, and says where the kept
/// counts differ; empty when they do not.
std::vector<std::string> standing_differences(db::Tx& tx, CountyId county);

/// Whether the portal would take an objection now.
bool may_be_objected(const Case& one, Instant now);

/// Views for other modules' SQL, with the names of the tables' columns: cases_v, case_points_v,
/// case_stages_v, case_requests_v, case_recurrences_v, case_photos_v.
Module make_module(const Services& services);

} // namespace weicheng::cases

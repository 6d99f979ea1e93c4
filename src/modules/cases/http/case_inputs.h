// What is asked of the ledger: searches, reports, moves. Used inside http/ only.
#pragma once

#include "modules/cases/store/case_list.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

SHAPE(CaseFilter,
    (state, at_most(14), "Several with commas; none: all."),
    (light, at_most(7), "Several with commas; none: all."),
    (kind, at_most(40)),
    grid_id,
    (body_id, "Block, line or handling body."),
    (source, at_most(most_sources), "Several with commas; none: all."),
    (q, at_most(60), "The beginning of a number, or a piece of the words."),
    (mine, "Only what waits for the caller."),
    (request, "A request waits for an answer: open (any), or of this kind."),
    recheck, verification,
    (recurred, "Only what came back after a strike-off."),
    (provisional, "Only limits that touch a year not announced yet."),
    (late, "Only where the unit's clock ran out before it confirmed."),
    (reported_from, "A day of the county, inside."),
    (reported_to, "A day of the county, inside."),
    (closed_from, "A day of the county, inside."),
    (closed_to, "A day of the county, inside."),
    (recheck_on_to, "Suspended, to be looked at again until that day."));

struct ListQuery : CaseFilter {
    std::optional<Sort> sort;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
SHAPE_ON(CaseFilter, ListQuery,
    (sort, "due (most urgent first), -reported or reported."),
    (limit, between(1, largest_page)),
    (cursor, at_most(80)));

struct PlaceOfNewCase {
    Point point;
    std::string words;
    std::optional<places::GridId> grid_id;
    std::optional<places::SiteId> site_id;
};
SHAPE(PlaceOfNewCase, point,
    (words, at_most(200), "Where it is, in words."),
    (grid_id, "Only to choose between two grids."),
    site_id);

struct HotlineCaller {
    std::optional<std::string> name;
    std::optional<std::string> phone;
};
SHAPE(HotlineCaller,
    (name, at_most(40), "Who called."),
    (phone, at_most(30)));

struct NewCase {
    std::string kind;
    std::optional<std::string> condition;
    std::string summary;
    PlaceOfNewCase place;
    std::string source;
    std::vector<std::string> before_photos;
    std::vector<std::string> after_photos;
    std::optional<Instant> found_at;
    std::optional<HotlineCaller> hotline_caller;
};
SHAPE(NewCase,
    (kind, at_most(40)),
    (condition, at_most(40)),
    (summary, at_most(500)),
    place,
    (source, at_most(40), "A code of the sources."),
    (before_photos, at_most(9)),
    (after_photos, at_most(9), "Given: already mended."),
    found_at, hotline_caller);

struct NewFiling {
    std::optional<std::string> condition;
    std::optional<std::string> note;
    std::optional<std::string> kind;
};
SHAPE(NewFiling,
    (condition, at_most(40)),
    (note, at_most(500)),
    (kind, at_most(40), "When it is of another kind."));

struct NewDispatch {
    BodyId body_id;
    std::optional<std::string> note;
};
SHAPE(NewDispatch,
    (body_id, "The unit that shall handle it."),
    (note, at_most(500)));

struct NewReceipt {};
SHAPE(NewReceipt);

struct NewRefusalWithReason {
    std::string reason;
    std::optional<std::string> note;
};
SHAPE(NewRefusalWithReason, (reason, at_most(40)), (note, at_most(500)));

struct NewHandling {
    std::vector<std::string> after_photos;
    std::optional<std::string> note;
};
SHAPE(NewHandling, (after_photos, at_most(9)), (note, at_most(500)));

struct NewNote {
    std::optional<std::string> note;
};
SHAPE(NewNote, (note, at_most(500)));

enum class CheckResult { pass, rework };
ENUM_NAMES(CheckResult, pass, rework);
struct NewCheck {
    CheckResult result = CheckResult::pass;
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::vector<std::string> photos;
};
SHAPE(NewCheck,
    (result, "Whether the work holds."),
    (reason, at_most(40), "For a rework."),
    (note, at_most(500)),
    (photos, at_most(9)));

enum class VerificationResult { confirmed, not_found };
ENUM_NAMES(VerificationResult, confirmed, not_found);
struct NewVerification {
    VerificationResult result = VerificationResult::confirmed;
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::vector<std::string> photos;
};
SHAPE(NewVerification,
    (result, "Whether the problem was found there."),
    (reason, at_most(40), "When it was not found."),
    (note, at_most(500)),
    (photos, at_most(9)));

enum class RecheckResult { pass, fail };
ENUM_NAMES(RecheckResult, pass, fail);
struct NewRecheck {
    RecheckResult result = RecheckResult::pass;
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::vector<std::string> photos;
};
SHAPE(NewRecheck,
    (result, "Whether the strike-off holds."),
    (reason, at_most(40), "When it fails."),
    (note, at_most(500)),
    (photos, at_most(9)));

struct NewReassignment {
    BodyId body_id;
    std::string reason;
    std::optional<std::string> note;
};
SHAPE(NewReassignment,
    (body_id, "The unit that shall handle it from now on."),
    (reason, at_most(40)),
    (note, at_most(500)));

struct NewVerdict {
    BodyId body_id;
    std::optional<std::string> note;
};
SHAPE(NewVerdict,
    (body_id, "Whose it is."),
    (note, at_most(500)));

struct NewMerger {
    CaseId into_case_id;
    std::optional<std::string> note;
};
SHAPE(NewMerger,
    (into_case_id, "The main case, open or struck off."),
    (note, at_most(500)));

struct NewRelocation {
    PlaceOfNewCase place;
    std::optional<std::string> note;
};
SHAPE(NewRelocation, place, (note, at_most(500)));

struct NewContactView {
    std::string reason;
};
SHAPE(NewContactView,
    (reason, between(1, 200), "Why the contact is needed; kept with who looked."));

} // namespace weicheng::cases

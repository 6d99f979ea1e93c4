// What is asked of the ledger: searches, reports, moves. Used inside http/ only.
#pragma once

#include "modules/cases/store/case_list.h"
#include "platform/http/endpoint.h"

namespace weicheng::cases {

/// open: one of whatever kind waits for an answer.
enum class RequestAsked { open, extension, suspension, lateness };
ENUM_NAMES(RequestAsked, open, extension, suspension, lateness);
struct ListQuery {
    std::vector<State> state;
    std::vector<Light> light;
    std::optional<std::string> kind;
    std::optional<places::GridId> grid_id;
    std::optional<BodyId> body_id;
    std::vector<Source> source;
    std::optional<std::string> q;
    bool mine = false;
    std::optional<RequestAsked> request;
    std::optional<Recheck> recheck;
    std::optional<Verification> verification;
    bool recurred = false;
    bool provisional = false;
    bool late = false;
    std::optional<Date> reported_from;
    std::optional<Date> reported_to;
    std::optional<Date> closed_from;
    std::optional<Date> closed_to;
    std::optional<Date> recheck_on_to;
    std::optional<Sort> sort;
    std::optional<int> limit;
    std::optional<std::string> cursor;
};
struct CasePath {
    CaseId id;
};

struct PlaceWish {
    Point point;
    std::string words;
    std::optional<places::GridId> grid_id;
    std::optional<places::SiteId> site_id;
};
struct CallerWish {
    std::optional<std::string> name;
    std::optional<std::string> phone;
};
struct CaseWish {
    std::string kind;
    std::optional<std::string> condition;
    std::string summary;
    PlaceWish place;
    Source source = Source::patrol;
    std::vector<std::string> before_photos;
    std::vector<std::string> after_photos;
    std::optional<Instant> found_at;
    std::optional<CallerWish> hotline_caller;
};

struct FilingWish {
    std::optional<std::string> condition;
    std::optional<std::string> note;
    std::optional<std::string> kind;
};
struct DispatchWish {
    BodyId body_id;
    std::optional<std::string> note;
};
struct ReceiptWish {};
struct ReasonWish {
    std::string reason;
    std::optional<std::string> note;
};
struct HandlingWish {
    std::vector<std::string> after_photos;
    std::optional<std::string> note;
};
struct NoteWish {
    std::optional<std::string> note;
};
enum class CheckResult { pass, rework };
ENUM_NAMES(CheckResult, pass, rework);
struct CheckWish {
    CheckResult result = CheckResult::pass;
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::vector<std::string> photos;
};
enum class VerificationResult { confirmed, not_found };
ENUM_NAMES(VerificationResult, confirmed, not_found);
struct VerificationWish {
    VerificationResult result = VerificationResult::confirmed;
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::vector<std::string> photos;
};
enum class RecheckResult { pass, fail };
ENUM_NAMES(RecheckResult, pass, fail);
struct RecheckWish {
    RecheckResult result = RecheckResult::pass;
    std::optional<std::string> reason;
    std::optional<std::string> note;
    std::vector<std::string> photos;
};
struct ReassignmentWish {
    BodyId body_id;
    std::string reason;
    std::optional<std::string> note;
};
struct VerdictWish {
    BodyId body_id;
    std::optional<std::string> note;
};
struct MergerWish {
    CaseId into_case_id;
    std::optional<std::string> note;
};
struct RelocationWish {
    PlaceWish place;
    std::optional<std::string> note;
};
struct ContactWish {
    std::string reason;
};

} // namespace weicheng::cases

namespace weicheng::http {

template <>
struct Shape<cases::ListQuery> {
    using T = cases::ListQuery;
    static constexpr std::string_view name = "CaseQuery";
    static constexpr auto fields = std::tuple{
        field("state", &T::state, at_most(14), "Several with commas; none: all."),
        field("light", &T::light, at_most(7), "Several with commas; none: all."),
        field("kind", &T::kind, at_most(40)),
        field("grid_id", &T::grid_id),
        field("body_id", &T::body_id, "Block, line or handling body."),
        field("source", &T::source, at_most(8), "Several with commas; none: all."),
        field("q", &T::q, at_most(60), "The beginning of a number, or a piece of the words."),
        field("mine", &T::mine, "Only what waits for the caller."),
        field("request", &T::request,
              "A request waits for an answer: open (any), or of this kind."),
        field("recheck", &T::recheck),
        field("verification", &T::verification),
        field("recurred", &T::recurred, "Only what came back after a strike-off."),
        field("provisional", &T::provisional, "Only limits that touch a year not announced yet."),
        field("late", &T::late, "Only where the unit's clock ran out before it confirmed."),
        field("reported_from", &T::reported_from, "A day of the county, inside."),
        field("reported_to", &T::reported_to, "A day of the county, inside."),
        field("closed_from", &T::closed_from, "A day of the county, inside."),
        field("closed_to", &T::closed_to, "A day of the county, inside."),
        field("recheck_on_to", &T::recheck_on_to,
              "Suspended, to be looked at again until that day."),
        field("sort", &T::sort, "due (most urgent first), -reported or reported"),
        field("limit", &T::limit, between(1, largest_page)),
        field("cursor", &T::cursor, at_most(80))};
};
template <>
struct Shape<cases::CasePath> {
    static constexpr std::string_view name = "CasePath";
    static constexpr auto fields = std::tuple{field("id", &cases::CasePath::id)};
};
template <>
struct Shape<cases::PlaceWish> {
    using T = cases::PlaceWish;
    static constexpr std::string_view name = "PlaceOfNewCase";
    static constexpr auto fields =
        std::tuple{field("point", &T::point), field("words", &T::words, at_most(200)),
                   field("grid_id", &T::grid_id, "Only to choose between two grids."),
                   field("site_id", &T::site_id)};
};
template <>
struct Shape<cases::CallerWish> {
    using T = cases::CallerWish;
    static constexpr std::string_view name = "HotlineCaller";
    static constexpr auto fields =
        std::tuple{field("name", &T::name, at_most(40)), field("phone", &T::phone, at_most(30))};
};
template <>
struct Shape<cases::CaseWish> {
    using T = cases::CaseWish;
    static constexpr std::string_view name = "NewCase";
    static constexpr auto fields =
        std::tuple{field("kind", &T::kind, at_most(40)),
                   field("condition", &T::condition, at_most(40)),
                   field("summary", &T::summary, at_most(500)),
                   field("place", &T::place),
                   field("source", &T::source),
                   field("before_photos", &T::before_photos, at_most(9)),
                   field("after_photos", &T::after_photos, at_most(9), "Given: already mended."),
                   field("found_at", &T::found_at),
                   field("hotline_caller", &T::hotline_caller)};
};
template <>
struct Shape<cases::FilingWish> {
    using T = cases::FilingWish;
    static constexpr std::string_view name = "NewFiling";
    static constexpr auto fields = std::tuple{
        field("condition", &T::condition, at_most(40)), field("note", &T::note, at_most(500)),
        field("kind", &T::kind, at_most(40), "When it is of another kind.")};
};
template <>
struct Shape<cases::DispatchWish> {
    using T = cases::DispatchWish;
    static constexpr std::string_view name = "NewDispatch";
    static constexpr auto fields =
        std::tuple{field("body_id", &T::body_id), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::ReceiptWish> {
    static constexpr std::string_view name = "NewReceipt";
    static constexpr std::tuple<> fields{};
};
template <>
struct Shape<cases::ReasonWish> {
    using T = cases::ReasonWish;
    static constexpr std::string_view name = "NewRefusalWithReason";
    static constexpr auto fields =
        std::tuple{field("reason", &T::reason, at_most(40)), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::HandlingWish> {
    using T = cases::HandlingWish;
    static constexpr std::string_view name = "NewHandling";
    static constexpr auto fields = std::tuple{field("after_photos", &T::after_photos, at_most(9)),
                                              field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::NoteWish> {
    static constexpr std::string_view name = "NewNote";
    static constexpr auto fields = std::tuple{field("note", &cases::NoteWish::note, at_most(500))};
};
template <>
struct Shape<cases::CheckWish> {
    using T = cases::CheckWish;
    static constexpr std::string_view name = "NewCheck";
    static constexpr auto fields = std::tuple{
        field("result", &T::result), field("reason", &T::reason, at_most(40), "For a rework."),
        field("note", &T::note, at_most(500)), field("photos", &T::photos, at_most(9))};
};
template <>
struct Shape<cases::VerificationWish> {
    using T = cases::VerificationWish;
    static constexpr std::string_view name = "NewVerification";
    static constexpr auto fields =
        std::tuple{field("result", &T::result),
                   field("reason", &T::reason, at_most(40), "When it was not found."),
                   field("note", &T::note, at_most(500)), field("photos", &T::photos, at_most(9))};
};
template <>
struct Shape<cases::RecheckWish> {
    using T = cases::RecheckWish;
    static constexpr std::string_view name = "NewRecheck";
    static constexpr auto fields = std::tuple{
        field("result", &T::result), field("reason", &T::reason, at_most(40), "When it fails."),
        field("note", &T::note, at_most(500)), field("photos", &T::photos, at_most(9))};
};
template <>
struct Shape<cases::ReassignmentWish> {
    using T = cases::ReassignmentWish;
    static constexpr std::string_view name = "NewReassignment";
    static constexpr auto fields =
        std::tuple{field("body_id", &T::body_id), field("reason", &T::reason, at_most(40)),
                   field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::VerdictWish> {
    using T = cases::VerdictWish;
    static constexpr std::string_view name = "NewVerdict";
    static constexpr auto fields = std::tuple{field("body_id", &T::body_id, "Whose it is."),
                                              field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::MergerWish> {
    using T = cases::MergerWish;
    static constexpr std::string_view name = "NewMerger";
    static constexpr auto fields =
        std::tuple{field("into_case_id", &T::into_case_id, "The main case, open or struck off."),
                   field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::RelocationWish> {
    using T = cases::RelocationWish;
    static constexpr std::string_view name = "NewRelocation";
    static constexpr auto fields =
        std::tuple{field("place", &T::place), field("note", &T::note, at_most(500))};
};
template <>
struct Shape<cases::ContactWish> {
    static constexpr std::string_view name = "NewContactView";
    static constexpr auto fields =
        std::tuple{field("reason", &cases::ContactWish::reason, between(1, 200),
                         "Why the contact is needed; kept with who looked.")};
};

} // namespace weicheng::http

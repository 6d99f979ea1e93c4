#include "modules/evidence/http/evidence_http.h"

#include "foundation/text.h"
#include "modules/evidence/store/evidence_store.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::evidence {

using http::Context;
using http::Nothing;

namespace {} // namespace

/// "2026-11-22 09:31" by the county's clock.
static std::string local_minute(Instant at) {
    auto text = to_rfc3339(at + county_offset).substr(0, 16);
    text[10] = ' ';
    return text;
}

static std::string other_photo(const Warning& warning, bool en) {
    const bool after = warning.other_role == cases::PhotoRole::after;
    if (warning.other_period > 0)
        return fill(en ? "a photo of period {n} of this case" : "本案第 {n} 次办理的照片",
                    {{"n", std::to_string(warning.other_period)}});
    if (warning.other_number.empty()) return en ? "a photo of another case" : "另一案件的照片";
    if (en) return (after ? "the after-photo of " : "the before-photo of ") + warning.other_number;
    return " " + warning.other_number + " 的" + (after ? "整改后照片" : "整改前照片");
}

std::string words_of(const Warning& warning, Locale locale) {
    const bool en = locale == Locale::en;
    const auto figure = std::to_string(warning.figure);
    switch (warning.kind) {
    case WarningKind::same_photo:
        return fill(en ? "The same file as {photo}" : "与{photo}是同一个文件",
                    {{"photo", other_photo(warning, en)}});
    case WarningKind::near_same_photo:
        return fill(en ? "Almost the same picture as {photo}" : "与{photo}几乎相同",
                    {{"photo", other_photo(warning, en)}});
    case WarningKind::taken_before_case:
        return fill(en ? "Taken at {at} by the camera's clock, before the problem was reported"
                       : "相机记录的拍摄时间是 {at}，早于问题上报",
                    {{"at", local_minute(warning.at.value())}});
    case WarningKind::far_from_place:
        return fill(en ? "Taken about {m} m away from the case's place, by the camera's position"
                       : "照片定位距案件地点约 {m} 米",
                    {{"m", figure}});
    case WarningKind::seconds_before_limit:
        return fill(en ? "Handed in {s} s before the limit" : "在时限截止前 {s} 秒才提交",
                    {{"s", figure}});
    case WarningKind::unchanged_view:
        return en ? "Before and after look almost the same" : "整改前后两张照片几乎没有变化";
    case WarningKind::other_view:
        return en ? "Before and after do not seem to show the same view"
                  : "整改前后的照片不像是同一处画面";
    }
    return {};
}

std::vector<EvidenceWarning> warnings_for(db::Tx& tx, const cases::Case& one, const Caller& reader,
                                          const EvidenceRules& rules, Locale locale) {
    std::vector<EvidenceWarning> told;
    if (!cases::may_judge_evidence(one, reader)) return told;
    const auto text_or_none = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional{text};
    };
    for (const auto& warning : warnings_of(evidence_of(tx, one, reader, rules), rules)) {
        EvidenceWarning each{warning.kind, words_of(warning, locale), text_or_none(warning.photo),
                             text_or_none(warning.other), std::nullopt};
        if (warning.other_case)
            each.other_case = OtherCase{warning.other_case, warning.other_number};
        told.push_back(std::move(each));
    }
    return told;
}

static Result<http::List<EvidenceWarning>> tell_warnings(const Context& context, db::Tx& tx,
                                                         cases::CaseId id) {
    const auto one = cases::find_for(tx, context.caller, id);
    if (!one) return one.refusal();
    const auto rules = rulebook::in_force<EvidenceRules>(tx, context.caller.county, context.now);
    return http::List<EvidenceWarning>{
        warnings_for(tx, *one, context.caller, *rules, context.locale)};
}

std::vector<http::Endpoint> warning_endpoints() {
    return {http::slow<http::ById<cases::CaseId>, Nothing, http::List<EvidenceWarning>>(
        {.method = http::Method::get,
         .path = "/api/v1/cases/{id}/evidence-warnings",
         .operation_id = "list_evidence_warnings",
         .words =
             "What is odd about the photos and times of a case; empty but for who judges the work.",
         .door = http::Door::signed_in,
         .row = "R2.1"},
        [](const Context& context, const http::ById<cases::CaseId>& path, const Nothing&) {
            return context.database.read(
                [&](db::Tx& tx) { return tell_warnings(context, tx, path.id); });
        })};
}

} // namespace weicheng::evidence

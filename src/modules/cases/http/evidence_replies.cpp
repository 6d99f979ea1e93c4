#include "modules/cases/http/evidence_replies.h"

#include "foundation/text.h"
#include "modules/cases/store/evidence_store.h"

namespace weicheng::cases {

/// "2026-11-22 09:31" by the county's clock.
static std::string local_minute(Instant at) {
    auto text = to_rfc3339(at + county_offset).substr(0, 16);
    text[10] = ' ';
    return text;
}

static std::string other_photo(const EvidenceSign& sign, bool en) {
    const bool after = sign.other_role == PhotoRole::after;
    if (sign.other_period > 0)
        return fill(en ? "a photo of period {n} of this case" : "本案第 {n} 次办理的照片",
                    {{"n", std::to_string(sign.other_period)}});
    if (sign.other_number.empty()) return en ? "a photo of another case" : "另一案件的照片";
    if (en) return (after ? "the after-photo of " : "the before-photo of ") + sign.other_number;
    return " " + sign.other_number + " 的" + (after ? "整改后照片" : "整改前照片");
}

std::string words_of(const EvidenceSign& sign, Locale locale) {
    const bool en = locale == Locale::en;
    const auto figure = std::to_string(sign.figure);
    switch (sign.sign) {
    case Sign::same_photo:
        return fill(en ? "The same file as {photo}" : "与{photo}是同一个文件",
                    {{"photo", other_photo(sign, en)}});
    case Sign::near_same_photo:
        return fill(en ? "Almost the same picture as {photo}" : "与{photo}几乎相同",
                    {{"photo", other_photo(sign, en)}});
    case Sign::taken_before_case:
        return fill(en ? "Taken at {at} by the camera's clock, before the problem was reported"
                       : "相机记录的拍摄时间是 {at}，早于问题上报",
                    {{"at", local_minute(sign.at.value())}});
    case Sign::far_from_place:
        return fill(en ? "Taken about {m} m away from the case's place, by the camera's position"
                       : "照片定位距案件地点约 {m} 米",
                    {{"m", figure}});
    case Sign::seconds_before_limit:
        return fill(en ? "Handed in {s} s before the limit" : "在时限截止前 {s} 秒才提交",
                    {{"s", figure}});
    case Sign::unchanged_view:
        return en ? "Before and after look almost the same" : "整改前后两张照片几乎没有变化";
    case Sign::other_view:
        return en ? "Before and after do not seem to show the same view"
                  : "整改前后的照片不像是同一处画面";
    }
    return {};
}

std::vector<SignReply> sign_replies(db::Tx& tx, const Case& one, const Caller& reader,
                                    const rulebook::EvidenceRules& rules, Locale locale) {
    std::vector<SignReply> replies;
    if (!may_see_signs(one, reader)) return replies;
    const auto text_or_none = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional{text};
    };
    for (const auto& sign : signs_of(evidence_of(tx, one, reader, rules), rules)) {
        SignReply reply{sign.sign, words_of(sign, locale), text_or_none(sign.photo),
                        text_or_none(sign.other), std::nullopt};
        if (sign.other_case) reply.other_case = CaseLink{sign.other_case, sign.other_number};
        replies.push_back(std::move(reply));
    }
    return replies;
}

} // namespace weicheng::cases

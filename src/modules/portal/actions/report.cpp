#include "modules/portal/portal.h"

#include "modules/places/places.h"
#include "modules/portal/rules/report_rules.h"
#include "modules/portal/store/report_store.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"

namespace weicheng::portal {

static constexpr int follow_code_length = 8;

static std::string bound(std::string_view number, std::string_view follow_code) {
    return std::string(number) + ":" + std::string(follow_code);
}

static Result<cases::NewReport> as_case(db::Tx& tx, CountyId county, const CitizenReport& report) {
    cases::NewReport opening;
    opening.kind = report.kind;
    opening.summary = report.words;
    opening.place_words = report.place_words;
    opening.source = cases::from_citizens;
    opening.before_photos = report.photos;
    opening.contact = report.contact;
    opening.photos_path = "/photos";
    if (!report.site_code.empty()) {
        const auto site = places::site_by_code(tx, county, report.site_code);
        if (!site) return fields_wrong({{"/place/site_code", "site.unknown_code"}});
        opening.site = site->id;
        opening.point = site->point;
        if (opening.place_words.empty()) opening.place_words = site->name;
    }
    if (report.point) opening.point = *report.point;
    return opening;
}

Result<Receipt> report(db::Tx& tx, const auth::Secrets& secrets, CountyId county,
                       const CitizenReport& report, Instant now) {
    const auto judged = judge(report, *rulebook::in_force(tx, county, now));
    if (!judged) return judged.refusal();
    const auto opening = as_case(tx, county, report);
    if (!opening) return opening.refusal();
    auto opened = cases::report(tx, Caller{.county = county}, *opening, now);
    if (!opened) return opened.refusal();
    auto code = auth::random_code(follow_code_length);
    keep_report(tx, county, opened->id, opened->number,
                secrets.sign("follow-code", bound(opened->number, code)));
    return Receipt{std::move(*opened), std::move(code)};
}

Result<cases::Case> follow(db::Tx& tx, const auth::Secrets& secrets, CountyId county,
                           std::string_view number, std::string_view follow_code) {
    const auto kept = report_by_number(tx, county, number);
    if (!kept || !secrets.verify("follow-code", bound(number, follow_code), kept->follow_digest))
        return Refusal{"report.unknown"};
    auto found = cases::find(tx, county, kept->case_id);
    check(found.has_value(), "a citizen's report has its case");
    return std::move(*found);
}

} // namespace weicheng::portal

#include "modules/portal/rules/report_rules.h"

#include <algorithm>

namespace weicheng::portal {

Refusal fields_wrong(std::vector<FieldError> errors) {
    return {"request.fields_wrong", {{"count", std::to_string(errors.size())}}, std::move(errors)};
}

Result<void> judge(const CitizenReport& report, const rulebook::Rules& rules) {
    std::vector<FieldError> wrong;
    const auto* kind = rules.get<cases::CaseKinds>().find(report.kind);
    if (!kind || !kind->citizen) wrong.push_back({"/kind", "report.kind_not_offered"});
    if (!report.point && report.site_code.empty())
        wrong.push_back({"/place/point", "report.place_missing"});
    if (report.photos.empty()) wrong.push_back({"/photos", "report.photos_missing"});
    if (report.photos.size() > static_cast<std::size_t>(rules.get<cases::PortalRules>().photos_max))
        wrong.push_back({"/photos",
                         "report.photos_too_many",
                         {{"max", std::to_string(rules.get<cases::PortalRules>().photos_max)}}});
    if (!wrong.empty()) return fields_wrong(std::move(wrong));
    return {};
}

bool is_phone(std::string_view text) {
    if (text.size() < 5 || text.size() > 20) return false;
    const auto digits =
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 5 && text.find_first_not_of("0123456789 +-()") == std::string_view::npos;
}

} // namespace weicheng::portal

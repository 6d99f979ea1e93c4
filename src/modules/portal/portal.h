// The portal: how a citizen without an account reports, follows, rates and objects. The door of the
// portal module; the demo county uses it, officials never pass through it.
#pragma once

#include "modules/cases/cases.h"

#include "foundation/result.h"

#include <optional>
#include <string>
#include <vector>

namespace weicheng {
struct Module;
struct Services;
namespace auth {
class Secrets;
}
} // namespace weicheng

namespace weicheng::portal {

/// What a citizen tells. Either a point, or the code of a site read from its sign.
struct CitizenReport {
    std::string kind;
    std::string words = {};
    std::optional<Point> point = {};
    std::string place_words = {};
    std::string site_code = {};
    std::vector<std::string> photos = {};
    std::optional<cases::SealedContact> contact = {};
};

/// What the citizen keeps: whoever has both may follow the report.
struct Receipt {
    cases::Case opened;
    std::string follow_code; // told once; only a keyed digest is kept
};

/// Opens a case for a citizen. Refusals: report.kind_not_offered, report.place_missing,
/// report.photos_missing, report.photos_too_many, site.unknown_code, and those of cases::report.
Result<Receipt> report(db::Tx& tx, const auth::Secrets& secrets, CountyId county,
                       const CitizenReport& report, Instant now);

/// The case behind a number and its follow code. Refusal report.unknown for a wrong number and for
/// a wrong code alike.
Result<cases::Case> follow(db::Tx& tx, const auth::Secrets& secrets, CountyId county,
                           std::string_view number, std::string_view follow_code);

Module make_module(const Services& services);

} // namespace weicheng::portal

#include "modules/calendar/rules/judge.h"
#include "modules/calendar/store/calendar_store.h"
#include "modules/calendar/store/calendar_text.h"
#include "platform/facts/facts.h"

#include <algorithm>
#include <utility>

namespace weicheng::calendar {

static Result<void> judged(const Caller& actor, std::vector<FieldError> wrong) {
    if (!actor.may_in_county("calendar.edit"))
        return Refusal{"auth.power_missing", {{"power", "calendar.edit"}}};
    if (wrong.empty()) return {};
    return Refusal{
        "request.fields_wrong", {{"count", std::to_string(wrong.size())}}, std::move(wrong)};
}

/// Keeps what stood before and says that it changed: who counts limits reacts to the fact.
static void tell(db::Tx& tx, const Caller& actor, std::optional<int> year, std::string_view before,
                 std::string_view after, Instant now) {
    const auto change = keep_change(tx, actor, year, before, after, now);
    http::JsonObject said;
    year ? said.add("year", *year) : said.add_null("year");
    facts::record(tx, actor, {"calendar.changed", "calendar_change", change, now, said.text()});
}

Result<void> set_year(db::Tx& tx, const Caller& actor, const Year& wanted, Instant now) {
    if (auto refused = judged(actor, judge(wanted)); !refused) return refused;
    auto year = wanted;
    std::sort(year.days.begin(), year.days.end(),
              [](const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; });
    const auto known = load_year(tx, actor.county, year.year);
    const auto before = known ? http::to_json(shape_of(*known)) : "null";
    const auto after = http::to_json(shape_of(year));
    if (before == after) return {};
    save_year(tx, actor.county, year);
    tell(tx, actor, year.year, before, after, now);
    return {};
}

Result<void> set_hours(db::Tx& tx, const Caller& actor, const std::vector<Stretch>& hours,
                       Instant now) {
    if (auto refused = judged(actor, judge(hours)); !refused) return refused;
    const auto known = load_hours(tx, actor.county);
    if (known == hours) return {};
    save_hours(tx, actor.county, hours);
    tell(tx, actor, std::nullopt, http::to_json(shape_of(known)), http::to_json(shape_of(hours)),
         now);
    return {};
}

} // namespace weicheng::calendar

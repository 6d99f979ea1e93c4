#include "modules/cases/http/case_http.h"
#include "modules/cases/http/case_read_shapes.h"
#include "modules/cases/http/case_replies.h"
#include "modules/cases/rules/clock.h"
#include "modules/cases/rules/permission.h"
#include "modules/cases/store/near_store.h"
#include "modules/people/people.h"
#include "platform/files/files.h"

namespace weicheng::cases {

using http::Context;
using http::Nothing;

static KindOfCase kind_of(const std::string& code, const rulebook::Rules& rules, Locale locale) {
    const auto* kind = rules.get<CaseKinds>().find(code);
    return kind ? KindOfCase{code, kind->name.in(locale), kind->icon} : KindOfCase{code, code, ""};
}

// ---- duplicates ----

static Result<LikelyDuplicates> likely_duplicates(const Services& services, const Context& context,
                                                  db::Tx& tx, const NearQuery& query) {
    const auto point = Point::from_degrees(query.lon, query.lat);
    const auto near = open_near(tx, context.caller.county, query.kind, point, context.now);
    if (!near) return near.refusal();
    const auto rules = rulebook::in_force(tx, context.caller.county, context.now);
    LikelyDuplicates reply{near->radius_m, near->days, {}};
    for (const auto& [one, thumb, distance_m] : near->cases) {
        LikelyDuplicate row;
        row.id = one.id;
        row.number = one.number;
        row.kind = kind_of(one.kind, *rules, context.locale);
        row.distance_m = distance_m;
        row.reported_at = one.reported_at;
        row.state = one.state;
        row.light = light_of(one.state, one.stage, context.now);
        if (may_see(one, context.caller)) { // others learn only that there is something
            row.summary = one.summary;
            row.place_words = one.place_words;
            if (!thumb.empty())
                row.thumb_url =
                    files::address(*services.secrets, thumb, files::Size::thumb, context.now);
        }
        reply.items.push_back(std::move(row));
    }
    return reply;
}

// ---- stubborn spots ----

static StubbornSpot tell_spot(const Context& context, db::Tx& tx, const Spot& spot,
                              const rulebook::Rules& rules) {
    const auto county = context.caller.county;
    const auto& first = spot.first;
    StubbornSpot reply;
    reply.id = first.id;
    reply.kind = kind_of(first.kind, rules, context.locale);
    reply.point = first.point;
    reply.place_words = first.place_words;
    if (first.grid) reply.grid = {first.grid, places::grid_name(tx, county, first.grid)};
    reply.count = spot.count;
    reply.first_at = first.reported_at;
    reply.last_at = spot.last_at;
    reply.last_case = {spot.last, spot.last_number, spot.last_state};
    for (const auto& [body, count] : spot.handled_by)
        reply.handled_by.push_back({people::body_name(tx, county, body), count});
    return reply;
}

static Result<http::Page<StubbornSpot>> list_spots(const Context& context, db::Tx& tx,
                                                   const SpotsQuery& query) {
    const SpotFilter filter{query.kind.value_or(""), query.grid_id.value_or(places::GridId{}),
                            query.min_count.value_or(2)};
    const auto found =
        stubborn_spots(tx, context.caller, filter, query.limit.value_or(http::default_page),
                       query.cursor.value_or(""));
    if (!found) return found.refusal();
    const auto rules = rulebook::in_force(tx, context.caller.county, context.now);
    http::Page<StubbornSpot> page;
    for (const auto& spot : found->spots)
        page.items.push_back(tell_spot(context, tx, spot, *rules));
    if (!found->next_cursor.empty()) page.next_cursor = found->next_cursor;
    return page;
}

// ---- the paths ----

std::vector<http::Endpoint> near_endpoints(const Services& services) {
    return {http::read<NearQuery, LikelyDuplicates>(
                {.method = http::Method::get,
                 .path = "/api/v1/case-duplicates",
                 .operation_id = "list_duplicates",
                 .words = "Open cases of that kind near a place: perhaps the same problem.",
                 .door = http::Door::power,
                 .power = "cases.report",
                 .row = "R2.4"},
                [services](const Context& context, db::Tx& tx, const NearQuery& query) {
                    return likely_duplicates(services, context, tx, query);
                }),
            http::slow<SpotsQuery, Nothing, http::Page<StubbornSpot>>(
                {.method = http::Method::get,
                 .path = "/api/v1/stubborn-spots",
                 .operation_id = "list_stubborn_spots",
                 .words = "Places where a struck-off problem came back, the most stubborn first.",
                 .door = http::Door::power,
                 .power = "cases.read",
                 .row = "R2.4"},
                [](const Context& context, const SpotsQuery& query, const Nothing&) {
                    return context.database.read(
                        [&](db::Tx& tx) { return list_spots(context, tx, query); });
                })};
}

} // namespace weicheng::cases

#include "modules/cases/actions/ground.h"

#include "modules/cases/rules/routing.h"
#include "modules/people/people.h"
#include "platform/auth/auth.h"
#include "platform/files/files.h"

#include <charconv>

namespace weicheng::cases {

Result<Ground> ground_for_kind(db::Tx& tx, CountyId county, const std::string& kind, Instant now) {
    Ground ground;
    ground.rules = rulebook::in_force(tx, county, now);
    ground.calendar = calendar::in_force(tx, county);
    ground.kind = ground.rules->get<CaseKinds>().find(kind);
    if (!ground.kind) return refuse_at("/kind", "case.kind_unknown", {{"kind", kind}});
    return ground;
}

Ground ground_of(db::Tx& tx, const Case& one, Instant now) {
    Ground ground;
    ground.rules = rulebook::in_force(tx, one.county, now);
    ground.calendar = calendar::in_force(tx, one.county);
    ground.kind = ground.rules->get<CaseKinds>().find(one.kind);
    if (!ground.kind) {
        ground.earlier_rules =
            rulebook::in_force(tx, one.county, one.filed_at.value_or(one.reported_at));
        ground.kind = ground.earlier_rules->get<CaseKinds>().find(one.kind);
    }
    check(ground.kind != nullptr, "the kind a case was judged by stands in the rulebook");
    return ground;
}

Owners find_owners(db::Tx& tx, CountyId county, const Ground& ground, places::GridId grid,
                   places::SiteId site) {
    RoutingFacts known;
    std::string grid_code;
    if (const auto found = places::grid(tx, county, grid)) {
        grid_code = found->code;
        known.grid_body = people::heir_of(tx, county, found->body);
    }
    known.route = ground.rules->get<Routing>().find(*ground.kind, grid_code);
    if (known.route && !known.route->line_body.empty())
        if (const auto body = people::body_by_code(tx, county, known.route->line_body))
            known.line_body = body->heir;
    if (const auto found = places::site(tx, county, site))
        known.site_manager = people::heir_of(tx, county, found->manager);
    return owners_of(known);
}

Result<places::Located> place_of(db::Tx& tx, CountyId county, Point point, places::GridId grid,
                                 places::SiteId site) {
    if (site && !places::site(tx, county, site))
        return refuse_at("/place/site_id", "case.site_unknown");
    auto located = places::locate(tx, county, point, grid ? std::optional{grid} : std::nullopt);
    if (located) return located;
    const auto& told = located.refusal();
    const bool choice = told.code == "place.not_in_chosen_grid";
    return refuse_at(choice ? "/place/grid_id" : "/place/point", told.code, told.params);
}

int draw_of(db::Tx& tx, CaseId id, int period) {
    const auto* secrets = tx.links().get<auth::Hooks>().secrets;
    const auto key = secrets ? secrets->sign("recheck-draws", "key") : "";
    const auto digest =
        auth::sha256_hex(key + ":" + std::to_string(id.value) + ":" + std::to_string(period));
    std::uint32_t number = 0;
    std::from_chars(digest.data(), digest.data() + 8, number, 16);
    return static_cast<int>(number % 10'000);
}

Result<void> photos_known(db::Tx& tx, CountyId county, const std::vector<std::string>& photos,
                          const std::string& path) {
    for (std::size_t i = 0; i < photos.size(); ++i)
        if (!files::find(tx, county, photos[i]))
            return refuse_at(path + "/" + std::to_string(i), "case.photo_unknown");
    return {};
}

Result<std::vector<Change>> with_follow_ups(Change first, Instant now, const Ground& ground) {
    std::vector<Change> chain{std::move(first)};
    const auto basis = ground.basis();
    const auto server = auth::server_caller(chain.front().after.county);
    while (const auto action = follow_up(chain.back(), basis)) {
        Basis standing = basis;
        standing.body_stands = true; // owners are found among bodies that stand
        auto next =
            judge_move(chain.back().after, {.action = *action, .body = ground.owners.handler},
                       server, now, standing);
        if (!next) return next.refusal();
        next->follows = true;
        chain.push_back(std::move(*next));
    }
    return chain;
}

} // namespace weicheng::cases

#include "modules/cases/actions/inputs.h"

#include "modules/cases/rules/routing.h"
#include "modules/people/people.h"
#include "platform/auth/auth.h"
#include "platform/files/files.h"

#include <charconv>

namespace weicheng::cases {

Result<LoadedInputs> load_inputs_for_kind(db::Tx& tx, CountyId county, const std::string& kind,
                                          Instant now) {
    LoadedInputs loaded;
    loaded.rules = rulebook::in_force(tx, county, now);
    loaded.calendar = calendar::in_force(tx, county);
    loaded.kind = loaded.rules->get<CaseKinds>().find(kind);
    if (!loaded.kind) return refuse_at("/kind", "case.kind_unknown", {{"kind", kind}});
    return loaded;
}

LoadedInputs load_inputs(db::Tx& tx, const Case& one, Instant now) {
    LoadedInputs loaded;
    loaded.rules = rulebook::in_force(tx, one.county, now);
    loaded.calendar = calendar::in_force(tx, one.county);
    loaded.kind = loaded.rules->get<CaseKinds>().find(one.kind);
    if (!loaded.kind) {
        loaded.earlier_rules =
            rulebook::in_force(tx, one.county, one.filed_at.value_or(one.reported_at));
        loaded.kind = loaded.earlier_rules->get<CaseKinds>().find(one.kind);
    }
    check(loaded.kind != nullptr, "the kind a case was judged by stands in the rulebook");
    return loaded;
}

Owners find_owners(db::Tx& tx, CountyId county, const LoadedInputs& loaded, places::GridId grid,
                   places::SiteId site) {
    RoutingFacts known;
    std::string grid_code;
    if (const auto found = places::grid(tx, county, grid)) {
        grid_code = found->code;
        known.grid_body = people::heir_of(tx, county, found->body);
    }
    known.route = loaded.rules->get<Routing>().find(*loaded.kind, grid_code);
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

Result<std::vector<Change>> with_follow_ups(Change first, Instant now, const LoadedInputs& loaded) {
    std::vector<Change> chain{std::move(first)};
    const auto inputs = loaded.inputs();
    const auto server = auth::server_caller(chain.front().after.county);
    while (const auto action = follow_up(chain.back(), inputs)) {
        DecisionInputs standing = inputs;
        standing.body_stands = true; // owners are found among bodies that stand
        auto next =
            judge_move(chain.back().after, {.action = *action, .body = loaded.owners.handler},
                       server, now, standing);
        if (!next) return next.refusal();
        next->follows = true;
        chain.push_back(std::move(*next));
    }
    return chain;
}

} // namespace weicheng::cases

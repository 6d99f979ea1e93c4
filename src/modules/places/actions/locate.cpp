#include "modules/places/places.h"
#include "modules/places/rules/chain.h"
#include "modules/places/rules/place_rules.h"
#include "modules/places/store/county_map.h"

#include <algorithm>

namespace weicheng::places {

Result<Located> locate(db::Tx& tx, CountyId county, Point point, std::optional<GridId> chosen) {
    const auto map = store::county_map(tx, county);
    const auto judged = rules::judge_place(map->sight(point), chosen);
    if (!judged) return judged.refusal();
    return Located{judged->id, judged->name, people::heir_of(tx, county, judged->body)};
}

/// The body that stands for `id` today, with its posts.
static std::optional<rules::Team> team_of(db::Tx& tx, CountyId county, BodyId id) {
    const auto body = people::body(tx, county, people::heir_of(tx, county, id));
    if (!body) return std::nullopt;
    return rules::Team{*body, people::posts_of_body(tx, county, body->id)};
}

static std::optional<rules::Team> headquarters_of(db::Tx& tx, CountyId county) {
    for (const auto& body : people::bodies(tx, county))
        if (body.kind == people::BodyKind::headquarters && body.stands())
            return team_of(tx, county, body.id);
    return std::nullopt;
}

static Answer answer_for(db::Tx& tx, CountyId county, std::optional<Grid> in_grid,
                         std::optional<Site> at_site) {
    rules::ChainKnown known;
    known.headquarters = headquarters_of(tx, county);
    if (in_grid) {
        known.in_grid = true;
        known.leader_name = people::person_name(tx, county, in_grid->leader);
        known.leader_posts = people::posts_of_person(tx, county, in_grid->leader);
        known.grid_team = team_of(tx, county, in_grid->body);
    }
    if (at_site) {
        known.at_site = true;
        known.manager = team_of(tx, county, at_site->manager);
    }
    return {std::move(in_grid), std::move(at_site), rules::chain_of(known)};
}

Result<Answer> find_responsibility(db::Tx& tx, CountyId county, Point point) {
    const auto located = locate(tx, county, point);
    if (!located) return located.refusal();
    return answer_for(tx, county, grid(tx, county, located->grid), std::nullopt);
}

Result<Answer> find_responsibility(db::Tx& tx, CountyId county, SiteId id) {
    auto at = site(tx, county, id);
    if (!at) return Refusal{"site.unknown"};
    const auto in_grid = grid(tx, county, at->grid);
    return answer_for(tx, county, in_grid, std::move(at));
}

} // namespace weicheng::places

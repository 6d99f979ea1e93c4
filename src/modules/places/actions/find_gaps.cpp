#include "modules/places/actions/find_gaps.h"

#include "modules/places/store/county_map.h"
#include "modules/places/store/places_store.h"

namespace weicheng::places {

std::vector<rules::Gap> find_gaps(db::Tx& tx, CountyId county, Instant now, Locale locale) {
    const auto map = store::county_map(tx, county);
    rules::GapKnown known;
    known.county = county;
    known.grids = grids(tx, county); // fresh: the map's copies may name an earlier leader
    known.sites = store::sites(tx, county);
    known.bodies = people::bodies(tx, county);
    known.posts = people::posts(tx, county);
    for (const auto& overlap : map->coverage().overlaps)
        known.overlaps.push_back(
            {map->grids()[overlap.first], map->grids()[overlap.second], overlap.square_metres});
    known.uncovered_m2 = map->coverage().uncovered_m2;
    if (const auto& source = tx.links().get<UnownedKinds>().of)
        known.unowned_kinds = source(tx, county, now, locale);
    return rules::gaps_of(known);
}

} // namespace weicheng::places

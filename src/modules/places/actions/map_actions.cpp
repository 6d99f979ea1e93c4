#include "modules/places/places.h"
#include "modules/places/rules/place_rules.h"
#include "modules/places/store/county_map.h"
#include "modules/places/store/geojson.h"
#include "modules/places/store/places_store.h"
#include "platform/facts/facts.h"
#include "platform/http/json.h"

namespace weicheng::places {

/// The county's edge must be polygons without a fault.
static Result<void> judge_edge(std::string_view geojson) {
    const auto outlines = outlines_of(geojson);
    if (!outlines) return outlines.refusal();
    if (outlines->empty())
        return refuse_at("/geojson", "map_layer.not_geojson", {{"fault", "it has no polygon"}});
    for (const auto& outline : *outlines)
        if (const auto fault = geo::fault_of(outline.polygon, Locale::en))
            return refuse_at(
                "/geojson", "place.polygon_broken",
                {{"fault_zh", *geo::fault_of(outline.polygon, Locale::zh)}, {"fault_en", *fault}});
    return {};
}

Result<void> set_map_layer(db::Tx& tx, const Caller& caller, std::string_view name,
                           std::string_view geojson, Instant now) {
    const auto power = rules::judge_map_power(caller);
    if (!power) return power;
    const auto layer = rules::judge_layer_name(name);
    if (!layer) return layer;
    const auto extent = store::extent_of(geojson);
    if (!extent) return extent.refusal();
    if (name == "boundary") {
        const auto edge = judge_edge(geojson);
        if (!edge) return edge;
    }
    store::put_map_layer(tx, caller.county, name, geojson);
    store::renew_revision(tx, caller.county);
    http::JsonObject fact;
    fact.add("layer", name);
    facts::record(tx, caller, {"map_layer.set", "county", caller.county.value, now, fact.text()});
    return {};
}

static rules::GridFindings findings_of(db::Tx& tx, CountyId county, const NewGrid& input) {
    rules::GridFindings found;
    found.code_taken = grid_by_code(tx, county, input.code).has_value();
    found.body = people::body(tx, county, input.body);
    found.leader_known = !people::person_name(tx, county, input.leader).empty();
    if (const auto fault = geo::fault_of(input.polygon, Locale::en)) {
        found.fault_en = *fault;
        found.fault_zh = geo::fault_of(input.polygon, Locale::zh).value_or(*fault);
        return found; // nothing can be measured on a broken polygon
    }
    const auto map = store::county_map(tx, county);
    found.outside_m2 = map->outside_m2(input.polygon);
    found.overlapped = map->overlapped_by(input.polygon, rules::allowed_overlap_m2);
    return found;
}

/// Sites that lay in no grid and lie in the new one.
static void take_in_sites(db::Tx& tx, CountyId county, GridId grid, const geo::Rings& polygon) {
    const geo::AreaIndex area({polygon});
    for (const auto& site : store::sites_without_grid(tx, county))
        if (!area.holding(site.point).empty()) store::set_grid(tx, county, site.id, grid);
}

Result<GridId> create_grid(db::Tx& tx, const Caller& caller, const NewGrid& input, Instant now) {
    const auto county = caller.county;
    const auto judged = rules::judge_new_grid(caller, input, findings_of(tx, county, input));
    if (!judged) return judged.refusal();
    const auto id = store::insert_grid(tx, county, input);
    store::renew_revision(tx, county);
    take_in_sites(tx, county, id, input.polygon);
    http::JsonObject fact;
    fact.add("code", input.code).add("body", input.body).add("leader", input.leader);
    facts::record(tx, caller, {"grid.added", "grid", id.value, now, fact.text()});
    return id;
}

Result<void> set_grid_leader(db::Tx& tx, const Caller& caller, GridId id, PersonId leader,
                             Instant now) {
    const auto county = caller.county;
    const auto before = grid(tx, county, id);
    const auto judged = rules::judge_leader(caller, before.has_value(), leader,
                                            !people::person_name(tx, county, leader).empty());
    if (!judged) return judged;
    store::set_leader(tx, county, id, leader);
    http::JsonObject fact;
    fact.add("before", before->leader).add("leader", leader);
    facts::record(tx, caller, {"grid.leader_named", "grid", id.value, now, fact.text()});
    return {};
}

Result<void> set_site_kind(db::Tx& tx, const Caller& caller, const SiteKind& kind, Instant now) {
    const auto judged = rules::judge_site_kind(caller, kind);
    if (!judged) return judged;
    store::set_site_kind(tx, caller.county, kind);
    http::JsonObject fact;
    fact.add("code", kind.code).add("name", kind.name_zh);
    facts::record(tx, caller, {"site_kind.put", "county", caller.county.value, now, fact.text()});
    return {};
}

/// The grid a site is counted to; in an overlap the first by code, which the gap list shows.
static Result<GridId> grid_of_site(db::Tx& tx, CountyId county, Point point) {
    auto sighting = store::county_map(tx, county)->sight(point);
    if (sighting.grids.size() > 1) sighting.grids.resize(1);
    auto judged = rules::judge_place(sighting, std::nullopt);
    if (judged) return judged->id;
    auto refusal = judged.refusal();
    refusal.errors = {{"/point", refusal.code, refusal.params}};
    return refusal;
}

Result<SiteId> create_site(db::Tx& tx, const Caller& caller, const NewSite& input, Instant now) {
    const auto county = caller.county;
    const rules::SiteFindings findings{site_by_code(tx, county, input.code).has_value(),
                                       store::site_kind(tx, county, input.kind).has_value(),
                                       people::body(tx, county, input.manager)};
    const auto judged = rules::judge_new_site(caller, input, findings);
    if (!judged) return judged.refusal();
    const auto in_grid = grid_of_site(tx, county, input.point);
    if (!in_grid) return in_grid.refusal();
    const auto id = store::insert_site(tx, county, input, *in_grid);
    http::JsonObject fact;
    fact.add("code", input.code).add("grid", *in_grid).add("manager", input.manager);
    facts::record(tx, caller, {"site.added", "site", id.value, now, fact.text()});
    return id;
}

Result<void> set_site_manager(db::Tx& tx, const Caller& caller, SiteId id, BodyId manager,
                              Instant now) {
    const auto county = caller.county;
    const auto before = site(tx, county, id);
    const auto judged = rules::judge_manager(caller, before.has_value(), manager,
                                             people::body(tx, county, manager));
    if (!judged) return judged;
    store::set_manager(tx, county, id, manager);
    http::JsonObject fact;
    fact.add("before", before->manager).add("manager", manager);
    facts::record(tx, caller, {"site.manager_named", "site", id.value, now, fact.text()});
    return {};
}

} // namespace weicheng::places

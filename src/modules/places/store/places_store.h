// The tables of places. The readers of the door (grid, grids, site …) live here too; this header
// adds what only actions and the paths of places need.
#pragma once

#include "modules/places/places.h"

namespace weicheng::places::store {

/// Names the state of base map and grids; zero before the first of them.
std::int64_t revision(db::Tx& tx, CountyId county);
void renew_revision(db::Tx& tx, CountyId county);

// ---- grids ----
GridId insert_grid(db::Tx& tx, CountyId county, const NewGrid& grid);
void set_leader(db::Tx& tx, CountyId county, GridId grid, PersonId leader);

// ---- sites ----
SiteId insert_site(db::Tx& tx, CountyId county, const NewSite& site, GridId grid);
void set_manager(db::Tx& tx, CountyId county, SiteId site, BodyId manager);
void set_grid(db::Tx& tx, CountyId county, SiteId site, GridId grid);
struct SiteFilter {
    std::string kind = {}; // empty: all
    GridId grid = {};      // zero: all
};
/// By code.
std::vector<Site> sites(db::Tx& tx, CountyId county, const SiteFilter& filter = {});
std::vector<Site> sites_without_grid(db::Tx& tx, CountyId county);

std::optional<SiteKind> site_kind(db::Tx& tx, CountyId county, std::string_view code);
std::vector<SiteKind> site_kinds(db::Tx& tx, CountyId county);
void set_site_kind(db::Tx& tx, CountyId county, const SiteKind& kind);

// ---- base map ----
struct Layer {
    std::string name;
    std::string geojson;
};
/// From the ground up: boundary first, labels last.
std::vector<Layer> map_layers(db::Tx& tx, CountyId county);
std::optional<std::string> map_layer(db::Tx& tx, CountyId county, std::string_view name);
void put_map_layer(db::Tx& tx, CountyId county, std::string_view name, std::string_view geojson);

} // namespace weicheng::places::store

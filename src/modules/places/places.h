// Places: grids, sites and the county's own map; a point finds its grid, a place finds who answers
// for it. Modules that take in or show something at a place use this door.
#pragma once

#include "foundation/caller.h"
#include "foundation/enum_names.h"
#include "foundation/point.h"
#include "foundation/result.h"
#include "foundation/time.h"
#include "modules/people/people.h"
#include "platform/db/db.h"
#include "platform/geo/geo.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weicheng {
struct Module;
struct Services;
} // namespace weicheng

namespace weicheng::places {

using GridId = Id<struct Grid>;
using SiteId = Id<struct Site>;

// ---- what is known ----

struct Grid {
    GridId id;
    std::string code;
    std::string name;      // 后屯社区第一网格
    std::string community; // 后屯社区
    BodyId body;           // the grid's team: block owner of what lies in the grid
    PersonId leader;       // 包保县级领导
    geo::Rings polygon;
};

struct Site {
    SiteId id;
    std::string code;
    std::string kind;
    std::string name;
    Point point;
    GridId grid;             // derived from the point; zero: in no grid
    BodyId manager;          // 谁主管谁负责; zero: none
    std::string beneficiary; // 谁受益谁管理, in words
};

/// One grid without its polygon, or nothing.
std::optional<Grid> grid(db::Tx& tx, CountyId county, GridId grid);
std::optional<Grid> grid_by_code(db::Tx& tx, CountyId county, std::string_view code);
/// All grids by code, with polygons.
std::vector<Grid> grids(db::Tx& tx, CountyId county);
std::string grid_name(db::Tx& tx, CountyId county, GridId grid);
std::optional<Site> site(db::Tx& tx, CountyId county, SiteId site);
std::optional<Site> site_by_code(db::Tx& tx, CountyId county, std::string_view code);

// ---- where is it ----

struct Located {
    GridId grid; // zero: inside the county but in no grid
    std::string grid_name;
    BodyId grid_body; // the grid's team as it stands today
};
/// The grid of a point. `chosen` settles a point in two grids and is refused elsewhere
/// (place.not_in_chosen_grid). Refusals: place.outside_county, place.looks_swapped,
/// place.in_two_grids (param "grids": their names).
Result<Located> locate(db::Tx& tx, CountyId county, Point point,
                       std::optional<GridId> chosen = std::nullopt);

// ---- who answers ----

/// One step from the top leader down; `person` and `title` are empty when nobody is named.
struct ChainLink {
    int level = 0;    // 1 headquarters, 2 county leader, 3 grid head, 4 grid worker, 5 site manager
    std::string role; // headquarters_head | county_leader | grid_head | grid_worker | site_manager
    std::string body_name;
    std::string person_name;
    std::string post_title;
    std::string phone;
};
struct Answer {
    std::optional<Grid> grid; // without polygon
    std::optional<Site> site;
    std::vector<ChainLink> chain;
};
/// Refuses like locate().
Result<Answer> find_responsibility(db::Tx& tx, CountyId county, Point point);
/// Refusal site.unknown.
Result<Answer> find_responsibility(db::Tx& tx, CountyId county, SiteId site);

/// Kinds of case that no body owns: asked of whoever knows the rules, who stands in the links of
/// the house's database; without it the gap list has no kind_without_owner.
struct UnownedKind {
    std::string code;
    std::string name;
};
struct UnownedKinds {
    std::function<std::vector<UnownedKind>(db::Tx&, CountyId, Instant, Locale)> of;
};

// ---- building and changing the map ----
// All need places.edit in the county (or the server's own hand).

/// A layer of the base map: boundary | river | block | street | green | label (or another name), a
/// GeoJSON FeatureCollection. The layer "boundary" is the county's edge: its polygons are what
/// "inside the county" means. Refusals: map_layer.not_geojson, place.polygon_broken.
Result<void> set_map_layer(db::Tx& tx, const Caller& caller, std::string_view name,
                           std::string_view geojson, Instant now);

struct NewGrid {
    std::string code; // 1..40, unique in the county
    std::string name;
    std::string community;
    BodyId body = {};     // a grid_team that stands
    PersonId leader = {}; // may be named later: a gap until then
    geo::Rings polygon;
};
/// Refusals: grid.code_taken, place.polygon_broken, grid.outside_county, grid.overlaps (names the
/// other), body.unknown_reference, person.unknown_reference. Sites inside are found again.
Result<GridId> create_grid(db::Tx& tx, const Caller& caller, const NewGrid& grid, Instant now);
Result<void> set_grid_leader(db::Tx& tx, const Caller& caller, GridId grid, PersonId leader,
                             Instant now);

struct SiteKind {
    std::string code;
    std::string name_zh;
    std::string name_en;
};
/// Adds or renames a kind of site.
Result<void> set_site_kind(db::Tx& tx, const Caller& caller, const SiteKind& kind, Instant now);

struct NewSite {
    std::string code; // 1..40, unique in the county
    std::string kind;
    std::string name;
    Point point;
    BodyId manager = {};
    std::string beneficiary = {};
};
/// Refusals: site.code_taken, site_kind.unknown, body.unknown_reference, and those of locate() (a
/// point in two grids takes the first by code and shows up as overlapping grids).
Result<SiteId> create_site(db::Tx& tx, const Caller& caller, const NewSite& site, Instant now);

/// Refusals site.unknown, body.unknown_reference, body.has_ended. Zero: nobody.
Result<void> set_site_manager(db::Tx& tx, const Caller& caller, SiteId site, BodyId manager,
                              Instant now);

// ---- GeoJSON ----

/// A polygon with the properties code, name and community, as in a FeatureCollection of grids.
struct Outline {
    std::string code;
    std::string name;
    std::string community;
    geo::Rings polygon;
};
/// Every Polygon of a FeatureCollection (the parts of a MultiPolygon one by one). Refusal
/// map_layer.not_geojson.
Result<std::vector<Outline>> outlines_of(std::string_view geojson);

/// Views for other modules' SQL:
///   grids_v(county_id, id, code, name, community, body_id, leader_person_id)
///   sites_v(county_id, id, code, kind, name, lon_e7, lat_e7, grid_id, manager_body_id,
///   beneficiary)
Module make_module(const Services& services);

} // namespace weicheng::places

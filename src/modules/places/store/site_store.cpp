#include "modules/places/store/places_store.h"
#include "platform/db/table.h"

#include <algorithm>

namespace weicheng::places {

namespace {

const db::Table<Site> site_table{"sites",
                                 {{"county_id", db::Use::key},
                                  {"id", &Site::id, db::Use::key},
                                  {"code", &Site::code},
                                  {"kind", &Site::kind},
                                  {"name", &Site::name},
                                  {"lon_e7", &Site::point, &Point::lon_e7},
                                  {"lat_e7", &Site::point, &Point::lat_e7},
                                  {"grid_id", &Site::grid},
                                  {"manager_body_id", &Site::manager},
                                  {"beneficiary", &Site::beneficiary}}};
const db::Sql of_county = site_table.select() + " WHERE county_id = $1";

const db::Query select_site{"places.select_site", of_county + " AND id = $2"};
const db::Query select_site_by_code{"places.select_site_by_code", of_county + " AND code = $2"};
const db::Query select_sites{"places.select_sites",
                             of_county + " AND (CAST($2 AS TEXT) = '' OR kind = $2) "
                                         "AND (CAST($3 AS BIGINT) = 0 OR grid_id = $3)"};
const db::Query select_sites_without_grid{"places.select_sites_without_grid",
                                          of_county + " AND grid_id IS NULL"};
const db::Query insert_site_row{"places.insert_site", site_table.insert()};

const db::Query update_manager{"places.update_site_manager", R"(
UPDATE sites SET manager_body_id = $1 WHERE county_id = $2 AND id = $3)"};

const db::Query update_site_grid{"places.update_site_grid", R"(
UPDATE sites SET grid_id = $1 WHERE county_id = $2 AND id = $3)"};

const db::Table<SiteKind> kind_table{"site_kinds",
                                     {{"county_id", db::Use::key},
                                      {"id", db::Use::key},
                                      {"code", &SiteKind::code},
                                      {"name_zh", &SiteKind::name_zh},
                                      {"name_en", &SiteKind::name_en}}};
const db::Query select_site_kind{"places.select_site_kind",
                                 kind_table.select() + " WHERE county_id = $1 AND code = $2"};
const db::Query select_site_kinds{"places.select_site_kinds",
                                  kind_table.select() + " WHERE county_id = $1 ORDER BY id"};
const db::Query upsert_site_kind{"places.upsert_site_kind",
                                 kind_table.insert() +
                                     " ON CONFLICT (county_id, code) DO UPDATE "
                                     "SET name_zh = excluded.name_zh, name_en = excluded.name_en"};

const db::Query select_map_layers{"places.select_map_layers", R"(
SELECT name, geojson FROM map_layers WHERE county_id = $1)"};

const db::Query select_map_layer{"places.select_map_layer", R"(
SELECT geojson FROM map_layers WHERE county_id = $1 AND name = $2)"};

const db::Query upsert_map_layer{"places.upsert_map_layer", R"(
INSERT INTO map_layers (county_id, id, name, geojson) VALUES ($1, $2, $3, $4)
ON CONFLICT (county_id, name) DO UPDATE SET geojson = excluded.geojson)"};

/// Where a layer lies, from the ground up; layers with other names lie on top.
std::size_t height_of(std::string_view layer) {
    constexpr std::string_view order[] = {"boundary", "green",  "river", "block",
                                          "building", "street", "label"};
    return static_cast<std::size_t>(std::find(std::begin(order), std::end(order), layer) -
                                    std::begin(order));
}

} // namespace

std::optional<Site> site(db::Tx& tx, CountyId county, SiteId id) {
    return tx.first(select_site, {county, id}, site_table);
}

std::optional<Site> site_by_code(db::Tx& tx, CountyId county, std::string_view code) {
    return tx.first(select_site_by_code, {county, code}, site_table);
}

namespace store {

SiteId insert_site(db::Tx& tx, CountyId county, const NewSite& site, GridId grid) {
    const SiteId id{tx.new_id()};
    const Site fresh{id,         site.code, site.kind,    site.name,
                     site.point, grid,      site.manager, site.beneficiary};
    tx.run(insert_site_row, site_table.values(fresh, {{"county_id", county}}));
    return id;
}

void set_manager(db::Tx& tx, CountyId county, SiteId site, BodyId manager) {
    tx.run(update_manager, {manager, county, site});
}

void set_grid(db::Tx& tx, CountyId county, SiteId site, GridId grid) {
    tx.run(update_site_grid, {grid, county, site});
}

std::vector<Site> sites(db::Tx& tx, CountyId county, const SiteFilter& filter) {
    auto found = tx.rows(select_sites, {county, filter.kind, filter.grid.value}, site_table);
    std::sort(found.begin(), found.end(),
              [](const Site& a, const Site& b) { return a.code < b.code; });
    return found;
}

std::vector<Site> sites_without_grid(db::Tx& tx, CountyId county) {
    return tx.rows(select_sites_without_grid, {county}, site_table);
}

std::optional<SiteKind> site_kind(db::Tx& tx, CountyId county, std::string_view code) {
    return tx.first(select_site_kind, {county, code}, kind_table);
}

std::vector<SiteKind> site_kinds(db::Tx& tx, CountyId county) {
    return tx.rows(select_site_kinds, {county}, kind_table);
}

void set_site_kind(db::Tx& tx, CountyId county, const SiteKind& kind) {
    tx.run(upsert_site_kind, kind_table.values(kind, {{"county_id", county}, {"id", tx.new_id()}}));
}

std::vector<Layer> map_layers(db::Tx& tx, CountyId county) {
    auto layers = tx.rows(select_map_layers, {county}, [](const db::Row& row) {
        return Layer{row.get<std::string>(0), row.get<std::string>(1)};
    });
    std::sort(layers.begin(), layers.end(), [](const Layer& a, const Layer& b) {
        const auto x = height_of(a.name), y = height_of(b.name);
        return x != y ? x < y : a.name < b.name;
    });
    return layers;
}

std::optional<std::string> map_layer(db::Tx& tx, CountyId county, std::string_view name) {
    return tx.first(select_map_layer, {county, name},
                    [](const db::Row& row) { return row.get<std::string>(0); });
}

void put_map_layer(db::Tx& tx, CountyId county, std::string_view name, std::string_view geojson) {
    tx.run(upsert_map_layer, {county, tx.new_id(), name, geojson});
}

} // namespace store
} // namespace weicheng::places

#include "modules/places/store/places_store.h"
#include "modules/places/store/polygon_text.h"
#include "platform/db/table.h"

#include <algorithm>

namespace weicheng::places {

namespace {

const db::Query select_revision{"places.select_revision", R"(
SELECT revision FROM places_revisions WHERE county_id = $1)"};

const db::Query upsert_revision{"places.upsert_revision", R"(
INSERT INTO places_revisions (county_id, revision) VALUES ($1, $2)
ON CONFLICT (county_id) DO UPDATE SET revision = excluded.revision)"};

const db::Table<Grid> grid_table{
    "grids",
    {{"county_id", db::Use::key},
     {"id", &Grid::id, db::Use::key},
     {"code", &Grid::code},
     {"name", &Grid::name},
     {"community", &Grid::community},
     {"body_id", &Grid::body},
     {"leader_person_id", &Grid::leader},
     {"polygon", [](const Grid& grid) { return store::text_of(grid.polygon); }}}};
const db::Sql columns = "SELECT " + grid_table.list();

const db::Query select_grid{"places.select_grid",
                            columns + " FROM grids WHERE county_id = $1 AND id = $2"};
const db::Query select_grid_by_code{"places.select_grid_by_code",
                                    columns + " FROM grids WHERE county_id = $1 AND code = $2"};
const db::Query select_grids{"places.select_grids",
                             columns + ", polygon FROM grids WHERE county_id = $1"};
const db::Query insert_grid_row{"places.insert_grid", grid_table.insert()};

const db::Query update_leader{"places.update_grid_leader", R"(
UPDATE grids SET leader_person_id = $1 WHERE county_id = $2 AND id = $3)"};

} // namespace

std::optional<Grid> grid(db::Tx& tx, CountyId county, GridId id) {
    return tx.first(select_grid, {county, id}, grid_table);
}

std::optional<Grid> grid_by_code(db::Tx& tx, CountyId county, std::string_view code) {
    return tx.first(select_grid_by_code, {county, code}, grid_table);
}

std::vector<Grid> grids(db::Tx& tx, CountyId county) {
    auto all = tx.rows(select_grids, {county}, [](const db::Row& row) {
        auto grid = grid_table(row);
        grid.polygon = store::polygon_from(row.text(grid_table.size()));
        return grid;
    });
    std::sort(all.begin(), all.end(), [](const Grid& a, const Grid& b) { return a.code < b.code; });
    return all;
}

std::string grid_name(db::Tx& tx, CountyId county, GridId id) {
    const auto known = id ? grid(tx, county, id) : std::nullopt;
    return known ? known->name : "";
}

namespace store {

std::int64_t revision(db::Tx& tx, CountyId county) {
    return tx
        .first(select_revision, {county},
               [](const db::Row& row) { return row.get<std::int64_t>(0); })
        .value_or(0);
}

void renew_revision(db::Tx& tx, CountyId county) {
    // A fresh identifier, not a counter: a rolled-back change must never share its name with a
    // later one, since snapshots are kept under it.
    tx.run(upsert_revision, {county, tx.new_id()});
}

GridId insert_grid(db::Tx& tx, CountyId county, const NewGrid& grid) {
    const GridId id{tx.new_id()};
    const Grid fresh{id,        grid.code,   grid.name,   grid.community,
                     grid.body, grid.leader, grid.polygon};
    tx.run(insert_grid_row, grid_table.values(fresh, {{"county_id", county}}));
    return id;
}

void set_leader(db::Tx& tx, CountyId county, GridId grid, PersonId leader) {
    tx.run(update_leader, {leader, county, grid});
}

} // namespace store
} // namespace weicheng::places

#include "modules/places/store/places_store.h"
#include "modules/places/store/polygon_text.h"

#include <algorithm>

namespace weicheng::places {

namespace {

const db::Query select_revision{"places.select_revision", R"(
SELECT revision FROM places_revisions WHERE county_id = $1)"};

const db::Query upsert_revision{"places.upsert_revision", R"(
INSERT INTO places_revisions (county_id, revision) VALUES ($1, $2)
ON CONFLICT (county_id) DO UPDATE SET revision = excluded.revision)"};

const db::Query select_grid{"places.select_grid", R"(
SELECT id, code, name, community, body_id, leader_person_id
FROM grids WHERE county_id = $1 AND id = $2)"};

const db::Query select_grid_by_code{"places.select_grid_by_code", R"(
SELECT id, code, name, community, body_id, leader_person_id
FROM grids WHERE county_id = $1 AND code = $2)"};

const db::Query select_grids{"places.select_grids", R"(
SELECT id, code, name, community, body_id, leader_person_id, polygon
FROM grids WHERE county_id = $1)"};

const db::Query insert_grid_row{"places.insert_grid", R"(
INSERT INTO grids (county_id, id, code, name, community, body_id, leader_person_id, polygon)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8))"};

const db::Query update_leader{"places.update_grid_leader", R"(
UPDATE grids SET leader_person_id = $1 WHERE county_id = $2 AND id = $3)"};

Grid grid_of(const db::Row& row) {
    return {row.get<GridId>(0),
            row.get<std::string>(1),
            row.get<std::string>(2),
            row.get<std::string>(3),
            row.get<BodyId>(4),
            row.get<PersonId>(5),
            {}};
}

} // namespace

std::optional<Grid> grid(db::Tx& tx, CountyId county, GridId id) {
    return tx.first(select_grid, {county, id}, grid_of);
}

std::optional<Grid> grid_by_code(db::Tx& tx, CountyId county, std::string_view code) {
    return tx.first(select_grid_by_code, {county, code}, grid_of);
}

std::vector<Grid> grids(db::Tx& tx, CountyId county) {
    auto all = tx.rows(select_grids, {county}, [](const db::Row& row) {
        auto grid = grid_of(row);
        grid.polygon = store::polygon_from(row.text(6));
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
    tx.run(insert_grid_row, {county, id, grid.code, grid.name, grid.community, grid.body,
                             grid.leader, text_of(grid.polygon)});
    return id;
}

void set_leader(db::Tx& tx, CountyId county, GridId grid, PersonId leader) {
    tx.run(update_leader, {leader, county, grid});
}

} // namespace store
} // namespace weicheng::places

-- Grids, sites and the county's own map. Points are in 1e-7 degree; a polygon is JSON text of its
-- rings, [[[lon_e7,lat_e7],...],...], the first ring the outline, the others holes.
CREATE TABLE places_revisions (
    county_id BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);

CREATE TABLE map_layers (
    county_id BIGINT NOT NULL,
    @key,
    name TEXT NOT NULL,
    geojson TEXT NOT NULL,
    UNIQUE (county_id, name)
);

CREATE TABLE grids (
    county_id BIGINT NOT NULL,
    @key,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    community TEXT NOT NULL,
    body_id BIGINT,
    leader_person_id BIGINT,
    polygon TEXT NOT NULL,
    UNIQUE (county_id, code)
);

CREATE TABLE site_kinds (
    county_id BIGINT NOT NULL,
    @key,
    code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    UNIQUE (county_id, code)
);

CREATE TABLE sites (
    county_id BIGINT NOT NULL,
    @key,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    lon_e7 BIGINT NOT NULL,
    lat_e7 BIGINT NOT NULL,
    @reference(grid_id, grids),
    manager_body_id BIGINT,
    beneficiary TEXT NOT NULL,
    UNIQUE (county_id, code)
);

CREATE INDEX sites_by_grid ON sites (county_id, grid_id);

CREATE VIEW grids_v AS
SELECT county_id, id, code, name, community, body_id, leader_person_id FROM grids;

CREATE VIEW sites_v AS
SELECT county_id, id, code, kind, name, lon_e7, lat_e7, grid_id, manager_body_id, beneficiary
FROM sites;

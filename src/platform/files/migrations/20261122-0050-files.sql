-- Accepted pictures; their bytes lie in the data folder under the same digest. What EXIF said
-- (taken_at, place, camera) is for the checker only.
CREATE TABLE photos (
    county_id BIGINT NOT NULL,
    @key,
    sha256 TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    taken_at BIGINT,
    lon_e7 BIGINT,
    lat_e7 BIGINT,
    camera TEXT,
    kept SMALLINT NOT NULL CHECK (kept IN (0, 1)),
    added_at BIGINT NOT NULL,
    UNIQUE (county_id, sha256)
);
CREATE INDEX photos_by_sha256 ON photos (sha256);
CREATE INDEX photos_orphaned ON photos (county_id, added_at) WHERE kept = 0;

-- The counties whose nightly sweep runs.
CREATE TABLE photo_sweeps (
    county_id BIGINT PRIMARY KEY,
    begun_at BIGINT NOT NULL
);

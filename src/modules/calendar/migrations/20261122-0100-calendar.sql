CREATE TABLE calendar_years (
    county_id BIGINT NOT NULL,
    @key,
    year BIGINT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (county_id, year)
);
CREATE TABLE calendar_days (
    county_id BIGINT NOT NULL,
    @key,
    date TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
    note TEXT NOT NULL,
    UNIQUE (county_id, date)
);
CREATE TABLE work_hours (
    county_id BIGINT NOT NULL,
    @key,
    from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL,
    CHECK (0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440)
);
CREATE TABLE calendar_revisions (
    county_id BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);

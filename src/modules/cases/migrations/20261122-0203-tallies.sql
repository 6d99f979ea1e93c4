-- Cases of before there were squares.
UPDATE cases SET square = (lon_e7 / 40000) * 1000000 + lat_e7 / 40000
WHERE square IS NULL AND lon_e7 >= 0 AND lat_e7 >= 0;

CREATE INDEX cases_of_reporter ON cases (county_id, reporter_id, reported_at, id)
    WHERE reporter_id IS NOT NULL;
CREATE INDEX cases_asked ON cases (county_id, request_kind, id) WHERE request_kind IS NOT NULL;
CREATE INDEX cases_drawn ON cases (county_id, id) WHERE recheck = 'due';
CREATE INDEX cases_by_closing ON cases (county_id, closed_at, id) WHERE closed_at IS NOT NULL;

-- Against which grid and its team a case that came back counts: as the earlier one stood then.
ALTER TABLE case_recurrences ADD COLUMN grid_id BIGINT;
ALTER TABLE case_recurrences ADD COLUMN block_body_id BIGINT;

-- How many cases stand where, kept with every move. 0: no such body.
CREATE TABLE case_tallies (
    county_id BIGINT NOT NULL,
    block_body_id BIGINT NOT NULL,
    line_body_id BIGINT NOT NULL,
    handling_body_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    cases BIGINT NOT NULL,
    PRIMARY KEY (county_id, block_body_id, line_body_id, handling_body_id, state)
);

-- What a day brought, by place and unit, and by kind; kept with every move. `day` is counted from
-- 1970-01-01 by the county's clock, 0 stands for no grid and no body. What a figure means stands in
-- rules/rates.h. A kind's day is spread over shards, so that reports of one kind that come at once
-- do not wait for one row.
CREATE TABLE case_days (
    county_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    grid_id BIGINT NOT NULL,
    block_body_id BIGINT NOT NULL,
    handling_body_id BIGINT NOT NULL,
    reported BIGINT NOT NULL,
    filed BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    in_time BIGINT NOT NULL,
    late BIGINT NOT NULL,
    exempt BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    reworked BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    recurred BIGINT NOT NULL,
    extended BIGINT NOT NULL,
    suspended BIGINT NOT NULL,
    PRIMARY KEY (county_id, day, grid_id, block_body_id, handling_body_id)
);
CREATE TABLE case_kind_days (
    county_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    shard BIGINT NOT NULL,
    reported BIGINT NOT NULL,
    filed BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    in_time BIGINT NOT NULL,
    late BIGINT NOT NULL,
    exempt BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    reworked BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    recurred BIGINT NOT NULL,
    extended BIGINT NOT NULL,
    suspended BIGINT NOT NULL,
    PRIMARY KEY (county_id, day, kind, shard)
);

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

-- What a store of before has: every case once for each time it counts.
CREATE VIEW counted_v AS
SELECT 'reported' AS figure, c.county_id AS county_id, (c.reported_at + 28800000) / 86400000 AS day,
       c.grid_id AS grid_id, c.block_body_id AS block_body_id,
       c.handling_body_id AS handling_body_id, c.kind AS kind, c.id % 4 AS shard
FROM cases c
UNION ALL
SELECT 'filed', c.county_id, (c.filed_at + 28800000) / 86400000, c.grid_id, c.block_body_id,
       c.handling_body_id, c.kind, c.id % 4
FROM cases c
WHERE c.filed_at IS NOT NULL AND c.state <> 'reported'
UNION ALL
SELECT 'closed', c.county_id, (c.closed_at + 28800000) / 86400000, c.grid_id, c.block_body_id,
       c.handling_body_id, c.kind, c.id % 4
FROM cases c
WHERE c.state = 'closed'
UNION ALL
SELECT CASE WHEN c.late_body_id IS NULL THEN 'in_time' ELSE 'late' END, c.county_id,
       (CASE WHEN c.due_at IS NULL OR c.closed_at < c.due_at THEN c.closed_at ELSE c.due_at END
        + 28800000) / 86400000,
       c.grid_id, c.block_body_id, COALESCE(c.late_body_id, c.handling_body_id), c.kind, c.id % 4
FROM cases c
WHERE c.state = 'closed'
UNION ALL
SELECT 'late', c.county_id, (c.due_at + 28800000) / 86400000, c.grid_id, c.block_body_id,
       c.late_body_id, c.kind, c.id % 4
FROM cases c
WHERE c.state IN ('checking', 'checked') AND c.due_at IS NOT NULL AND c.late_body_id IS NOT NULL
UNION ALL
SELECT 'pending', c.county_id, (c.due_at + 28800000) / 86400000, c.grid_id, c.block_body_id,
       c.handling_body_id, c.kind, c.id % 4
FROM cases c
WHERE c.state IN ('dispatched', 'handling', 'handled') AND c.due_at IS NOT NULL
UNION ALL
SELECT CASE WHEN s.stage = 'checking' THEN 'reworked' ELSE 'returned' END, c.county_id,
       (s.next_at + 28800000) / 86400000, c.grid_id, c.block_body_id,
       CASE WHEN s.stage = 'checking' THEN s.next_body_id ELSE s.body_id END, c.kind, c.id % 4
FROM (SELECT t.county_id AS county_id, t.case_id AS case_id, t.stage AS stage,
             t.body_id AS body_id, LEAD(t.stage) OVER w AS next_stage,
             LEAD(t.body_id) OVER w AS next_body_id, LEAD(t.entered_at) OVER w AS next_at
      FROM case_stages t WINDOW w AS (PARTITION BY t.county_id, t.case_id ORDER BY t.id)) s
JOIN cases c ON c.county_id = s.county_id AND c.id = s.case_id
WHERE (s.stage = 'checking' AND s.next_stage = 'handling')
   OR (s.stage = 'dispatched' AND s.next_stage = 'filed');

INSERT INTO case_tallies
    (county_id, block_body_id, line_body_id, handling_body_id, state, cases)
SELECT c.county_id, COALESCE(c.block_body_id, 0), COALESCE(c.line_body_id, 0),
       COALESCE(c.handling_body_id, 0), c.state, COUNT(*)
FROM cases c
GROUP BY c.county_id, COALESCE(c.block_body_id, 0), COALESCE(c.line_body_id, 0),
         COALESCE(c.handling_body_id, 0), c.state;

INSERT INTO case_days
    (county_id, day, grid_id, block_body_id, handling_body_id, reported, filed, closed, in_time,
     late, exempt, pending, reworked, returned, recurred, extended, suspended)
SELECT m.county_id, m.day, COALESCE(m.grid_id, 0), COALESCE(m.block_body_id, 0),
       COALESCE(m.handling_body_id, 0),
       SUM(CASE WHEN m.figure = 'reported' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'filed' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'closed' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'in_time' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'late' THEN 1 ELSE 0 END), 0,
       SUM(CASE WHEN m.figure = 'pending' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'reworked' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'returned' THEN 1 ELSE 0 END), 0, 0, 0
FROM counted_v m
GROUP BY m.county_id, m.day, COALESCE(m.grid_id, 0), COALESCE(m.block_body_id, 0),
         COALESCE(m.handling_body_id, 0);

INSERT INTO case_kind_days
    (county_id, day, kind, shard, reported, filed, closed, in_time, late, exempt, pending,
     reworked, returned, recurred, extended, suspended)
SELECT m.county_id, m.day, m.kind, m.shard,
       SUM(CASE WHEN m.figure = 'reported' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'filed' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'closed' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'in_time' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'late' THEN 1 ELSE 0 END), 0,
       SUM(CASE WHEN m.figure = 'pending' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'reworked' THEN 1 ELSE 0 END),
       SUM(CASE WHEN m.figure = 'returned' THEN 1 ELSE 0 END), 0, 0, 0
FROM counted_v m
GROUP BY m.county_id, m.day, m.kind, m.shard;

DROP VIEW counted_v;

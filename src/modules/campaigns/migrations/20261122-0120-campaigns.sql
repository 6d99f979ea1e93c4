-- The county's drives for a title; one runs at a time. Dates are "YYYY-MM-DD".
CREATE TABLE campaigns (
    county_id BIGINT NOT NULL,
    @key,
    name TEXT NOT NULL,
    title_sought TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    inspection_on TEXT NOT NULL,
    status TEXT NOT NULL
);

CREATE UNIQUE INDEX campaigns_one_running ON campaigns (county_id) WHERE status = 'running';

CREATE VIEW campaigns_v AS
SELECT county_id, id, name, title_sought, starts_on, inspection_on, status FROM campaigns;

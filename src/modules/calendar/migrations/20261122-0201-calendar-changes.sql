-- What stood in the calendar before each change, who changed it and when. Rows are only added.
CREATE TABLE calendar_changes (
    county_id BIGINT NOT NULL,
    @key,
    year BIGINT,
    content_before TEXT NOT NULL,
    content_after TEXT NOT NULL,
    made_by BIGINT,
    made_at BIGINT NOT NULL
);
CREATE INDEX calendar_changes_of_year ON calendar_changes (county_id, year, id);

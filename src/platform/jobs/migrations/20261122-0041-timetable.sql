-- When each recurring job of a county is due next. A run and its next time are one transaction, so
-- of several nodes one does it. What fails again and again stays marked until it succeeds.
CREATE TABLE timetable (
    county_id BIGINT NOT NULL,
    @key,
    kind TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    last_run_at BIGINT,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    failed_at BIGINT,
    UNIQUE (county_id, kind)
);
CREATE INDEX timetable_due ON timetable (next_at);

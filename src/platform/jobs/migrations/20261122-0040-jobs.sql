-- What is still to be done. A finished job is deleted (its facts tell what it did); one that failed
-- for good stays, with the error's words, until someone looks at it.
CREATE TABLE jobs (
    county_id BIGINT NOT NULL,
    @key,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    failed_at BIGINT
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE failed_at IS NULL;
CREATE INDEX jobs_failed ON jobs (county_id, failed_at) WHERE failed_at IS NOT NULL;

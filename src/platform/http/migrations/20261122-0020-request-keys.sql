-- What was answered to a command's Idempotency-Key, so that sending it twice does it once.
CREATE TABLE request_keys (
    county_id BIGINT NOT NULL,
    actor BIGINT NOT NULL, -- the account; 0 on open endpoints
    request_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status SMALLINT NOT NULL,
    reply TEXT NOT NULL,
    etag TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (county_id, actor, request_key)
);
CREATE INDEX request_keys_by_age ON request_keys (made_at);

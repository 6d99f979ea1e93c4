CREATE TABLE rule_versions (
    county_id BIGINT NOT NULL,
    @key,
    schema_name TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    valid_from BIGINT NOT NULL,
    note TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by BIGINT,
    made_at BIGINT NOT NULL,
    UNIQUE (county_id, schema_name, version)
);
CREATE INDEX rule_versions_in_force ON rule_versions (county_id, schema_name, valid_from, version);

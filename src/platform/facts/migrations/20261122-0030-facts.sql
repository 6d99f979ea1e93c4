-- What happened, who, when, to what. Rows are only ever added; the sequencer alone gives `seq`, once.
CREATE TABLE facts (
    county_id BIGINT NOT NULL,
    @key,
    seq BIGINT CHECK (seq > 0),
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    actor_id BIGINT,
    by_server SMALLINT NOT NULL CHECK (by_server IN (0, 1)),
    at BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX facts_by_seq ON facts (county_id, seq);
CREATE INDEX facts_by_subject ON facts (county_id, subject_id, id);
CREATE INDEX facts_without_seq ON facts (county_id, id) WHERE seq IS NULL;

-- The newest seq of each county.
CREATE TABLE fact_heads (
    county_id BIGINT PRIMARY KEY,
    last_seq BIGINT NOT NULL
);

@sqlite
CREATE TRIGGER facts_stay BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER facts_unchanged BEFORE UPDATE ON facts
WHEN OLD.seq IS NOT NULL OR NEW.county_id <> OLD.county_id OR NEW.id <> OLD.id
    OR NEW.kind <> OLD.kind OR NEW.subject_kind <> OLD.subject_kind
    OR NEW.subject_id <> OLD.subject_id OR NEW.actor_id IS NOT OLD.actor_id
    OR NEW.by_server <> OLD.by_server OR NEW.at <> OLD.at OR NEW.body <> OLD.body
BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
@end
@postgres
CREATE FUNCTION facts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are never changed or deleted';
END $$;
CREATE TRIGGER facts_stay BEFORE DELETE ON facts
    FOR EACH ROW EXECUTE FUNCTION facts_refuse();
CREATE TRIGGER facts_not_emptied BEFORE TRUNCATE ON facts
    FOR EACH STATEMENT EXECUTE FUNCTION facts_refuse();
CREATE TRIGGER facts_unchanged BEFORE UPDATE ON facts
    FOR EACH ROW WHEN (OLD.seq IS NOT NULL OR NEW.county_id <> OLD.county_id OR NEW.id <> OLD.id
        OR NEW.kind <> OLD.kind OR NEW.subject_kind <> OLD.subject_kind
        OR NEW.subject_id <> OLD.subject_id OR NEW.actor_id IS DISTINCT FROM OLD.actor_id
        OR NEW.by_server <> OLD.by_server OR NEW.at <> OLD.at OR NEW.body <> OLD.body)
    EXECUTE FUNCTION facts_refuse();
@end

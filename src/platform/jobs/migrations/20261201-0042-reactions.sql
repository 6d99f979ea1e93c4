-- How far each reaction of a county has come in the order of its facts. The row without a name says
-- since when the county's reactions are planned.
CREATE TABLE reactions (
    county_id BIGINT NOT NULL,
    @key,
    name TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 0),
    UNIQUE (county_id, name)
);
INSERT INTO reactions (county_id, id, name, seq)
    SELECT county_id, county_id, '', last_seq FROM fact_heads;
-- Facts put aside: one that made trouble, and behind it the later ones of its subject.
CREATE TABLE waiting_reactions (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(place_id, reactions),
    seq BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    fact TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    failed_at BIGINT,
    UNIQUE (county_id, place_id, seq)
);
CREATE INDEX waiting_reactions_due ON waiting_reactions (run_at, id) WHERE failed_at IS NULL;
CREATE INDEX waiting_reactions_of_subject
    ON waiting_reactions (county_id, subject_id, place_id, seq);
CREATE INDEX waiting_reactions_failed ON waiting_reactions (county_id, failed_at)
    WHERE failed_at IS NOT NULL;

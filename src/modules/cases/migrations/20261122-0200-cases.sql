CREATE TABLE cases (
    county_id BIGINT NOT NULL,
    @key,
    @reference(campaign_id, campaigns),
    number TEXT NOT NULL,
    revision BIGINT NOT NULL,
    state TEXT NOT NULL,
    period BIGINT NOT NULL CHECK (period >= 1),
    kind TEXT NOT NULL,
    condition TEXT NOT NULL,
    summary TEXT NOT NULL,
    lon_e7 BIGINT NOT NULL,
    lat_e7 BIGINT NOT NULL,
    place_words TEXT NOT NULL,
    @reference(grid_id, grids),
    @reference(site_id, sites),
    @reference(block_body_id, bodies),
    @reference(line_body_id, bodies),
    @reference(handling_body_id, bodies),
    source TEXT NOT NULL,
    mended_on_spot SMALLINT NOT NULL CHECK (mended_on_spot IN (0, 1)),
    reporter_id BIGINT,
    reporter_person_id BIGINT,
    reported_at BIGINT NOT NULL,
    found_at BIGINT,
    filed_at BIGINT,
    clock_started_at BIGINT,
    closed_at BIGINT,
    objection_until BIGINT,
    settled SMALLINT NOT NULL CHECK (settled IN (0, 1)),
    stage_entered_at BIGINT NOT NULL,
    stage_due_at BIGINT,
    stage_amber_at BIGINT,
    stage_deep_red_at BIGINT,
    stage_clock TEXT,
    stage_provisional SMALLINT,
    due_at BIGINT,
    rework_count BIGINT NOT NULL,
    return_count BIGINT NOT NULL,
    kinds_version BIGINT NOT NULL,
    UNIQUE (county_id, number)
);
CREATE INDEX cases_by_due ON cases (county_id, stage_due_at, id);
CREATE INDEX cases_by_report ON cases (county_id, reported_at, id);
CREATE INDEX cases_by_state ON cases (county_id, state, stage_due_at, id);
CREATE INDEX cases_of_handling_body ON cases (county_id, handling_body_id, stage_due_at, id);
CREATE INDEX cases_of_block_body ON cases (county_id, block_body_id, stage_due_at, id);
CREATE INDEX cases_of_line_body ON cases (county_id, line_body_id, stage_due_at, id);

CREATE TABLE case_photos (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    sha256 TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('before', 'after')),
    period BIGINT NOT NULL,
    added_by BIGINT,
    added_at BIGINT NOT NULL
);
CREATE INDEX case_photos_of_case ON case_photos (county_id, case_id, id);

-- Who handled or confirmed in which period; nobody of them may check or close it.
CREATE TABLE case_doers (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    period BIGINT NOT NULL,
    account_id BIGINT,
    person_id BIGINT
);
CREATE INDEX case_doers_of_case ON case_doers (county_id, case_id, period);

-- The bodies of whoever reported a case already mended.
CREATE TABLE case_doer_bodies (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    period BIGINT NOT NULL,
    @reference_required(body_id, bodies)
);
CREATE INDEX case_doer_bodies_of_case ON case_doer_bodies (county_id, case_id, period);

-- Each stage a case went through: whose turn it was, how long, whether it was late.
CREATE TABLE case_stages (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    period BIGINT NOT NULL,
    stage TEXT NOT NULL,
    @reference(body_id, bodies),
    ended_by BIGINT,
    ended_by_server SMALLINT NOT NULL CHECK (ended_by_server IN (0, 1)),
    entered_at BIGINT NOT NULL,
    left_at BIGINT,
    due_at BIGINT,
    clock TEXT
);
CREATE INDEX case_stages_of_case ON case_stages (county_id, case_id, id);

-- What people wrote: kept apart from the facts so that it can be erased.
CREATE TABLE case_notes (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    words TEXT NOT NULL
);
CREATE INDEX case_notes_of_case ON case_notes (county_id, case_id);

-- A reporter's name and phone, sealed; erased after the retention of the rulebook.
CREATE TABLE case_contacts (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    erased_at BIGINT
);
CREATE INDEX case_contacts_of_case ON case_contacts (county_id, case_id);

CREATE TABLE case_ratings (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    period BIGINT NOT NULL,
    score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    words TEXT NOT NULL,
    UNIQUE (county_id, case_id, period)
);

CREATE TABLE case_numbers (
    county_id BIGINT NOT NULL,
    @key,
    date TEXT NOT NULL,
    last_serial BIGINT NOT NULL,
    UNIQUE (county_id, date)
);

CREATE VIEW cases_v AS
SELECT county_id, id, number, state, kind, grid_id, block_body_id, line_body_id, handling_body_id,
       source, reported_at, closed_at, period, rework_count
FROM cases;

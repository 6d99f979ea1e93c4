ALTER TABLE cases ADD COLUMN handling_amount BIGINT;
ALTER TABLE cases ADD COLUMN handling_unit TEXT;
ALTER TABLE cases ADD COLUMN signal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN next_signal_at BIGINT;
ALTER TABLE cases ADD COLUMN verification TEXT NOT NULL DEFAULT 'none';
ALTER TABLE cases ADD COLUMN first_body_id BIGINT;
ALTER TABLE cases ADD COLUMN verdict_binds SMALLINT NOT NULL DEFAULT 0 CHECK (verdict_binds IN (0, 1));
ALTER TABLE cases ADD COLUMN suspended_at BIGINT;
ALTER TABLE cases ADD COLUMN suspended_recheck_on TEXT;
ALTER TABLE cases ADD COLUMN suspended_reason TEXT;
ALTER TABLE cases ADD COLUMN suspended_minutes_left BIGINT;
ALTER TABLE cases ADD COLUMN merged_into_id BIGINT;
ALTER TABLE cases ADD COLUMN recurs_of_id BIGINT;
ALTER TABLE cases ADD COLUMN recurrence_root_id BIGINT;
ALTER TABLE cases ADD COLUMN recurrence_no BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN recheck TEXT NOT NULL DEFAULT 'none';
ALTER TABLE cases ADD COLUMN checker_id BIGINT;
ALTER TABLE cases ADD COLUMN closer_id BIGINT;
ALTER TABLE cases ADD COLUMN lateness_exempt SMALLINT NOT NULL DEFAULT 0
    CHECK (lateness_exempt IN (0, 1));
ALTER TABLE cases ADD COLUMN request_kind TEXT;
-- The square of the map it lies in (rules/nearness.h); what is near is found by nine squares.
ALTER TABLE cases ADD COLUMN square BIGINT;

CREATE INDEX cases_by_square ON cases (county_id, square, kind, closed_at);
CREATE INDEX cases_by_signal ON cases (county_id, next_signal_at) WHERE next_signal_at IS NOT NULL;
CREATE INDEX cases_merged_into ON cases (county_id, merged_into_id)
    WHERE merged_into_id IS NOT NULL;
CREATE INDEX cases_by_recurrence ON cases (county_id, recurrence_root_id, id)
    WHERE recurrence_root_id IS NOT NULL;

-- What units ask for and others decide: 延期, 暂缓, 超期申诉.
CREATE TABLE case_requests (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    period BIGINT NOT NULL,
    @reference_required(body_id, bodies),
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    note_id BIGINT,
    limit_amount BIGINT,
    limit_unit TEXT,
    recheck_on TEXT,
    reviewed_by BIGINT,
    reviewed_at BIGINT,
    review_note_id BIGINT,
    decided_by BIGINT,
    decided_at BIGINT,
    decision_note_id BIGINT
);
CREATE INDEX case_requests_of_case ON case_requests (county_id, case_id, id);
CREATE INDEX case_requests_open ON case_requests (county_id, kind, asked_at)
    WHERE status IN ('open', 'supported');

-- A later case near a struck-off one in place and kind: counted against the earlier strike-off.
CREATE TABLE case_recurrences (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    @reference_required(earlier_case_id, cases),
    @reference(handled_by_id, bodies),
    distance_m BIGINT NOT NULL,
    days BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    UNIQUE (county_id, case_id)
);
CREATE INDEX case_recurrences_of_earlier ON case_recurrences (county_id, earlier_case_id);

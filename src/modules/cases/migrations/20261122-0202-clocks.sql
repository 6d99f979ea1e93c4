-- The minutes a handling clock gives in all, and whose clock ran out before it confirmed.
ALTER TABLE cases ADD COLUMN handling_minutes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN late_body_id BIGINT;
CREATE INDEX cases_late ON cases (county_id, late_body_id, id) WHERE late_body_id IS NOT NULL;

UPDATE cases SET next_signal_at = stage_amber_at WHERE stage_amber_at IS NOT NULL;

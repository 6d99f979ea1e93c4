-- What the modules beside the ledger read of it. The map reads all of it, in the order of the key.
DROP VIEW cases_v;
CREATE VIEW cases_v AS
SELECT county_id, id, number, state, period, kind, summary, grid_id, block_body_id, line_body_id,
       handling_body_id, source, reporter_id, reported_at, filed_at, due_at, closed_at,
       late_body_id, lateness_exempt, rework_count
FROM cases;
CREATE VIEW case_points_v AS
SELECT county_id, id, lon_e7, lat_e7, state, kind, source, grid_id, block_body_id, line_body_id,
       handling_body_id, reporter_id, stage_due_at, stage_amber_at, stage_deep_red_at
FROM cases @by_key;
CREATE VIEW case_stages_v AS
SELECT county_id, id, case_id, stage, period, body_id, entered_at, left_at, due_at
FROM case_stages;
CREATE VIEW case_requests_v AS
SELECT county_id, id, case_id, kind, status, body_id, decided_at
FROM case_requests;
CREATE VIEW case_recurrences_v AS
SELECT county_id, id, case_id, grid_id, block_body_id, handled_by_id
FROM case_recurrences;
CREATE VIEW case_photos_v AS
SELECT county_id, id, case_id, sha256, role, period
FROM case_photos;

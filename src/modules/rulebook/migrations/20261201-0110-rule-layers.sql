ALTER TABLE rule_versions ADD COLUMN shipped TEXT NOT NULL DEFAULT '';
UPDATE rule_versions SET shipped = COALESCE(
    (SELECT f.body FROM rule_versions f
     WHERE f.county_id = rule_versions.county_id AND f.schema_name = rule_versions.schema_name
       AND f.version = 1 AND f.made_by IS NULL), '');

CREATE TABLE portal_reports (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(case_id, cases),
    number TEXT NOT NULL,
    follow_digest TEXT NOT NULL,
    UNIQUE (county_id, number)
);
CREATE INDEX portal_reports_of_case ON portal_reports (county_id, case_id);

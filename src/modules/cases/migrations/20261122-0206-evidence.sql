-- Where else a picture is used.
CREATE INDEX case_photos_by_sha256 ON case_photos (county_id, sha256);

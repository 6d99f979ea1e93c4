-- What a picture looks like (prints.h), for finding it again in another case. Empty for pictures
-- taken in earlier until a job has looked at them (printed_at). The four bands are the 16-bit
-- quarters of the hash.
ALTER TABLE photos ADD COLUMN print_hash BIGINT;
ALTER TABLE photos ADD COLUMN print_view TEXT;
ALTER TABLE photos ADD COLUMN print_band_1 BIGINT;
ALTER TABLE photos ADD COLUMN print_band_2 BIGINT;
ALTER TABLE photos ADD COLUMN print_band_3 BIGINT;
ALTER TABLE photos ADD COLUMN print_band_4 BIGINT;
ALTER TABLE photos ADD COLUMN printed_at BIGINT;
CREATE INDEX photos_by_band_1 ON photos (county_id, print_band_1) WHERE print_band_1 IS NOT NULL;
CREATE INDEX photos_by_band_2 ON photos (county_id, print_band_2) WHERE print_band_2 IS NOT NULL;
CREATE INDEX photos_by_band_3 ON photos (county_id, print_band_3) WHERE print_band_3 IS NOT NULL;
CREATE INDEX photos_by_band_4 ON photos (county_id, print_band_4) WHERE print_band_4 IS NOT NULL;
CREATE INDEX photos_without_print ON photos (county_id, id) WHERE printed_at IS NULL;

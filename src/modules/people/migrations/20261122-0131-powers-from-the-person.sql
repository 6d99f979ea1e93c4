-- The same powers as before, one told as often as posts give it (UNION ALL): so that whoever asks for
-- one account is answered from its appointments. SQLite else makes the whole view first.
DROP VIEW powers_v;
CREATE VIEW powers_v AS
SELECT a.county_id, a.id AS account_id, w.power, w.body_id
FROM accounts_v a CROSS JOIN appointments h CROSS JOIN post_powers w
WHERE h.county_id = a.county_id AND h.person_id = a.person_id AND h.until_on IS NULL
  AND w.county_id = h.county_id AND w.post_id = h.post_id AND w.body_id IS NULL
UNION ALL
SELECT a.county_id, a.id AS account_id, w.power, b.id AS body_id
FROM accounts_v a CROSS JOIN appointments h CROSS JOIN post_powers w CROSS JOIN bodies s
     CROSS JOIN bodies b
WHERE h.county_id = a.county_id AND h.person_id = a.person_id AND h.until_on IS NULL
  AND w.county_id = h.county_id AND w.post_id = h.post_id AND w.body_id IS NOT NULL
  AND s.county_id = w.county_id AND s.id = w.body_id
  AND b.county_id = s.county_id AND b.heir_id = s.heir_id;

-- Bodies, persons, posts, who held a post when, and what a post may do. Dates are "YYYY-MM-DD";
-- "until" is the first day it no longer holds, NULL while it does.
CREATE TABLE bodies (
    county_id BIGINT NOT NULL,
    @key,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    @reference(parent_id, bodies),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    @reference(succeeded_by_id, bodies),
    @reference_required(heir_id, bodies),
    UNIQUE (county_id, code)
);

CREATE INDEX bodies_by_heir ON bodies (county_id, heir_id);

CREATE INDEX bodies_by_parent ON bodies (county_id, parent_id);

CREATE TABLE body_members (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(group_id, bodies),
    @reference_required(body_id, bodies),
    role TEXT NOT NULL,
    since_on TEXT NOT NULL,
    until_on TEXT
);

CREATE UNIQUE INDEX body_members_present ON body_members (county_id, group_id, body_id)
    WHERE until_on IS NULL;

CREATE INDEX body_members_by_body ON body_members (county_id, body_id);

CREATE TABLE persons (
    county_id BIGINT NOT NULL,
    @key,
    name TEXT NOT NULL
);

CREATE TABLE posts (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(body_id, bodies),
    title TEXT NOT NULL,
    duty TEXT NOT NULL,
    phone TEXT NOT NULL,
    role TEXT NOT NULL,
    rank_order BIGINT NOT NULL
);

CREATE INDEX posts_by_body ON posts (county_id, body_id, rank_order);

CREATE TABLE appointments (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(post_id, posts),
    @reference_required(person_id, persons),
    since_on TEXT NOT NULL,
    until_on TEXT
);

CREATE UNIQUE INDEX appointments_present ON appointments (county_id, post_id)
    WHERE until_on IS NULL;

CREATE INDEX appointments_by_post ON appointments (county_id, post_id, since_on);

CREATE INDEX appointments_by_person ON appointments (county_id, person_id);

-- body_id NULL: the power holds in the whole county.
CREATE TABLE post_powers (
    county_id BIGINT NOT NULL,
    @key,
    @reference_required(post_id, posts),
    power TEXT NOT NULL,
    @reference(body_id, bodies)
);

CREATE UNIQUE INDEX post_powers_in_body ON post_powers (county_id, post_id, power, body_id)
    WHERE body_id IS NOT NULL;

CREATE UNIQUE INDEX post_powers_in_county ON post_powers (county_id, post_id, power)
    WHERE body_id IS NULL;

CREATE VIEW bodies_v AS
SELECT county_id, id, code, kind, name, short_name, parent_id, heir_id,
       CASE WHEN valid_to IS NULL THEN 0 ELSE 1 END AS ended
FROM bodies;

CREATE VIEW persons_v AS
SELECT county_id, id, name FROM persons;

-- A power in a body also holds for every body that has the same heir: the unit that took over
-- answers for what was addressed to the old one.
CREATE VIEW powers_v AS
SELECT a.county_id, a.id AS account_id, w.power, w.body_id
FROM accounts_v a
JOIN appointments h ON h.county_id = a.county_id AND h.person_id = a.person_id
                   AND h.until_on IS NULL
JOIN post_powers w ON w.county_id = h.county_id AND w.post_id = h.post_id
WHERE w.body_id IS NULL
UNION
SELECT a.county_id, a.id AS account_id, w.power, b.id AS body_id
FROM accounts_v a
JOIN appointments h ON h.county_id = a.county_id AND h.person_id = a.person_id
                   AND h.until_on IS NULL
JOIN post_powers w ON w.county_id = h.county_id AND w.post_id = h.post_id
JOIN bodies s ON s.county_id = w.county_id AND s.id = w.body_id
JOIN bodies b ON b.county_id = s.county_id AND b.heir_id = s.heir_id;

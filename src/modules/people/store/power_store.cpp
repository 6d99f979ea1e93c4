#include "modules/people/store/people_store.h"

#include <algorithm>

namespace weicheng::people::store {

namespace {

const db::Query select_powers{"people.select_powers", R"(
SELECT power, body_id FROM post_powers WHERE county_id = $1 AND post_id = $2 ORDER BY id)"};

const db::Query insert_power_row{"people.insert_power", R"(
INSERT INTO post_powers (county_id, id, post_id, power, body_id) VALUES ($1, $2, $3, $4, $5))"};

const db::Query delete_power_in_body{"people.delete_power_in_body", R"(
DELETE FROM post_powers WHERE county_id = $1 AND post_id = $2 AND power = $3 AND body_id = $4)"};

const db::Query delete_power_in_county{"people.delete_power_in_county", R"(
DELETE FROM post_powers
WHERE county_id = $1 AND post_id = $2 AND power = $3 AND body_id IS NULL)"};

// The same reach as powers_v: a power in a body holds for every body with the same heir. CROSS
// JOIN: from the person's few posts on, since every request of a signed-in person asks this.
const db::Query select_grants{"people.select_grants", R"(
SELECT w.power, w.body_id
FROM appointments h CROSS JOIN post_powers w
WHERE h.county_id = $1 AND h.person_id = $2 AND h.until_on IS NULL
  AND w.county_id = h.county_id AND w.post_id = h.post_id AND w.body_id IS NULL
UNION
SELECT w.power, b.id
FROM appointments h CROSS JOIN post_powers w CROSS JOIN bodies s CROSS JOIN bodies b
WHERE h.county_id = $1 AND h.person_id = $2 AND h.until_on IS NULL
  AND w.county_id = h.county_id AND w.post_id = h.post_id AND w.body_id IS NOT NULL
  AND s.county_id = w.county_id AND s.id = w.body_id
  AND b.county_id = s.county_id AND b.heir_id = s.heir_id)"};

const db::Query select_bodies_of{"people.select_bodies_of", R"(
SELECT DISTINCT b.id
FROM appointments h
JOIN posts p ON p.county_id = h.county_id AND p.id = h.post_id
JOIN bodies s ON s.county_id = p.county_id AND s.id = p.body_id
JOIN bodies b ON b.county_id = s.county_id AND b.heir_id = s.heir_id
WHERE h.county_id = $1 AND h.person_id = $2 AND h.until_on IS NULL
ORDER BY b.id)"};

const db::Query count_who_may{"people.count_who_may", R"(
SELECT COUNT(*)
FROM appointments h
JOIN post_powers w ON w.county_id = h.county_id AND w.post_id = h.post_id
WHERE h.county_id = $1 AND h.until_on IS NULL AND w.power = $2
  AND (EXISTS (SELECT 1 FROM bodies s
               JOIN bodies b ON b.county_id = s.county_id AND b.heir_id = s.heir_id
               WHERE s.county_id = w.county_id AND s.id = w.body_id AND b.id = $3)
       OR (w.body_id IS NULL
           AND EXISTS (SELECT 1 FROM appointments k
                       JOIN posts p ON p.county_id = k.county_id AND p.id = k.post_id
                       JOIN bodies s ON s.county_id = p.county_id AND s.id = p.body_id
                       JOIN bodies b ON b.county_id = s.county_id AND b.heir_id = s.heir_id
                       WHERE k.county_id = h.county_id AND k.person_id = h.person_id
                         AND k.until_on IS NULL AND b.id = $3))))"};

} // namespace

std::vector<PostPower> powers(db::Tx& tx, CountyId county, PostId post) {
    return tx.rows(select_powers, {county, post}, [](const db::Row& row) {
        return PostPower{row.get<std::string>(0), row.get<BodyId>(1)};
    });
}

void insert_power(db::Tx& tx, CountyId county, PostId post, const PostPower& power) {
    tx.run(insert_power_row, {county, tx.new_id(), post, power.power, power.body});
}

void erase_power(db::Tx& tx, CountyId county, PostId post, const PostPower& power) {
    if (power.body)
        tx.run(delete_power_in_body, {county, post, power.power, power.body});
    else
        tx.run(delete_power_in_county, {county, post, power.power});
}

std::vector<Grant> grants(db::Tx& tx, CountyId county, PersonId person) {
    auto held = tx.rows(select_grants, {county, person}, [](const db::Row& row) {
        return Grant{row.get<std::string>(0), {row.get<BodyId>(1)}};
    });
    std::sort(held.begin(), held.end(), [](const Grant& a, const Grant& b) {
        return a.power != b.power ? a.power < b.power : a.scope < b.scope;
    });
    return held;
}

bool anyone_may(db::Tx& tx, CountyId county, std::string_view power, BodyId body) {
    return tx.number(count_who_may, {county, power, body}) > 0;
}

std::vector<BodyId> bodies_of(db::Tx& tx, CountyId county, PersonId person) {
    return tx.rows(select_bodies_of, {county, person},
                   [](const db::Row& row) { return row.get<BodyId>(0); });
}

} // namespace weicheng::people::store

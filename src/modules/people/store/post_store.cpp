#include "modules/people/store/people_store.h"
#include "platform/db/table.h"

#include <algorithm>

namespace weicheng::people {

namespace {

const db::Columns<Post> post_columns{{"p.id", &Post::id},
                                     {"p.body_id", &Post::body},
                                     {"b.name", &Post::body_name},
                                     {"p.title", &Post::title},
                                     {"p.duty", &Post::duty},
                                     {"p.phone", &Post::phone},
                                     {"p.role", &Post::role},
                                     {"p.rank_order", &Post::rank},
                                     {"h.person_id", &Post::holder, &Holder::person},
                                     {"n.name", &Post::holder, &Holder::name},
                                     {"h.since_on", &Post::holder, &Holder::since}};
const db::Sql of_county = "SELECT " + post_columns.list() + R"(
FROM posts p
JOIN bodies b ON b.county_id = p.county_id AND b.id = p.body_id
LEFT JOIN appointments h ON h.county_id = p.county_id AND h.post_id = p.id AND h.until_on IS NULL
LEFT JOIN persons n ON n.county_id = h.county_id AND n.id = h.person_id
WHERE p.county_id = $1)";

const db::Query select_post{"people.select_post", of_county + " AND p.id = $2"};
const db::Query select_posts{"people.select_posts", of_county +
                                                        " AND b.valid_to IS NULL "
                                                        "ORDER BY p.body_id, p.rank_order, p.id"};
const db::Query select_posts_of_body{"people.select_posts_of_body",
                                     of_county + " AND p.body_id = $2 ORDER BY p.rank_order, p.id"};
const db::Query select_posts_of_person{"people.select_posts_of_person",
                                       of_county +
                                           " AND h.person_id = $2 ORDER BY p.rank_order, p.id"};

const db::Query select_person_name{"people.select_person_name", R"(
SELECT name FROM persons WHERE county_id = $1 AND id = $2)"};

const db::Query insert_person_row{"people.insert_person", R"(
INSERT INTO persons (county_id, id, name) VALUES ($1, $2, $3))"};

const db::Table<NewPost> new_posts{"posts",
                                   {{"county_id", db::Use::key},
                                    {"id", db::Use::key},
                                    {"body_id", &NewPost::body},
                                    {"title", &NewPost::title},
                                    {"duty", &NewPost::duty},
                                    {"phone", &NewPost::phone},
                                    {"role", &NewPost::role},
                                    {"rank_order", &NewPost::rank}}};
const db::Query insert_post_row{"people.insert_post", new_posts.insert()};

const db::Query count_powers{"people.count_powers", R"(
SELECT count(*) FROM post_powers WHERE county_id = $1 AND post_id = $2)"};

const db::Columns<store::Term> term_columns{{"h.id", &store::Term::id},
                                            {"h.person_id", &store::Term::person},
                                            {"n.name", &store::Term::name},
                                            {"h.since_on", &store::Term::since},
                                            {"h.until_on", &store::Term::until}};
const db::Query select_terms{"people.select_terms", "SELECT " + term_columns.list() + R"(
FROM appointments h
JOIN persons n ON n.county_id = h.county_id AND n.id = h.person_id
WHERE h.county_id = $1 AND h.post_id = $2
ORDER BY h.id DESC)"};

const db::Query insert_term_row{"people.insert_term", R"(
INSERT INTO appointments (county_id, id, post_id, person_id, since_on)
VALUES ($1, $2, $3, $4, $5))"};

const db::Query update_term_end{"people.update_term_end", R"(
UPDATE appointments SET until_on = $1
WHERE county_id = $2 AND post_id = $3 AND until_on IS NULL)"};

const db::Query update_terms_end_in{"people.update_terms_end_in", R"(
UPDATE appointments SET until_on = $1
WHERE county_id = $2 AND until_on IS NULL
  AND post_id IN (SELECT id FROM posts WHERE county_id = $2 AND body_id = $3))"};

const db::Query select_starts{"people.select_starts", R"(
SELECT h.since_on FROM appointments h
JOIN posts p ON p.county_id = h.county_id AND p.id = h.post_id
WHERE h.county_id = $1 AND p.body_id = $2 AND h.until_on IS NULL
UNION
SELECT m.since_on FROM body_members m
WHERE m.county_id = $1 AND (m.body_id = $2 OR m.group_id = $2) AND m.until_on IS NULL)"};

} // namespace

std::string person_name(db::Tx& tx, CountyId county, PersonId person) {
    return tx
        .first(select_person_name, {county, person},
               [](const db::Row& row) { return row.get<std::string>(0); })
        .value_or("");
}

std::vector<Post> posts(db::Tx& tx, CountyId county) {
    return tx.rows(select_posts, {county}, post_columns);
}

std::vector<Post> posts_of_body(db::Tx& tx, CountyId county, BodyId body) {
    return tx.rows(select_posts_of_body, {county, body}, post_columns);
}

std::vector<Post> posts_of_person(db::Tx& tx, CountyId county, PersonId person) {
    auto held = tx.rows(select_posts_of_person, {county, person}, post_columns);
    std::stable_sort(held.begin(), held.end(),
                     [](const Post& a, const Post& b) { return a.role < b.role; });
    return held;
}

namespace store {

PersonId insert_person(db::Tx& tx, CountyId county, const std::string& name) {
    const PersonId id{tx.new_id()};
    tx.run(insert_person_row, {county, id, name});
    return id;
}

bool person_exists(db::Tx& tx, CountyId county, PersonId person) {
    return !person_name(tx, county, person).empty();
}

PostId insert_post(db::Tx& tx, CountyId county, const NewPost& post) {
    const PostId id{tx.new_id()};
    tx.run(insert_post_row, new_posts.values(post, {{"county_id", county}, {"id", id}}));
    return id;
}

std::optional<Post> post(db::Tx& tx, CountyId county, PostId id) {
    return tx.first(select_post, {county, id}, post_columns);
}

bool carries_powers(db::Tx& tx, CountyId county, PostId post) {
    return tx.number(count_powers, {county, post}) > 0;
}

std::vector<Term> terms(db::Tx& tx, CountyId county, PostId post) {
    return tx.rows(select_terms, {county, post}, term_columns);
}

AppointmentId insert_term(db::Tx& tx, CountyId county, PostId post, PersonId person, Date since) {
    const AppointmentId id{tx.new_id()};
    tx.run(insert_term_row, {county, id, post, person, since});
    return id;
}

void end_term(db::Tx& tx, CountyId county, PostId post, Date on) {
    tx.run(update_term_end, {on, county, post});
}

void end_terms_in(db::Tx& tx, CountyId county, BodyId body, Date on) {
    tx.run(update_terms_end_in, {on, county, body});
}

std::optional<Date> latest_start(db::Tx& tx, CountyId county, BodyId body) {
    std::optional<Date> latest;
    tx.each(select_starts, {county, body}, [&](const db::Row& row) {
        const auto day = row.get<Date>(0);
        if (!latest || *latest < day) latest = day;
    });
    return latest;
}

} // namespace store
} // namespace weicheng::people

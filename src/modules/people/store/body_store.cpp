#include "modules/people/store/columns.h"
#include "modules/people/store/people_store.h"

#include <algorithm>

namespace weicheng::people {

namespace {

#define BODY_COLUMNS                                                                               \
    "SELECT id, code, kind, name, short_name, parent_id, valid_from, valid_to, succeeded_by_id, "  \
    "heir_id FROM bodies "

const db::Query select_body{"people.select_body", BODY_COLUMNS "WHERE county_id = $1 AND id = $2"};
const db::Query select_body_by_code{"people.select_body_by_code",
                                    BODY_COLUMNS "WHERE county_id = $1 AND code = $2"};
const db::Query select_bodies{"people.select_bodies", BODY_COLUMNS "WHERE county_id = $1"};
const db::Query select_predecessors{"people.select_predecessors",
                                    BODY_COLUMNS "WHERE county_id = $1 AND heir_id = $2"};

#undef BODY_COLUMNS

const db::Query insert_body_row{"people.insert_body", R"(
INSERT INTO bodies (county_id, id, code, kind, name, short_name, parent_id, valid_from, heir_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};

const db::Query update_parent{"people.update_parent", R"(
UPDATE bodies SET parent_id = $1 WHERE county_id = $2 AND id = $3)"};

const db::Query update_end{"people.update_body_end", R"(
UPDATE bodies SET valid_to = $1, succeeded_by_id = $2 WHERE county_id = $3 AND id = $4)"};

const db::Query update_heirs{"people.update_heirs", R"(
UPDATE bodies SET heir_id = $1 WHERE county_id = $2 AND heir_id = $3)"};

const db::Query select_members{"people.select_members", R"(
SELECT m.group_id, m.body_id, b.name, m.role, m.since_on
FROM body_members m
JOIN bodies b ON b.county_id = m.county_id AND b.id = m.body_id
WHERE m.county_id = $1 AND m.group_id = $2 AND m.until_on IS NULL
ORDER BY m.id)"};

const db::Query select_all_members{"people.select_all_members", R"(
SELECT m.group_id, m.body_id, b.name, m.role, m.since_on
FROM body_members m
JOIN bodies b ON b.county_id = m.county_id AND b.id = m.body_id
WHERE m.county_id = $1 AND m.until_on IS NULL
ORDER BY m.id)"};

const db::Query insert_member_row{"people.insert_member", R"(
INSERT INTO body_members (county_id, id, group_id, body_id, role, since_on)
VALUES ($1, $2, $3, $4, $5, $6))"};

const db::Query update_member_end{"people.update_member_end", R"(
UPDATE body_members SET until_on = $1
WHERE county_id = $2 AND group_id = $3 AND body_id = $4 AND until_on IS NULL)"};

Body body_of(const db::Row& row) {
    return {
        row.get<BodyId>(0),      row.get<std::string>(1),       store::name_at<BodyKind>(row, 2),
        row.get<std::string>(3), row.get<std::string>(4),       row.get<BodyId>(5),
        store::day_at(row, 6),   store::day_or_none_at(row, 7), row.get<BodyId>(8),
        row.get<BodyId>(9)};
}

Member member_of(const db::Row& row) {
    return {row.get<BodyId>(0), row.get<BodyId>(1), row.get<std::string>(2),
            store::name_at<MemberRole>(row, 3), store::day_at(row, 4)};
}

void put_leads_first(std::vector<Member>& members) {
    std::stable_partition(members.begin(), members.end(),
                          [](const Member& member) { return member.role == MemberRole::lead; });
}

} // namespace

std::optional<Body> body(db::Tx& tx, CountyId county, BodyId id) {
    return tx.first(select_body, {county, id}, body_of);
}

std::optional<Body> body_by_code(db::Tx& tx, CountyId county, std::string_view code) {
    return tx.first(select_body_by_code, {county, code}, body_of);
}

std::vector<Body> bodies(db::Tx& tx, CountyId county) {
    auto all = tx.rows(select_bodies, {county}, body_of);
    std::sort(all.begin(), all.end(), [](const Body& a, const Body& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.code < b.code;
    });
    return all;
}

std::string body_name(db::Tx& tx, CountyId county, BodyId id) {
    const auto known = body(tx, county, id);
    return known ? known->name : "";
}

BodyId heir_of(db::Tx& tx, CountyId county, BodyId id) {
    const auto known = body(tx, county, id);
    return known ? known->heir : BodyId{};
}

std::vector<Member> members(db::Tx& tx, CountyId county, BodyId group) {
    auto found = tx.rows(select_members, {county, group}, member_of);
    put_leads_first(found);
    return found;
}

std::vector<Member> all_members(db::Tx& tx, CountyId county) {
    auto found = tx.rows(select_all_members, {county}, member_of);
    put_leads_first(found);
    return found;
}

namespace store {

BodyId insert_body(db::Tx& tx, CountyId county, const NewBody& body) {
    const BodyId id{tx.new_id()};
    tx.run(insert_body_row, {county, id, body.code, name_of(body.kind), body.name,
                             body.short_name.empty() ? body.name : body.short_name, body.parent,
                             to_text(body.valid_from), id});
    return id;
}

void set_parent(db::Tx& tx, CountyId county, BodyId body, BodyId parent) {
    tx.run(update_parent, {parent, county, body});
}

void hand_over(db::Tx& tx, CountyId county, BodyId body, BodyId successor, Date on) {
    tx.run(update_end, {to_text(on), successor, county, body});
    tx.run(update_heirs, {successor, county, body});
}

std::vector<Body> predecessors(db::Tx& tx, CountyId county, BodyId body) {
    auto found = tx.rows(select_predecessors, {county, body}, body_of);
    std::erase_if(found, [&](const Body& known) { return known.id == body; });
    std::sort(found.begin(), found.end(),
              [](const Body& a, const Body& b) { return b.valid_to < a.valid_to; });
    return found;
}

void insert_member(db::Tx& tx, CountyId county, const Member& member) {
    tx.run(insert_member_row, {county, tx.new_id(), member.group, member.body, name_of(member.role),
                               to_text(member.since)});
}

void end_member(db::Tx& tx, CountyId county, BodyId group, BodyId body, Date on) {
    tx.run(update_member_end, {to_text(on), county, group, body});
}

} // namespace store
} // namespace weicheng::people

#include "modules/people/store/people_store.h"
#include "platform/db/table.h"

#include <algorithm>

namespace weicheng::people {

namespace {

const db::Table<Body> body_table{"bodies",
                                 {{"county_id", db::Use::key},
                                  {"id", &Body::id, db::Use::key},
                                  {"code", &Body::code},
                                  {"kind", &Body::kind},
                                  {"name", &Body::name},
                                  {"short_name", &Body::short_name},
                                  {"parent_id", &Body::parent},
                                  {"valid_from", &Body::valid_from},
                                  {"valid_to", &Body::valid_to},
                                  {"succeeded_by_id", &Body::succeeded_by},
                                  {"heir_id", &Body::heir}}};
const db::Sql of_county = body_table.select() + " WHERE county_id = $1";

const db::Query select_body{"people.select_body", of_county + " AND id = $2"};
const db::Query select_body_by_code{"people.select_body_by_code", of_county + " AND code = $2"};
const db::Query select_bodies{"people.select_bodies", of_county};
const db::Query select_predecessors{"people.select_predecessors", of_county + " AND heir_id = $2"};
const db::Query insert_body_row{"people.insert_body", body_table.insert()};

const db::Query update_parent{"people.update_parent", R"(
UPDATE bodies SET parent_id = $1 WHERE county_id = $2 AND id = $3)"};

const db::Query update_end{"people.update_body_end", R"(
UPDATE bodies SET valid_to = $1, succeeded_by_id = $2 WHERE county_id = $3 AND id = $4)"};

const db::Query update_heirs{"people.update_heirs", R"(
UPDATE bodies SET heir_id = $1 WHERE county_id = $2 AND heir_id = $3)"};

const db::Columns<Member> member_columns{{"m.group_id", &Member::group},
                                         {"m.body_id", &Member::body},
                                         {"b.name", &Member::name},
                                         {"m.role", &Member::role},
                                         {"m.since_on", &Member::since}};
const db::Sql present_members = "SELECT " + member_columns.list() + R"( FROM body_members m
JOIN bodies b ON b.county_id = m.county_id AND b.id = m.body_id
WHERE m.county_id = $1 AND m.until_on IS NULL)";

const db::Query select_members{"people.select_members",
                               present_members + " AND m.group_id = $2 ORDER BY m.id"};
const db::Query select_all_members{"people.select_all_members", present_members + " ORDER BY m.id"};
const db::Query insert_member_row{"people.insert_member",
                                  db::insert_into("body_members", {"county_id", "id", "group_id",
                                                                   "body_id", "role", "since_on"})};

const db::Query update_member_end{"people.update_member_end", R"(
UPDATE body_members SET until_on = $1
WHERE county_id = $2 AND group_id = $3 AND body_id = $4 AND until_on IS NULL)"};

void put_leads_first(std::vector<Member>& members) {
    std::stable_partition(members.begin(), members.end(),
                          [](const Member& member) { return member.role == MemberRole::lead; });
}

} // namespace

std::optional<Body> body(db::Tx& tx, CountyId county, BodyId id) {
    return tx.first(select_body, {county, id}, body_table);
}

std::optional<Body> body_by_code(db::Tx& tx, CountyId county, std::string_view code) {
    return tx.first(select_body_by_code, {county, code}, body_table);
}

std::vector<Body> bodies(db::Tx& tx, CountyId county) {
    auto all = tx.rows(select_bodies, {county}, body_table);
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
    auto found = tx.rows(select_members, {county, group}, member_columns);
    put_leads_first(found);
    return found;
}

std::vector<Member> all_members(db::Tx& tx, CountyId county) {
    auto found = tx.rows(select_all_members, {county}, member_columns);
    put_leads_first(found);
    return found;
}

namespace store {

BodyId insert_body(db::Tx& tx, CountyId county, const NewBody& body) {
    const BodyId id{tx.new_id()};
    const Body fresh{.id = id,
                     .code = body.code,
                     .kind = body.kind,
                     .name = body.name,
                     .short_name = body.short_name.empty() ? body.name : body.short_name,
                     .parent = body.parent,
                     .valid_from = body.valid_from,
                     .valid_to = std::nullopt,
                     .succeeded_by = {},
                     .heir = id};
    tx.run(insert_body_row, body_table.values(fresh, {{"county_id", county}}));
    return id;
}

void set_parent(db::Tx& tx, CountyId county, BodyId body, BodyId parent) {
    tx.run(update_parent, {parent, county, body});
}

void hand_over(db::Tx& tx, CountyId county, BodyId body, BodyId successor, Date on) {
    tx.run(update_end, {on, successor, county, body});
    tx.run(update_heirs, {successor, county, body});
}

std::vector<Body> predecessors(db::Tx& tx, CountyId county, BodyId body) {
    auto found = tx.rows(select_predecessors, {county, body}, body_table);
    std::erase_if(found, [&](const Body& known) { return known.id == body; });
    std::sort(found.begin(), found.end(),
              [](const Body& a, const Body& b) { return b.valid_to < a.valid_to; });
    return found;
}

void insert_member(db::Tx& tx, CountyId county, const Member& member) {
    tx.run(insert_member_row, {{"county_id", county},
                               {"id", tx.new_id()},
                               {"group_id", member.group},
                               {"body_id", member.body},
                               {"role", member.role},
                               {"since_on", member.since}});
}

void end_member(db::Tx& tx, CountyId county, BodyId group, BodyId body, Date on) {
    tx.run(update_member_end, {on, county, group, body});
}

} // namespace store
} // namespace weicheng::people

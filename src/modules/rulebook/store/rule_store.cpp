#include "modules/rulebook/store/rule_store.h"

#include "modules/rulebook/store/rule_shapes.h"
#include "platform/db/snapshot_cache.h"
#include "platform/embedded.h"

#include <algorithm>
#include <array>

namespace weicheng::rulebook {

static const db::Query select_versions{"rulebook.select_versions", R"(
    SELECT v.id, v.version, v.valid_from, v.note, a.name, v.made_at
    FROM rule_versions v
    LEFT JOIN accounts_v a ON a.county_id = v.county_id AND a.id = v.made_by
    WHERE v.county_id = $1 AND v.schema_name = $2 ORDER BY v.version DESC)"};
static const db::Query select_body{"rulebook.select_body", R"(
    SELECT body FROM rule_versions WHERE county_id = $1 AND id = $2)"};
static const db::Query select_number{"rulebook.select_number", R"(
    SELECT version FROM rule_versions WHERE county_id = $1 AND id = $2)"};
static const db::Query select_in_force{"rulebook.select_in_force", R"(
    SELECT id FROM rule_versions
    WHERE county_id = $1 AND schema_name = $2 AND valid_from <= $3
    ORDER BY valid_from DESC, version DESC LIMIT 1)"};
static const db::Query select_all_in_force{"rulebook.select_all_in_force", R"(
    SELECT schema_name, id FROM rule_versions
    WHERE county_id = $1 AND valid_from <= $2 ORDER BY schema_name, valid_from, version)"};
static const db::Query select_next_version{"rulebook.select_next_version", R"(
    SELECT COALESCE(MAX(version), 0) + 1 FROM rule_versions WHERE county_id = $1 AND schema_name = $2)"};
static const db::Query insert_version{"rulebook.insert_version", R"(
    INSERT INTO rule_versions
        (county_id, id, schema_name, version, valid_from, note, body, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};

bool is_schema(std::string_view schema) {
    return std::find(std::begin(schemas), std::end(schemas), schema) != std::end(schemas);
}

std::vector<Version> versions(db::Tx& tx, CountyId county, std::string_view schema) {
    return tx.rows(select_versions, {county, schema}, [&](const db::Row& row) {
        return Version{row.integer(0),          std::string(schema),
                       row.integer(1),          row.get<Instant>(2),
                       row.get<std::string>(3), row.get<std::optional<std::string>>(4).value_or(""),
                       row.get<Instant>(5)};
    });
}

std::string body_of(db::Tx& tx, CountyId county, std::int64_t version_id) {
    auto body = tx.first(select_body, {county, version_id},
                         [](const db::Row& row) { return row.get<std::string>(0); });
    check(body.has_value(), "a version of rule data has a body");
    return std::move(*body);
}

std::int64_t version_number(db::Tx& tx, CountyId county, std::int64_t version_id) {
    return tx
        .first(select_number, {county, version_id},
               [](const db::Row& row) { return row.integer(0); })
        .value_or(0);
}

std::int64_t version_in_force(db::Tx& tx, CountyId county, std::string_view schema, Instant at) {
    return tx
        .first(select_in_force, {county, schema, at},
               [](const db::Row& row) { return row.integer(0); })
        .value_or(0);
}

std::int64_t add_version(db::Tx& tx, const Caller& actor, const Version& version,
                         std::string_view body) {
    const auto id = tx.new_id();
    const auto number = tx.number(select_next_version, {actor.county, version.schema});
    tx.run(insert_version, {actor.county, id, version.schema, number, version.valid_from,
                            version.note, body, actor.account, version.made_at});
    return id;
}

// ---- what the program ships ----

std::string_view built_in_body(std::string_view schema) {
    const auto body =
        embedded_file(Embedded::source, "modules/rulebook/data/" + std::string(schema) + ".json");
    check(body.has_value(), "every schema has a built-in first version");
    return *body;
}

template <class T>
static T parsed(std::string_view body) {
    auto read = http::from_json<T>(body);
    check(bool(read), "kept rule data still fits its shape");
    return std::move(*read);
}

void complete(ReasonLists& reasons) {
    static const auto own = parsed<ReasonLists>(built_in_body("reasons"));
    for (const auto list :
         {&ReasonLists::verification, &ReasonLists::decline, &ReasonLists::void_,
          &ReasonLists::reassign, &ReasonLists::dispute, &ReasonLists::extension,
          &ReasonLists::suspension, &ReasonLists::lateness, &ReasonLists::reinstate})
        if ((reasons.*list).empty()) reasons.*list = own.*list;
}

// ---- the snapshot in force ----

using VersionIds = std::array<std::int64_t, std::size(schemas)>;

template <class T>
static void read_into(db::Tx& tx, CountyId county, const VersionIds& ids, std::size_t schema,
                      T& target) {
    target = ids[schema] == 0 ? parsed<T>(built_in_body(schemas[schema]))
                              : parsed<T>(body_of(tx, county, ids[schema]));
}

static std::shared_ptr<const Rules> load(db::Tx& tx, CountyId county, const VersionIds& ids) {
    auto rules = std::make_shared<Rules>();
    read_into(tx, county, ids, 0, rules->case_kinds);
    read_into(tx, county, ids, 1, rules->routing);
    read_into(tx, county, ids, 2, rules->limits);
    read_into(tx, county, ids, 3, rules->lights);
    read_into(tx, county, ids, 4, rules->reasons);
    read_into(tx, county, ids, 5, rules->numbers);
    read_into(tx, county, ids, 6, rules->portal);
    read_into(tx, county, ids, 7, rules->requests);
    read_into(tx, county, ids, 8, rules->evidence);
    complete(rules->reasons);
    rules->kinds_version = ids[0];
    return rules;
}

std::shared_ptr<const Rules> in_force(db::Tx& tx, CountyId county, Instant at) {
    // Versions never change once made and their ids never return.
    static db::SnapshotCache<VersionIds, Rules> snapshots;

    VersionIds ids{};
    tx.each(select_all_in_force, {county, at}, [&](const db::Row& row) {
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (row.text(0) == schemas[i])
                ids[i] = row.integer(1); // the last of a schema is in force
    });
    return snapshots.get(county, ids, [&] { return load(tx, county, ids); });
}

} // namespace weicheng::rulebook

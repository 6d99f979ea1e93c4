#include "modules/rulebook/store/rule_store.h"

#include "modules/rulebook/store/layer.h"
#include "platform/db/snapshot_cache.h"

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
static const db::Query select_still_to_hold{"rulebook.select_still_to_hold", R"(
    SELECT v.valid_from, v.body, v.shipped FROM rule_versions v
    WHERE v.county_id = $1 AND v.schema_name = $2
      AND v.valid_from >= COALESCE((SELECT MAX(f.valid_from) FROM rule_versions f
                                    WHERE f.county_id = $1 AND f.schema_name = $2
                                      AND f.valid_from <= $3), $3)
      AND v.version = (SELECT MAX(l.version) FROM rule_versions l
                       WHERE l.county_id = $1 AND l.schema_name = $2
                         AND l.valid_from = v.valid_from)
    ORDER BY v.valid_from)"};
static const db::Query select_all_in_force{"rulebook.select_all_in_force", R"(
    SELECT schema_name, id FROM rule_versions
    WHERE county_id = $1 AND valid_from <= $2 ORDER BY schema_name, valid_from, version)"};
static const db::Query select_next_version{"rulebook.select_next_version", R"(
    SELECT COALESCE(MAX(version), 0) + 1 FROM rule_versions WHERE county_id = $1 AND schema_name = $2)"};
static const db::Query insert_version{"rulebook.insert_version", R"(
    INSERT INTO rule_versions
        (county_id, id, schema_name, version, valid_from, note, body, shipped, made_by, made_at)
    VALUES (:county, :id, :schema, :version, :valid_from, :note, :body, :shipped, :made_by, :made_at))"};

std::vector<Version> versions(db::Tx& tx, CountyId county, std::string_view schema) {
    return tx.rows(select_versions, {county, schema}, [&](const db::Row& row) {
        return Version{row.integer(0),
                       row.integer(1),
                       row.get<Instant>(2),
                       row.get<std::string>(3),
                       row.get<std::optional<std::string>>(4).value_or(""),
                       row.get<Instant>(5)};
    });
}

static std::string body_of(db::Tx& tx, CountyId county, std::int64_t version_id) {
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

std::vector<Bodies> still_to_hold(db::Tx& tx, CountyId county, std::string_view schema,
                                  Instant at) {
    return tx.rows(select_still_to_hold, {county, schema, at}, [](const db::Row& row) {
        return Bodies{row.get<Instant>(0), row.get<std::string>(1), row.get<std::string>(2)};
    });
}

std::int64_t add_version(db::Tx& tx, const Caller& actor, std::string_view schema,
                         const Bodies& bodies, std::string_view note, Instant now) {
    const auto id = tx.new_id();
    const auto number = tx.number(select_next_version, {actor.county, schema});
    tx.run(insert_version, {{"county", actor.county},
                            {"id", id},
                            {"schema", schema},
                            {"version", number},
                            {"valid_from", bodies.valid_from},
                            {"note", note},
                            {"body", bodies.own},
                            {"shipped", bodies.shipped},
                            {"made_by", actor.account},
                            {"made_at", now}});
    return id;
}

// ---- the snapshot in force ----

namespace {
using VersionIds = std::vector<std::int64_t>; // of each schema, in the house's order
/// Versions never change once made and their ids never return.
struct Snapshots : db::SnapshotCache<VersionIds, Rules> {};
} // namespace

static std::shared_ptr<const Rules>
load(db::Tx& tx, CountyId county, const std::vector<RuleSchema>& schemas, const VersionIds& ids) {
    auto rules = std::make_shared<Rules>();
    for (std::size_t i = 0; i < schemas.size(); ++i) {
        const auto& schema = schemas[i];
        const auto text =
            ids[i] == 0 ? schema.shipped : filled(body_of(tx, county, ids[i]), schema.shipped);
        auto document = schema.read(text);
        check(bool(document), "kept rule data still fits its shape");
        rules->put(schema.type, std::move(*document), ids[i]);
    }
    return rules;
}

std::shared_ptr<const Rules> in_force(db::Tx& tx, CountyId county, Instant at) {
    const auto& schemas = tx.links().get<Schemas>().all();
    VersionIds ids(schemas.size());
    tx.each(select_all_in_force, {county, at}, [&](const db::Row& row) {
        for (std::size_t i = 0; i < schemas.size(); ++i)
            if (row.text(0) == schemas[i].name)
                ids[i] = row.integer(1); // the last of a schema is in force
    });
    return tx.links().memory<Snapshots>().get(county, ids,
                                              [&] { return load(tx, county, schemas, ids); });
}

} // namespace weicheng::rulebook

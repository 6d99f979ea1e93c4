// A small county in a fresh database: a desk, a grid team with a worker, a department, inspectors.
// For the tests of the ledger only.
#pragma once

#include "modules/cases/cases.h"
#include "modules/cases/store/case_list.h"
#include "modules/people/people.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"
#include "platform/db/links.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"
#include "platform/jobs/jobs.h"
#include "platform/module.h"
#include "tests/support/database.h"

namespace weicheng::cases::testing {

using weicheng::testing::TemporaryFolder;
using weicheng::testing::TestDatabase;

inline std::vector<db::Migration> ledger_migrations() {
    std::vector<db::Migration> all;
    const auto add = [&](const std::vector<db::Migration>& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    add(facts::migrations());
    add(jobs::migrations());
    for (const char* place :
         {"platform/auth", "platform/files", "modules/calendar", "modules/rulebook",
          "modules/campaigns", "modules/people", "modules/places", "modules/cases"})
        add(embedded_migrations(place));
    return all;
}

class LedgerWorld {
  public:
    template <class F>
    auto write(F work) {
        return database->write(work);
    }
    template <class F>
    auto read(F work) {
        return database->read(work);
    }
    explicit LedgerWorld(db::Dialect dialect) : database(dialect, ledger_migrations()) {
        database->links().set(RollUps{}); // the ledger alone
        database->links().set(rulebook::Schemas(cases::make_module({}).rules));
        database->links().set(auth::Hooks{.power_source = people::standing});
        database->links().set(people::KnownPowers{
            {"cases.read", "cases.report", "cases.file", "cases.dispatch", "cases.sign",
             "cases.handle", "cases.confirm", "cases.check", "cases.close", "cases.verify",
             "cases.arbitrate", "cases.void", "cases.decide", "cases.recheck",
             "cases.review_lateness", "cases.confirm_lateness", "portal.contacts"}});
        county = write([&](db::Tx& tx) {
            return auth::create_county(tx, {{}, "999001", "青峰县", "", false}, start);
        });
        server = auth::server_caller(county);
        write([&](db::Tx& tx) {
            calendar::set_up(tx, county);
            rulebook::set_up(tx, server, start);
            return true;
        });
        build_bodies();
        build_ground();
        publish("routing",
                R"({"routes":[{"kind":"*","grid":"*","line_body":"CGJ","handled_by":"block"}]})");
    }

    /// A person in a post of that body with these powers; county-wide, or for the body.
    Caller person(const std::string& login, BodyId body, const std::vector<std::string>& powers,
                  bool in_county) {
        const auto account = write([&](db::Tx& tx) {
            const auto who = *people::create_person(tx, server, login, start);
            const auto post = *people::create_post(
                tx, server, {body, "岗位" + login, "", "", people::PostRole::staff, 1}, start);
            for (const auto& power : powers)
                check(bool(people::grant_power(tx, server, post, power,
                                               in_county ? people::PowerScope::county()
                                                         : people::PowerScope::own_body(),
                                               start)),
                      "a power is granted");
            check(bool(people::appoint(tx, server, post, who, date_of(start), start)),
                  "a post is filled");
            return *auth::create_account(tx, {county, login, "-", login, who}, start);
        });
        return read([&](db::Tx& tx) { return *auth::caller_of(tx, county, account, start); });
    }
    /// The digest of a picture the server has taken in.
    std::string photo() {
        const auto digest = auth::sha256_hex(std::to_string(++pictures_));
        write([&](db::Tx& tx) {
            files::remember(tx, county, {digest, 10, 10, 100, start, {}, {}}, start);
            return true;
        });
        return digest;
    }
    NewReport about(const char* kind, std::string summary = "") {
        NewReport report;
        report.kind = kind;
        report.summary = std::move(summary);
        report.point = inside;
        report.place_words = "老街南口";
        report.before_photos = {photo()};
        return report;
    }
    Case opened(const Caller& by, const NewReport& what, Instant at) {
        return *write([&](db::Tx& tx) { return report(tx, by, what, at); });
    }
    Case moved(const Caller& by, CaseId id, const Move& what, Instant at) {
        return *write([&](db::Tx& tx) { return move(tx, by, id, std::nullopt, what, at); });
    }

    const Instant start = instant_from_rfc3339("2026-11-23T01:00:00Z").value(); // Monday 09:00
    const Point inside = Point::from_degrees(118.005, 35.005);
    TestDatabase database;
    CountyId county;
    Caller server;
    BodyId office, team, other_team, department, inspectors;

  private:
    BodyId body(const char* code, people::BodyKind kind, const char* name) {
        return *write([&](db::Tx& tx) {
            return people::create_body(tx, server, {code, kind, name, "", {}, date_of(start)},
                                       start);
        });
    }
    void build_bodies() {
        office = body("CWB", people::BodyKind::office, "县创卫办");
        team = body("W1", people::BodyKind::grid_team, "西网格");
        other_team = body("W2", people::BodyKind::grid_team, "东网格");
        department = body("CGJ", people::BodyKind::department, "县城管局");
        inspectors = body("DDZ", people::BodyKind::team, "督导一组");
    }
    void build_ground() {
        const auto ring = [](double west, double east) {
            return geo::Rings{{Point::from_degrees(west, 35), Point::from_degrees(east, 35),
                               Point::from_degrees(east, 35.01), Point::from_degrees(west, 35.01),
                               Point::from_degrees(west, 35)}};
        };
        write([&](db::Tx& tx) {
            check(
                bool(places::set_map_layer(
                    tx, server, "boundary",
                    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                    R"("geometry":{"type":"Polygon","coordinates":[[[118,35],[118.02,35],)"
                    R"([118.02,35.01],[118,35.01],[118,35]]]}}]})",
                    start)),
                "the county has an edge");
            check(bool(places::create_grid(
                      tx, server, {"G1", "西网格", "老街", team, {}, ring(118, 118.01)}, start)),
                  "the west has a grid");
            check(bool(places::create_grid(
                      tx, server, {"G2", "东网格", "老街", other_team, {}, ring(118.01, 118.02)},
                      start)),
                  "the east has a grid");
            return true;
        });
    }
    void publish(const char* schema, const char* body) {
        check(bool(write([&](db::Tx& tx) {
                  return rulebook::publish(tx, server, schema, start - std::chrono::hours(1), "",
                                           body, start);
              })),
              "a rule is published");
    }

    int pictures_ = 0;
};

} // namespace weicheng::cases::testing

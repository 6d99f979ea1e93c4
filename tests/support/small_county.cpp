#include "tests/support/small_county.h"

#include "modules/calendar/calendar.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"
#include "platform/db/dialect.h"
#include "platform/facts/facts.h"
#include "platform/files/files.h"

#include <algorithm>

namespace weicheng::testing {

Point ground_at(double x, double y) {
    return Point::from_degrees(118.0 + x / 10000, 35.0 + y / 10000);
}

static geo::Rings square(double x, double y, double width, double height) {
    return {{ground_at(x, y), ground_at(x + width, y), ground_at(x + width, y + height),
             ground_at(x, y + height), ground_at(x, y)}};
}

static constexpr const char* edge =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
    R"("geometry":{"type":"Polygon","coordinates":[[[118,35],[118.02,35],[118.02,35.01],)"
    R"([118,35.01],[118,35]]]}}]})";

static constexpr const char* routes =
    R"({"routes":[{"kind":"exposed_garbage","grid":"*","line_body":"CGJ","handled_by":"block"},)"
    R"({"kind":"rubble","grid":"*","line_body":"CGJ","handled_by":"block"},)"
    R"({"kind":"road_unclean","grid":"*","line_body":"CGJ","handled_by":"line"}]})";

template <class T>
static T must(Result<T> result) {
    check(bool(result), result ? "" : result.refusal().code.c_str());
    return *result;
}
static void must(const Result<void>& result) {
    check(bool(result), result ? "" : result.refusal().code.c_str());
}

namespace {

class Builder {
  public:
    Builder(db::Tx& tx, Instant now) : tx_(tx), now_(now) {
        built.id = auth::create_county(
            tx_, {.id = {}, .code = "320999", .name = "试验县", .hotline = "0000-12345"}, now_);
        server_ = auth::server_caller(built.id);
        calendar::set_up(tx_, built.id);
        rulebook::set_up(tx_, server_, now_);
    }

    void add_bodies() {
        using K = people::BodyKind;
        built.office = body("CWB", K::office, "县创卫办");
        built.west_team = body("W", K::grid_team, "西街第一网格");
        built.east_team = body("E", K::grid_team, "东街第一网格");
        built.bureau = body("CGJ", K::department, "县城管局");
        built.inspectors = body("DD1", K::team, "督导一组");
        must(rulebook::publish(tx_, server_, "routing", from_millis(1), "", routes, now_));
    }

    void add_places() {
        must(places::set_map_layer(tx_, server_, "boundary", edge, now_));
        built.west = grid("W", built.west_team, square(0, 0, 100, 100));
        built.east = grid("E", built.east_team, square(100, 0, 50, 100));
        built.strip = grid("N1", {}, square(150, 0, 25, 0.8));
        built.other_strip = grid("N2", {}, square(174, 0, 25, 0.8));
        must(places::set_site_kind(tx_, server_, {"market", "农贸市场", "Market"}, now_));
        built.market = must(places::create_site(
            tx_, server_, {"S1", "market", "西街市场", ground_at(20, 20), built.bureau, "商户"},
            now_));
    }

    void add_people() {
        using Scope = people::PowerScope;
        const auto own = Scope::own_body(), county = Scope::county();
        account("office", built.office, county,
                {"cases.read", "cases.report", "cases.file", "cases.dispatch", "cases.close",
                 "cases.void", "cases.decide", "cases.review_lateness", "portal.contacts",
                 "rulebook.edit"});
        account("west", built.west_team, own,
                {"cases.read", "cases.report", "cases.sign", "cases.handle", "cases.confirm"});
        account("worker", built.west_team, own,
                {"cases.read", "cases.report", "cases.handle", "cases.verify"});
        account("east", built.east_team, own,
                {"cases.read", "cases.report", "cases.sign", "cases.handle", "cases.confirm"});
        account("bureau", built.bureau, own,
                {"cases.read", "cases.sign", "cases.handle", "cases.confirm"});
        account("checker", built.inspectors, county, {"cases.read", "cases.check"});
        account("rechecker", built.inspectors, county, {"cases.read", "cases.recheck"});
        account("delegate", built.office, Scope::of(built.west_team),
                {"cases.read", "cases.close"});
        account("leader", built.office, county,
                {"cases.read", "cases.arbitrate", "cases.confirm_lateness"});
    }

    SmallCounty built;

  private:
    BodyId body(const char* code, people::BodyKind kind, const char* name) {
        return must(
            people::create_body(tx_, server_, {code, kind, name, "", {}, date_of(now_)}, now_));
    }
    places::GridId grid(const char* code, BodyId by, geo::Rings polygon) {
        return must(places::create_grid(
            tx_, server_, {code, std::string("网格") + code, "西街社区", by, {}, polygon}, now_));
    }
    void account(const std::string& login, BodyId of, people::PowerScope scope,
                 const std::vector<const char*>& powers) {
        const auto person = must(people::create_person(tx_, server_, "试" + login, now_));
        const auto post =
            must(people::create_post(tx_, server_, {.body = of, .title = "岗位" + login}, now_));
        for (const char* power : powers)
            must(people::grant_power(tx_, server_, post, power, scope, now_));
        must(people::appoint(tx_, server_, post, person, date_of(now_), now_));
        built.posts[login] = post;
        built.accounts[login] = must(auth::create_account(
            tx_, {built.id, login, "no password fits this", "试" + login, person}, now_));
    }

    db::Tx& tx_;
    Instant now_;
    Caller server_;
};

} // namespace

SmallCounty build_small_county(db::Database& database, Instant now) {
    return database.write([&](db::Tx& tx) {
        Builder builder(tx, now);
        builder.add_bodies();
        builder.add_places();
        builder.add_people();
        return builder.built;
    });
}

Caller caller_of(db::Database& database, const SmallCounty& county, const std::string& login,
                 Instant now) {
    return database.read([&](db::Tx& tx) {
        return auth::caller_of(tx, county.id, county.accounts.at(login), now).value();
    });
}

std::string remember_photo(db::Database& database, CountyId county, const std::string& name,
                           Instant now) {
    auto digest = auth::sha256_hex(name);
    database.write([&](db::Tx& tx) {
        files::Photo photo;
        photo.sha256 = digest;
        photo.width = 640;
        photo.height = 480;
        photo.bytes = 1000;
        files::remember(tx, county, photo, now);
    });
    return digest;
}

std::map<std::string, std::vector<std::string>> contents_of(db::Database& database) {
    std::map<std::string, std::vector<std::string>> contents;
    // What waits for its number gets it now, here or from the server's own worker, so that it is
    // not taken for a change later.
    const auto waiting = [&] {
        return database.read([](db::Tx& tx) {
            return db::run_script(tx, "SELECT id FROM facts WHERE seq IS NULL").size();
        });
    };
    while (waiting() != 0)
        database.write([](db::Tx& tx) { facts::sequence(tx); });
    database.read([&](db::Tx& tx) {
        const auto tables =
            db::run_script(tx, tx.dialect() == db::Dialect::sqlite
                                   ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                   : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        for (const auto& table : tables) {
            const auto& name = table.at(0).value();
            if (name == "sessions" || name == "timetable" || name == "reactions" ||
                name == "id_marks" || name.starts_with("sqlite_"))
                continue;
            auto& rows = contents[name];
            for (const auto& row : db::run_script(tx, "SELECT * FROM " + name)) {
                std::string text;
                for (const auto& value : row)
                    text += value.value_or("NULL") + "|";
                rows.push_back(std::move(text));
            }
            std::sort(rows.begin(), rows.end());
        }
    });
    return contents;
}

std::string difference(const std::map<std::string, std::vector<std::string>>& before,
                       const std::map<std::string, std::vector<std::string>>& after) {
    std::string names;
    for (const auto& [table, rows] : after)
        if (const auto found = before.find(table); found == before.end() || found->second != rows)
            (names += names.empty() ? "" : " ") += table;
    return names;
}

} // namespace weicheng::testing

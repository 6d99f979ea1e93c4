#include "tests/support/server.h"

#include "app/modules.h"
#include "modules/calendar/calendar.h"
#include "modules/people/people.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"

namespace weicheng::testing {

TestServer::TestServer(db::Dialect dialect, Tweak tweak)
    : database_(dialect, app::all_migrations(app::all_modules(Services{}))),
      tweak_(std::move(tweak)) {
    database_.close();
    open();
}

TestServer::~TestServer() = default;

std::filesystem::path TestServer::data() const {
    const auto& place = database_.options().location;
    return place.starts_with("postgres") ? folder_.path() : std::filesystem::path(place);
}

void TestServer::open() {
    app::HouseOptions options;
    options.data = data().string();
    const auto& place = database_.options().location;
    if (place.starts_with("postgres")) options.db = place;
    options.server.port = 0;
    options.server.threads = 2;
    options.front.slow_threads = 2;
    if (tweak_) tweak_(options);
    house_ = std::make_unique<app::House>(std::move(options));
    house_->serve();
}

void TestServer::restart() {
    house_.reset();
    open();
}

CountyId TestServer::found_county() {
    const auto now = house_->clock().now();
    county_ = house_->database().write([&](db::Tx& tx) {
        const auto county = auth::create_county(
            tx, {.id = {}, .code = "320999", .name = "试验县", .hotline = "0000-12345"}, now);
        calendar::set_up(tx, county);
        rulebook::set_up(tx, auth::server_caller(county), now);
        return county;
    });
    office_ = *house_->database().write([&](db::Tx& tx) {
        return people::create_body(tx, auth::server_caller(county_),
                                   {.code = "T1",
                                    .kind = people::BodyKind::office,
                                    .name = "试验办公室",
                                    .valid_from = date_of(now)},
                                   now);
    });
    return county_;
}

Visitor TestServer::visitor_with(const std::vector<std::string>& powers) {
    if (!county_) found_county();
    const auto now = house_->clock().now();
    const auto server = auth::server_caller(county_);
    const auto number = std::to_string(++visitors_);
    struct Opened {
        std::string token, csrf;
    };
    const auto opened = house_->database().write([&](db::Tx& tx) {
        const auto person = *people::create_person(tx, server, "试验员" + number, now);
        const auto post =
            *people::create_post(tx, server, {.body = office_, .title = "岗位" + number}, now);
        for (const auto& power : powers)
            check(bool(people::grant_power(tx, server, post, power, people::PowerScope::county(),
                                           now)),
                  "a test's power can be granted");
        check(bool(people::appoint(tx, server, post, person, date_of(now), now)),
              "a test's person can be appointed");
        const auto account = *auth::create_account(
            tx, {county_, "tester" + number, "no password fits this", "试验员" + number, person},
            now);
        auto token = auth::open_session(tx, county_, account, now, {.own = true});
        auto csrf = auth::session(tx, token, now)->csrf_token;
        return Opened{std::move(token), std::move(csrf)};
    });
    auto visitor = this->visitor();
    visitor.use_session(opened.token, opened.csrf);
    return visitor;
}

} // namespace weicheng::testing

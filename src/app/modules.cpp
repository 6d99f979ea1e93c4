#include "app/modules.h"

#include "demo/generator/demo.h"
#include "foundation/formula/formula.h"
#include "modules/calendar/calendar.h"
#include "modules/campaigns/campaigns.h"
#include "modules/casemap/casemap.h"
#include "modules/cases/cases.h"
#include "modules/evidence/evidence.h"
#include "modules/people/people.h"
#include "modules/places/places.h"
#include "modules/portal/portal.h"
#include "modules/progress/progress.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"
#include "platform/db/links.h"
#include "platform/embedded.h"
#include "platform/facts/facts.h"
#include "platform/facts/live.h"
#include "platform/files/files.h"
#include "platform/http/problem.h"
#include "platform/http/request_keys.h"
#include "platform/jobs/module.h"

namespace weicheng::app {

using http::JsonObject;

/// Request keys nobody will send again are thrown away once an hour.
static Module http_module() {
    constexpr const char* forget = "http.forget_replies";
    return {
        .name = "http",
        .jobs = {{forget, [](db::Tx& tx, const jobs::Job&,
                             Instant now) { http::forget_old_replies(tx, now); }}},
        .timetable = {jobs::every(forget, std::chrono::hours{1})},
        .migrations = embedded_migrations("platform/http"),
        .refusals = http::refusals(),
    };
}

std::vector<Module> all_modules(const Services& services) {
    return {
        http_module(),
        {.name = "formula", .refusals = formula::refusal_words()},
        {.name = "facts", .migrations = facts::migrations(), .refusals = facts::live_refusals()},
        jobs::make_module(),
        auth::make_module(services),
        files::make_module(services),
        calendar::make_module(services),
        rulebook::make_module(services),
        campaigns::make_module(services),
        people::make_module(services),
        places::make_module(services),
        cases::make_module(services),
        casemap::make_module(services),
        evidence::make_module(services),
        progress::make_module(services),
        portal::make_module(services)};
}

template <class Part>
static std::vector<Part> gathered(const std::vector<Module>& modules,
                                  std::vector<Part> Module::*parts) {
    std::vector<Part> all;
    for (const auto& module : modules)
        all.insert(all.end(), (module.*parts).begin(), (module.*parts).end());
    return all;
}

std::vector<db::Migration> all_migrations(const std::vector<Module>& modules) {
    return gathered(modules, &Module::migrations);
}
std::vector<RefusalWords> all_refusals(const std::vector<Module>& modules) {
    return gathered(modules, &Module::refusals);
}
std::vector<facts::AudienceSource> all_audiences(const std::vector<Module>& modules) {
    return gathered(modules, &Module::audiences);
}
std::vector<std::shared_ptr<Companion>> all_companions(const std::vector<Module>& modules) {
    return gathered(modules, &Module::companions);
}
std::vector<http::Endpoint> all_endpoints(const std::vector<Module>& modules) {
    std::vector<http::Endpoint> all;
    for (const auto& module : modules)
        for (auto endpoint : module.endpoints) {
            endpoint.noun = module.name;
            all.push_back(std::move(endpoint));
        }
    return all;
}
std::vector<jobs::Handler> all_jobs(const std::vector<Module>& modules) {
    return gathered(modules, &Module::jobs);
}
std::vector<jobs::Reaction> all_reactions(const std::vector<Module>& modules) {
    return gathered(modules, &Module::reactions);
}
jobs::Timetable timetable_of(const std::vector<Module>& modules) {
    return {.lines = gathered(modules, &Module::timetable), .counties = auth::counties};
}

// ---- joining ----

static std::string posts_json(db::Tx& tx, const Caller& caller) {
    std::string list = "[";
    for (const auto& post : people::posts_of_person(tx, caller.county, caller.person)) {
        if (list.size() > 1) list += ',';
        list += JsonObject()
                    .add("id", post.id)
                    .add("title", post.title)
                    .add("body_id", post.body)
                    .add("body_name", post.body_name)
                    .text();
    }
    return list + "]";
}

static auth::SessionDetails session_details(db::Tx& tx, const Caller& caller, Instant now, Locale) {
    auth::SessionDetails details;
    details.posts = posts_json(tx, caller);
    if (const auto campaign = campaigns::current(tx, caller.county))
        details.campaign = JsonObject()
                               .add("id", campaign->id)
                               .add("name", campaign->name)
                               .add("title_sought", campaign->title_sought)
                               .add("inspection_on", to_text(campaign->inspection_on))
                               .add("days_left", campaigns::days_left(*campaign, now))
                               .text();
    return details;
}

static std::string demo_accounts_json(Locale locale) {
    std::string list = "[";
    for (const auto& account : demo::accounts(locale)) {
        if (list.size() > 1) list += ',';
        list += JsonObject()
                    .add("login", account.login)
                    .add("password", account.password)
                    .add("name", account.name)
                    .add("title", account.title)
                    .add("role", account.role)
                    .text();
    }
    return list + "]";
}

static auth::StartDetails start_details(db::Tx& tx, const auth::County& county, Instant now,
                                        Locale locale) {
    auth::StartDetails details;
    if (const auto campaign = campaigns::current(tx, county.id))
        details.campaign = JsonObject()
                               .add("name", campaign->name)
                               .add("days_left", campaigns::days_left(*campaign, now))
                               .text();
    if (county.demo) details.demo_accounts = demo_accounts_json(locale);
    return details;
}

/// A county that was just created gets its calendar, its first rules and its office.
static PersonId first_administrator(db::Tx& tx, CountyId county, const std::string& name,
                                    Instant now) {
    calendar::set_up(tx, county);
    rulebook::set_up(tx, auth::server_caller(county), now);
    const auto person = people::found_office(tx, county, name, now);
    check(bool(person), "the first office of a county can be founded");
    return *person;
}

static std::vector<places::UnownedKind> unowned_kinds(db::Tx& tx, CountyId county, Instant now,
                                                      Locale locale) {
    std::vector<places::UnownedKind> unowned;
    const auto rules = rulebook::in_force(tx, county, now);
    for (const auto& kind : rules->get<cases::CaseKinds>().kinds)
        if (rules->get<cases::Routing>().find(kind, "*") == nullptr)
            unowned.push_back({kind.code, locale == Locale::en ? kind.name.en : kind.name.zh});
    return unowned;
}

void join_modules(db::Database& database, const std::vector<Module>& modules, auth::Hooks own) {
    auto& links = database.links();
    links.set(rulebook::Schemas(gathered(modules, &Module::rules)));
    people::KnownPowers powers;
    for (const auto& power : gathered(modules, &Module::powers))
        powers.all.emplace_back(power.power);
    links.set(std::move(powers));
    own.power_source = people::standing;
    own.session_details = session_details;
    own.start_details = start_details;
    own.first_administrator = first_administrator;
    links.set(std::move(own));
    links.set(places::UnownedKinds{unowned_kinds});
    links.set(cases::RollUps{{progress::on_saved}});
}

std::vector<std::string> roll_up_differences(db::Tx& tx, CountyId county) {
    auto all = cases::standing_differences(tx, county);
    for (auto& each : progress::differences(tx, county))
        all.push_back(std::move(each));
    return all;
}

} // namespace weicheng::app

#include "demo/generator/county_builder.h"

#include "demo/generator/granted.h"
#include "modules/calendar/calendar.h"
#include "modules/campaigns/campaigns.h"
#include "modules/rulebook/rulebook.h"
#include "platform/auth/auth.h"
#include "platform/embedded.h"

#include <algorithm>
#include <set>

namespace weicheng::demo {

namespace {

class Builder {
  public:
    Builder(const CountyFiles& files, Date today, Instant at)
        : files_(files), today_(today), at_(at) {}

    void found(db::Tx& tx) {
        const auto& county = files_.county;
        built_.id = auth::create_county(tx,
                                        {.id = {},
                                         .code = county.code,
                                         .name = county.name,
                                         .hotline = county.hotline,
                                         .demo = true},
                                        at_);
        hand_ = auth::server_caller(built_.id);
        calendar::set_up(tx, built_.id);
        rulebook::set_up(tx, hand_, at_);
        granted(campaigns::create(tx, hand_,
                                  {.name = county.campaign.name,
                                   .title_sought = county.campaign.title_sought,
                                   .starts_on = day(county.campaign.started_days),
                                   .inspection_on = day(county.campaign.inspection_days)},
                                  at_),
                "campaign");
    }

    void add_bodies(db::Tx& tx) {
        for (const auto& body : files_.bodies.bodies)
            built_.bodies[body.code] = granted(
                people::create_body(tx, hand_,
                                    {.code = body.code,
                                     .kind = body.kind,
                                     .name = body.name,
                                     .short_name = body.short_name,
                                     .parent = body.parent ? body_of(*body.parent) : BodyId{},
                                     .valid_from = day(body.since_days)},
                                    at_),
                body.name);
        for (const auto& body : files_.bodies.bodies) {
            if (body.lead)
                add_member(tx, body.code, *body.lead, people::MemberRole::lead, body.since_days);
            for (const auto& member : body.members)
                add_member(tx, body.code, member, people::MemberRole::member, body.since_days);
        }
    }

    void add_people(db::Tx& tx) {
        for (const auto& person : files_.people.people) {
            const auto id =
                granted(people::create_person(tx, hand_, person.name, at_), person.name);
            built_.people[person.name] = id;
            for (const auto& post : person.posts) {
                const auto post_id = create_post(tx, post);
                granted(people::appoint(tx, hand_, post_id, id, day(post.since_days), at_),
                        person.name);
            }
        }
        for (const auto& post : files_.people.vacant_posts)
            create_post(tx, post);
        for (const auto& body : files_.bodies.bodies)
            if (body.succeeded_by)
                granted(people::succeed_body(tx, hand_, body_of(body.code),
                                             body_of(*body.succeeded_by),
                                             day(body.until_days.value()), at_),
                        body.name);
    }

    void add_places(db::Tx& tx) {
        for (const auto& file : embedded_files(Embedded::demo, "town/")) {
            const auto name = file.path.substr(5, file.path.find('.') - 5);
            granted(places::set_map_layer(tx, hand_, name, file.bytes, at_), std::string(name));
        }
        for (const auto& grid : files_.grids) {
            built_.grids[grid.code] =
                granted(places::create_grid(tx, hand_,
                                            {.code = grid.code,
                                             .name = grid.name,
                                             .community = grid.community,
                                             .body = body_of(grid.body),
                                             .leader = built_.people.at(grid.leader),
                                             .polygon = grid.polygon},
                                            at_),
                        grid.name);
            for (const auto& member : grid.members)
                add_member(tx, grid.body, member, people::MemberRole::member, grid_since_days);
        }
        for (const auto& kind : files_.sites.kinds)
            granted(places::set_site_kind(tx, hand_, {kind.code, kind.name_zh, kind.name_en}, at_),
                    kind.code);
        for (const auto& site : files_.sites.sites)
            built_.sites.push_back({granted(places::create_site(tx, hand_,
                                                                {.code = site.code,
                                                                 .kind = site.kind,
                                                                 .name = site.name,
                                                                 .point = site.point,
                                                                 .manager = body_of(site.manager),
                                                                 .beneficiary = site.beneficiary},
                                                                at_),
                                            site.name),
                                    &site});
    }

    /// What the county decided for itself; the rest are the rulebook's own first versions.
    void publish_rules(db::Tx& tx) {
        for (const auto& schema : tx.links().get<rulebook::Schemas>().all())
            if (const auto body = embedded_file(Embedded::demo, "rules/" + schema.name + ".json"))
                granted(rulebook::publish(tx, hand_, schema.name, at_, "演示县的分工", *body, at_),
                        schema.name);
    }

    void add_accounts(db::Tx& tx, const std::string& demo_hash, const std::string& closed_hash) {
        std::set<std::string> done;
        for (const auto& account : files_.accounts.accounts) {
            add_account(tx, account.login, account.person, demo_hash);
            done.insert(account.person);
        }
        int number = 0;
        for (const auto& person : files_.people.people)
            if (++number; !done.contains(person.name))
                add_account(tx, "p" + std::to_string(1000 + number), person.name, closed_hash);
    }

    BuiltCounty take() { return std::move(built_); }

  private:
    static constexpr int grid_since_days = -226;

    Date day(int days) const { return next_day(today_, days); }
    BodyId body_of(const std::string& code) const {
        const auto found = built_.bodies.find(code);
        check(found != built_.bodies.end(), "a file of the demo names an unknown body");
        return found->second;
    }
    /// From that day, or from the day the member came to be.
    void add_member(db::Tx& tx, const std::string& group, const std::string& member,
                    people::MemberRole role, int since_days) {
        for (const auto& body : files_.bodies.bodies)
            if (body.code == member) since_days = std::max(since_days, body.since_days);
        granted(people::add_member(tx, hand_, body_of(group), body_of(member), role,
                                   day(since_days), at_),
                group + " " + member);
    }
    people::PostId create_post(db::Tx& tx, const PostEntry& post) {
        const auto id = granted(people::create_post(tx, hand_,
                                                    {.body = body_of(post.body),
                                                     .title = post.title,
                                                     .duty = post.duty,
                                                     .phone = post.phone,
                                                     .role = post.role,
                                                     .rank = ++rank_[post.body]},
                                                    at_),
                                post.title);
        const auto scope = post.scope == PostScope::county ? people::PowerScope::county()
                                                           : people::PowerScope::own_body();
        for (const auto& power : post.powers)
            granted(people::grant_power(tx, hand_, id, power, scope, at_), power);
        return id;
    }
    void add_account(db::Tx& tx, const std::string& login, const std::string& person,
                     const std::string& hash) {
        built_.accounts[person] = granted(auth::create_account(tx,
                                                               {.county = built_.id,
                                                                .login = login,
                                                                .password_hash = hash,
                                                                .name = person,
                                                                .person = built_.people.at(person)},
                                                               at_),
                                          login);
    }

    const CountyFiles& files_;
    Date today_;
    Instant at_;
    Caller hand_{};
    BuiltCounty built_;
    std::map<std::string, int> rank_;
};

} // namespace

BuiltCounty build_county(const Services& services, const CountyFiles& files, Date today,
                         Instant at) {
    // Hashed before the writer: it is slow on purpose. Nobody knows the second password.
    const auto demo_hash = auth::hash_password(files.accounts.password);
    const auto closed_hash = auth::hash_password(auth::random_code(24));
    return services.database->write([&](db::Tx& tx) {
        Builder builder(files, today, at);
        builder.found(tx);
        builder.add_bodies(tx);
        builder.add_people(tx);
        builder.add_places(tx);
        builder.publish_rules(tx);
        builder.add_accounts(tx, demo_hash, closed_hash);
        return builder.take();
    });
}

} // namespace weicheng::demo

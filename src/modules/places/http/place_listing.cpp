#include "modules/places/http/place_http.h"
#include "modules/places/store/places_store.h"

#include <algorithm>
#include <map>

namespace weicheng::places {

using http::Context;
using http::Nothing;

static std::optional<std::string> text_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

static http::Json degrees_of(const geo::Rings& polygon) {
    std::vector<std::vector<std::vector<double>>> rings;
    for (const auto& ring : polygon) {
        auto& points = rings.emplace_back();
        for (const auto& point : ring)
            points.push_back({point.lon(), point.lat()});
    }
    return {http::to_json(rings)};
}

namespace {

/// Everything that the replies about grids look up.
struct Staff {
    std::map<BodyId, BodyId> heirs;
    std::map<BodyId, std::vector<people::Post>> posts;
    std::map<PersonId, people::Post> leading; // the highest post of each person
    std::map<BodyId, std::vector<NamedBody>> members;

    Staff(db::Tx& tx, CountyId county) {
        for (const auto& body : people::bodies(tx, county))
            heirs[body.id] = body.heir;
        for (const auto& post : people::posts(tx, county)) {
            posts[post.body].push_back(post);
            if (!post.holder) continue;
            const auto [known, is_new] = leading.emplace(post.holder->person, post);
            if (!is_new && post.role < known->second.role) known->second = post;
        }
        for (const auto& member : people::all_members(tx, county))
            members[member.group].push_back({member.body, member.name});
    }

    void tell(BodyId team, GridReply& reply) const {
        const auto heir = heirs.find(team);
        if (heir == heirs.end()) return;
        reply.body_id = heir->second;
        if (const auto helping = members.find(heir->second); helping != members.end())
            reply.member_bodies = helping->second;
        const auto found = posts.find(heir->second);
        if (found == posts.end()) return;
        for (const auto& post : found->second) {
            if (!post.holder) continue;
            if (post.role != people::PostRole::head)
                ++reply.worker_count;
            else if (!reply.head_name)
                reply.head_name = post.holder->name;
        }
    }
};

} // namespace

std::vector<GridReply> grid_replies(db::Tx& tx, CountyId county) {
    const Staff staff(tx, county);
    std::vector<GridReply> replies;
    for (const auto& grid : grids(tx, county)) {
        GridReply reply;
        reply.id = grid.id;
        reply.code = grid.code;
        reply.name = grid.name;
        reply.community = grid.community;
        reply.leader_name = text_or_none(people::person_name(tx, county, grid.leader));
        if (const auto post = staff.leading.find(grid.leader); post != staff.leading.end())
            reply.leader_title = post->second.title;
        staff.tell(grid.body, reply);
        reply.polygon = degrees_of(grid.polygon);
        replies.push_back(std::move(reply));
    }
    return replies;
}

std::vector<SiteReply> site_replies(db::Tx& tx, CountyId county, const std::vector<Site>& sites,
                                    Locale locale) {
    std::map<std::string, std::string> kinds;
    for (const auto& kind : store::site_kinds(tx, county))
        kinds[kind.code] = locale == Locale::zh ? kind.name_zh : kind.name_en;
    std::map<BodyId, people::Body> bodies;
    for (auto& body : people::bodies(tx, county))
        bodies.emplace(body.id, body);
    std::map<GridId, std::string> grid_names;
    std::vector<SiteReply> replies;
    for (const auto& site : sites) {
        const auto [grid, is_new] = grid_names.try_emplace(site.grid);
        if (is_new) grid->second = grid_name(tx, county, site.grid);
        const auto named = bodies.find(site.manager);
        const auto manager = named == bodies.end() ? named : bodies.find(named->second.heir);
        const bool managed = manager != bodies.end();
        replies.push_back({site.id, site.code, site.kind, kinds[site.kind], site.name, site.point,
                           site.grid, text_or_none(grid->second),
                           managed ? manager->first : BodyId{},
                           managed ? std::optional{manager->second.name} : std::nullopt,
                           text_or_none(site.beneficiary)});
    }
    return replies;
}

static Result<http::List<GridReply>> get_grids(const Context& context, db::Tx& tx, const Nothing&) {
    return http::List<GridReply>{grid_replies(tx, context.caller.county)};
}

/// Sites are some hundreds to some thousands: filtered and paged by code over the whole list.
static Result<http::Page<SiteReply>> get_sites(const Context& context, db::Tx& tx,
                                               const SiteQuery& query) {
    const auto county = context.caller.county;
    auto found =
        store::sites(tx, county, {query.kind.value_or(""), query.grid_id.value_or(GridId{})});
    if (query.q)
        std::erase_if(found, [&](const Site& site) {
            return site.name.find(*query.q) == std::string::npos &&
                   site.code.find(*query.q) == std::string::npos;
        });
    http::Page<SiteReply> page;
    page.total = static_cast<std::int64_t>(found.size());
    if (query.cursor)
        std::erase_if(found, [&](const Site& site) { return site.code <= *query.cursor; });
    const auto limit = static_cast<std::size_t>(query.limit.value_or(http::default_page));
    if (found.size() > limit) {
        found.resize(limit);
        page.next_cursor = found.back().code;
    }
    page.items = site_replies(tx, county, found, context.locale);
    return page;
}

static Result<http::List<SiteKind>> get_site_kinds(const Context& context, db::Tx& tx,
                                                   const Nothing&) {
    return http::List<SiteKind>{store::site_kinds(tx, context.caller.county)};
}

static http::Spec reading(std::string path, std::string operation_id, std::string words) {
    return {.method = http::Method::get,
            .path = std::move(path),
            .operation_id = std::move(operation_id),
            .words = std::move(words),
            .door = http::Door::signed_in,
            .row = "R1.4"};
}

std::vector<http::Endpoint> listing_endpoints() {
    return {
        http::read<Nothing, http::List<GridReply>>(
            reading("/api/v1/grids", "list_grids",
                    "All grids with leader, head, workers and polygon."),
            &get_grids),
        http::read<SiteQuery, http::Page<SiteReply>>(
            reading("/api/v1/sites", "list_sites",
                    "Sites by code, with their grid and who manages them."),
            &get_sites),
        http::read<Nothing, http::List<SiteKind>>(
            reading("/api/v1/site-kinds", "list_site_kinds", "The kinds of sites."),
            &get_site_kinds),
    };
}

} // namespace weicheng::places

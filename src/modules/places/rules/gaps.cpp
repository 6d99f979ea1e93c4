#include "modules/places/rules/gaps.h"

#include "modules/places/rules/place_rules.h"

#include <cmath>
#include <map>
#include <set>

namespace weicheng::places::rules {

namespace {

std::string id_text(std::int64_t id) {
    return std::to_string(id);
}

/// Look-ups over what is known.
struct Index {
    std::map<BodyId, const people::Body*> bodies;
    std::map<BodyId, std::vector<const people::Post*>> posts;
    std::set<PersonId> in_post; // persons who hold any post

    explicit Index(const GapKnown& known) {
        for (const auto& body : known.bodies)
            bodies[body.id] = &body;
        for (const auto& post : known.posts) {
            posts[post.body].push_back(&post);
            if (post.holder) in_post.insert(post.holder->person);
        }
    }

    /// The standing body behind an owner, or nothing.
    BodyId standing(BodyId body) const {
        const auto named = bodies.find(body);
        if (named == bodies.end()) return {};
        const auto heir = bodies.find(named->second->heir);
        return heir != bodies.end() && heir->second->stands() ? heir->first : BodyId{};
    }

    int held(BodyId body, bool heads) const {
        const auto found = posts.find(standing(body));
        if (found == posts.end()) return 0;
        int count = 0;
        for (const auto* post : found->second)
            count += post->holder && (post->role == people::PostRole::head) == heads ? 1 : 0;
        return count;
    }
};

void add_grid_gaps(std::vector<Gap>& gaps, const GapKnown& known, const Index& index) {
    for (const auto& grid : known.grids) {
        const auto add = [&](GapKind kind) {
            gaps.push_back({kind, "grid", id_text(grid.id.value), grid.name});
        };
        if (!index.in_post.contains(grid.leader)) add(GapKind::grid_without_leader);
        if (index.held(grid.body, true) == 0) add(GapKind::grid_without_head);
        if (index.held(grid.body, false) == 0) add(GapKind::grid_without_worker);
    }
    for (const auto& overlap : known.overlaps)
        gaps.push_back({GapKind::grids_overlap, "grid", id_text(overlap.first.id.value),
                        overlap.first.name, overlap.second.name,
                        std::llround(overlap.square_metres)});
    if (known.uncovered_m2 > reported_uncovered_m2)
        gaps.push_back({GapKind::uncovered_ground, "county", id_text(known.county.value), "", "",
                        std::llround(known.uncovered_m2)});
}

} // namespace

std::vector<Gap> gaps_of(const GapKnown& known) {
    const Index index(known);
    std::vector<Gap> gaps;
    add_grid_gaps(gaps, known, index);
    for (const auto& site : known.sites) {
        const auto id = id_text(site.id.value);
        if (!site.grid) gaps.push_back({GapKind::site_without_grid, "site", id, site.name});
        if (!index.standing(site.manager))
            gaps.push_back({GapKind::site_without_manager, "site", id, site.name});
    }
    for (const auto& post : known.posts)
        if (!post.holder)
            gaps.push_back({GapKind::post_without_holder, "post", id_text(post.id.value),
                            post.body_name + " " + post.title});
    for (const auto& kind : known.unowned_kinds)
        gaps.push_back({GapKind::kind_without_owner, "case_kind", kind.code, kind.name});
    return gaps;
}

} // namespace weicheng::places::rules

#include "modules/places/rules/chain.h"

#include <algorithm>

namespace weicheng::places::rules {

static ChainLink link_of(int level, std::string role, const people::Post& post) {
    ChainLink link{level, std::move(role), post.body_name, {}, post.title, post.phone};
    if (post.holder) link.person_name = post.holder->name;
    return link;
}

/// The head's post of the team; a link without a person where there is none.
static ChainLink head_link(int level, std::string role, const std::optional<Team>& team) {
    if (!team) return {level, std::move(role), {}, {}, {}, {}};
    const auto head =
        std::find_if(team->posts.begin(), team->posts.end(),
                     [](const people::Post& post) { return post.role == people::PostRole::head; });
    if (head == team->posts.end()) return {level, std::move(role), team->body.name, {}, {}, {}};
    return link_of(level, std::move(role), *head);
}

static ChainLink leader_link(const ChainKnown& known) {
    ChainLink link{2, "county_leader", {}, known.leader_name, {}, {}};
    if (known.leader_posts.empty()) return link;
    const auto& post = known.leader_posts.front();
    link.body_name = post.body_name;
    link.post_title = post.title;
    link.phone = post.phone;
    return link;
}

static void add_workers(std::vector<ChainLink>& chain, const std::optional<Team>& team) {
    const auto before = chain.size();
    if (team)
        for (const auto& post : team->posts)
            if (post.role != people::PostRole::head && post.holder)
                chain.push_back(link_of(4, "grid_worker", post));
    if (chain.size() == before)
        chain.push_back({4, "grid_worker", team ? team->body.name : "", {}, {}, {}});
}

std::vector<ChainLink> chain_of(const ChainKnown& known) {
    std::vector<ChainLink> chain{head_link(1, "headquarters_head", known.headquarters)};
    if (known.in_grid) {
        chain.push_back(leader_link(known));
        chain.push_back(head_link(3, "grid_head", known.grid_team));
        add_workers(chain, known.grid_team);
    }
    if (known.at_site) chain.push_back(head_link(5, "site_manager", known.manager));
    return chain;
}

} // namespace weicheng::places::rules

// The chain of those who answer for a place, from the county's top leader down (R1.5). Pure.
#pragma once

#include "modules/places/places.h"

namespace weicheng::places::rules {

/// A body with its posts; absent when there is none.
struct Team {
    people::Body body;
    std::vector<people::Post> posts; // by rank
};
struct ChainKnown {
    std::optional<Team> headquarters;
    bool in_grid = false;
    std::string leader_name;                // 包保县级领导; empty: none
    std::vector<people::Post> leader_posts; // highest first
    std::optional<Team> grid_team;
    bool at_site = false;
    std::optional<Team> manager;
};
std::vector<ChainLink> chain_of(const ChainKnown& known);

} // namespace weicheng::places::rules

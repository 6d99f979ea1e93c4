// No place and no duty without an owner (R1.4): what is missing, worked out from what is on record.
// Pure.
#pragma once

#include "modules/places/places.h"

namespace weicheng::places::rules {

/// Sent by name.
enum class GapKind {
    grid_without_leader,
    grid_without_head,
    grid_without_worker,
    grids_overlap,
    uncovered_ground,
    site_without_grid,
    site_without_manager,
    post_without_holder,
    kind_without_owner,
};
ENUM_NAMES(GapKind, grid_without_leader, grid_without_head, grid_without_worker, grids_overlap,
           uncovered_ground, site_without_grid, site_without_manager, post_without_holder,
           kind_without_owner);

struct Gap {
    GapKind kind;
    std::string subject_kind; // grid | site | post | county | case_kind
    std::string subject_id;   // a decimal id, or the code of a case kind
    std::string subject_name;
    std::string other = {};      // the other grid of an overlap
    long long square_metres = 0; // of an overlap or of uncovered ground
};

struct GridOverlap {
    Grid first, second;
    double square_metres = 0;
};

struct GapKnown {
    std::vector<Grid> grids; // by code, polygons not needed
    std::vector<Site> sites;
    std::vector<people::Body> bodies;
    std::vector<people::Post> posts; // of standing bodies
    std::vector<GridOverlap> overlaps;
    double uncovered_m2 = 0;
    CountyId county;
    std::vector<UnownedKind> unowned_kinds;
};
std::vector<Gap> gaps_of(const GapKnown& known);

} // namespace weicheng::places::rules

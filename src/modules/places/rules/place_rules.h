// Which grid a point belongs to, and what the county refuses of points, grids and sites. Pure: the
// geometry has been worked out by the caller.
#pragma once

#include "modules/places/places.h"

namespace weicheng::places::rules {

/// Hand-drawn borders rarely meet exactly: a new grid may overlap another by this much …
inline constexpr double allowed_overlap_m2 = 100;
/// … but every overlap above this is on the list of gaps.
inline constexpr double reported_overlap_m2 = 5;
/// A new grid may stick out of the county by this much.
inline constexpr double allowed_outside_m2 = 500;
/// Ground of the county in no grid is a gap above this.
inline constexpr double reported_uncovered_m2 = 500;

struct GridName {
    GridId id;
    std::string name;
    BodyId body;
};

/// What the map says about a point.
struct Sighting {
    bool inside = false;         // the county's edge holds it
    bool swapped_inside = false; // longitude and latitude exchanged, the edge would hold it
    std::vector<GridName> grids; // that hold it, by code
};
/// The grid, or a grid of zero id for a point inside the county but in no grid.
Result<GridName> judge_place(const Sighting& sighting, std::optional<GridId> chosen);

/// What has been worked out about a new grid.
struct GridFindings {
    bool code_taken = false;
    std::optional<people::Body> body; // the team, if named and known
    bool leader_known = false;
    std::string fault_zh; // of the polygon; empty: none
    std::string fault_en;
    double outside_m2 = 0;
    std::vector<std::string> overlapped; // names of grids it overlaps by more than is allowed
};
Result<void> judge_new_grid(const Caller& caller, const NewGrid& grid,
                            const GridFindings& findings);

struct SiteFindings {
    bool code_taken = false;
    bool kind_known = false;
    std::optional<people::Body> manager;
};
Result<void> judge_new_site(const Caller& caller, const NewSite& site,
                            const SiteFindings& findings);
/// `site_known`: the site exists; `manager`: the body named, if known.
Result<void> judge_manager(const Caller& caller, bool site_known, BodyId named,
                           const std::optional<people::Body>& manager);
Result<void> judge_leader(const Caller& caller, bool grid_known, PersonId named, bool leader_known);
Result<void> judge_site_kind(const Caller& caller, const SiteKind& kind);
Result<void> judge_map_power(const Caller& caller);
/// 1..40 of a-z, 0-9 and _
Result<void> judge_layer_name(std::string_view name);

} // namespace weicheng::places::rules

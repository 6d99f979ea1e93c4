// Who answers for a kind of case at a place: 以块为主, 条块结合 (R1.6, R2.2).
#pragma once

#include "modules/cases/rules/lifecycle.h"

namespace weicheng::cases {

/// What routing looks at. `route` is the rulebook's; nullptr when none covers kind and grid.
struct RoutingFacts {
    BodyId grid_body;
    const Route* route = nullptr;
    BodyId line_body;    // the body the route names, as it stands today
    BodyId site_manager; // of the site the case is at
};

/// The grid's team is the block owner, the route's department the line. The route says which of
/// them does the work. Without a route the manager of the site does (谁主管谁负责); without one
/// nobody is known.
Owners owners_of(const RoutingFacts& known);

} // namespace weicheng::cases

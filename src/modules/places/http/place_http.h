// The paths of places. Called by module.cpp.
#pragma once

#include "modules/places/http/place_shapes.h"

namespace weicheng::places {

/// Grids, sites, kinds of sites.
std::vector<http::Endpoint> listing_endpoints();
/// Who answers, gaps, the check of a place, the base map.
std::vector<http::Endpoint> asking_endpoints();
/// Building and changing the map.
std::vector<http::Endpoint> changing_endpoints();

/// Used by several: answers made from rows.
std::vector<GridReply> grid_replies(db::Tx& tx, CountyId county);
std::vector<SiteReply> site_replies(db::Tx& tx, CountyId county, const std::vector<Site>& sites,
                                    Locale locale);

} // namespace weicheng::places

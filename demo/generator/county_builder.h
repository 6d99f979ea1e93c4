// Builds the demo county through the doors of the modules, as a person would have entered it. Used
// by the demo generator only.
#pragma once

#include "demo/generator/county_files.h"
#include "modules/places/places.h"
#include "platform/module.h"

#include <map>
#include <string>
#include <vector>

namespace weicheng::demo {

struct BuiltSite {
    places::SiteId id;
    const SiteEntry* entry = nullptr;
};

/// What the county looks like once it stands. Points into the files it was built from.
struct BuiltCounty {
    CountyId id;
    std::map<std::string, BodyId> bodies;      // by code
    std::map<std::string, PersonId> people;    // by name
    std::map<std::string, AccountId> accounts; // by person's name
    std::map<std::string, places::GridId> grids;
    std::vector<BuiltSite> sites;
};

/// Everything is entered at `at`; days in the files count from `today`. The store must be empty.
/// The demo's people can sign in with the demo's password; everybody else has an account that
/// nobody can sign in to, so that their deeds carry a name.
BuiltCounty build_county(const Services& services, const CountyFiles& files, Date today,
                         Instant at);

} // namespace weicheng::demo

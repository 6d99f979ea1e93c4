// A small county built through the doors of the modules: two grids, a department, the office, an
// inspection team, people in posts with accounts. For tests only.
//
// Ground: 200 × 100 ten-thousandths of a degree from 118°E 35°N; the west grid covers the first
// 100, the east grid the next 50; two narrow strips beyond overlap by a sliver.
#pragma once

#include "modules/cases/cases.h"
#include "modules/people/people.h"
#include "modules/places/places.h"
#include "platform/db/db.h"

#include <map>
#include <string>

namespace weicheng::testing {

/// Logins: office west worker east bureau checker rechecker delegate (strikes off for the office in
/// the west) leader (arbitrates).
struct SmallCounty {
    CountyId id;
    BodyId office, west_team, east_team, bureau, inspectors;
    places::GridId west, east, strip, other_strip;
    places::SiteId market;                     // in the west grid; the bureau manages it
    std::map<std::string, AccountId> accounts; // office west worker east bureau checker …
    std::map<std::string, people::PostId> posts;
};

/// Needs a migrated, empty store whose modules were joined. Routes: exposed_garbage and rubble are
/// done by the grid (line: the bureau), road_unclean by the bureau; nothing covers the rest.
SmallCounty build_small_county(db::Database& database, Instant now);

/// The account's caller as it stands now, with its powers.
Caller caller_of(db::Database& database, const SmallCounty& county, const std::string& login,
                 Instant now);

/// A point of the ground, in its ten-thousandths of a degree.
Point ground_at(double x, double y);

/// Takes a picture in without its pixels; returns its digest.
std::string remember_photo(db::Database& database, CountyId county, const std::string& name,
                           Instant now);

/// Every row of every table, as text: equal before and after means that nothing was written.
/// Sessions, which note when they were last seen, the timetable, how far reactions have
/// come and the marks of new identifiers stay out.
std::map<std::string, std::vector<std::string>> contents_of(db::Database& database);
/// The tables whose rows differ, "" when none.
std::string difference(const std::map<std::string, std::vector<std::string>>& before,
                       const std::map<std::string, std::vector<std::string>>& after);

} // namespace weicheng::testing

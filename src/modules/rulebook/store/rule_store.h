// The versions of rule data as they are kept. Used by the rulebook's own actions and http rooms.
#pragma once

#include "modules/rulebook/rulebook.h"
#include "platform/db/db.h"

namespace weicheng::rulebook {

struct Version {
    std::int64_t id = 0;
    std::int64_t version = 0;
    Instant valid_from;
    std::string note;
    std::string made_by_name; // empty: the program itself
    Instant made_at;
};

/// A version's document, and the shipped one it is a layer over (empty: not known).
struct Bodies {
    Instant valid_from;
    std::string own;
    std::string shipped;
};

/// Newest first.
std::vector<Version> versions(db::Tx& tx, CountyId county, std::string_view schema);
/// The id of the version in force, 0 when there is none.
std::int64_t version_in_force(db::Tx& tx, CountyId county, std::string_view schema, Instant at);
/// The version in force at `at` and those that come into force later, in the order of their days.
std::vector<Bodies> still_to_hold(db::Tx& tx, CountyId county, std::string_view schema, Instant at);
/// Numbers itself; returns the id.
std::int64_t add_version(db::Tx& tx, const Caller& actor, std::string_view schema,
                         const Bodies& bodies, std::string_view note, Instant now);

} // namespace weicheng::rulebook

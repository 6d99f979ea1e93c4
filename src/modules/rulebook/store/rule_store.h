// The versions of rule data as they are kept. Used by the rulebook's own actions and http rooms.
#pragma once

#include "modules/rulebook/rulebook.h"
#include "platform/db/db.h"

namespace weicheng::rulebook {

struct Version {
    std::int64_t id = 0;
    std::string schema;
    std::int64_t version = 0;
    Instant valid_from;
    std::string note;
    std::string made_by_name; // empty: the program itself
    Instant made_at;
};

bool is_schema(std::string_view schema);
/// Newest first.
std::vector<Version> versions(db::Tx& tx, CountyId county, std::string_view schema);
std::string body_of(db::Tx& tx, CountyId county, std::int64_t version_id);
/// What the program itself ships as the first version of a schema; JSON text.
std::string_view built_in_body(std::string_view schema);
/// Gives lists of reasons that a version made before they existed lacks: the program's own.
void complete(ReasonLists& reasons);
/// The id of the version in force, 0 when there is none.
std::int64_t version_in_force(db::Tx& tx, CountyId county, std::string_view schema, Instant at);
/// Returns the id; numbers itself.
std::int64_t add_version(db::Tx& tx, const Caller& actor, const Version& version,
                         std::string_view body);

} // namespace weicheng::rulebook

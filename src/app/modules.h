// Which modules exist. The one place that knows them all.
#pragma once

#include "platform/auth/auth.h"
#include "platform/module.h"

#include <vector>

namespace weicheng::app {

/// Platform parts and modules, in the order of their dependence.
std::vector<Module> all_modules(const Services& services);

std::vector<db::Migration> all_migrations(const std::vector<Module>& modules);
std::vector<RefusalWords> all_refusals(const std::vector<Module>& modules);
std::vector<http::Endpoint> all_endpoints(const std::vector<Module>& modules);
std::vector<facts::AudienceSource> all_audiences(const std::vector<Module>& modules);
std::vector<std::shared_ptr<Companion>> all_companions(const std::vector<Module>& modules);
std::vector<jobs::Handler> all_jobs(const std::vector<Module>& modules);
std::vector<jobs::Reaction> all_reactions(const std::vector<Module>& modules);
jobs::Timetable timetable_of(const std::vector<Module>& modules);

/// Tells parts of the house about each other: rule schemas to the rulebook, powers to sign-in,
/// posts to the session, rules to the list of gaps, changes of cases to the roll-ups. `own` holds
/// what the app itself knows. Call before anything else is done with the database.
void join_modules(db::Database& database, const std::vector<Module>& modules, auth::Hooks own = {});

/// Counts everything again that is kept as a roll-up and says where it differs; empty when nothing
/// does.
std::vector<std::string> roll_up_differences(db::Tx& tx, CountyId county);

} // namespace weicheng::app

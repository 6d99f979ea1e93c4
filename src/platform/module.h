// What a module hands to the app: endpoints, jobs, timetable, reactions, migrations, powers, words
// of refusals, rule schemas.
#pragma once

#include "foundation/refusal.h"
#include "platform/companion.h"
#include "platform/db/db.h"
#include "platform/facts/audience.h"
#include "platform/http/endpoint.h"
#include "platform/jobs/jobs.h"
#include "platform/rule_schema.h"
#include "platform/services.h"

#include <memory>
#include <string>
#include <vector>

namespace weicheng {

/// One power, with the words an administrator reads.
struct PowerWords {
    const char* power;
    const char* zh;
    const char* en;
};

struct Module {
    std::string name;
    std::string words = {}; // one English sentence for the description of the endpoints
    std::vector<http::Endpoint> endpoints = {};
    std::vector<jobs::Handler> jobs = {};
    std::vector<jobs::Recurring> timetable = {}; // each kind has its handler in `jobs`
    std::vector<jobs::Reaction> reactions = {};  // to facts, also other modules'
    std::vector<db::Migration> migrations = {};
    std::vector<PowerWords> powers = {};
    std::vector<RefusalWords> refusals = {};
    std::vector<RuleSchema> rules = {};                      // in the order of their dependence
    std::vector<facts::AudienceSource> audiences = {};       // who may hear of the module's facts
    std::vector<std::shared_ptr<Companion>> companions = {}; // work beside the requests
};

} // namespace weicheng

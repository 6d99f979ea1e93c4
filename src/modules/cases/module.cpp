#include "platform/module.h"
#include "modules/cases/cases.h"
#include "modules/cases/http/case_http.h"
#include "modules/cases/http/case_words.h"
#include "modules/cases/jobs/case_jobs.h"
#include "modules/cases/jobs/clock_jobs.h"
#include "modules/cases/store/audience.h"
#include "modules/cases/store/rule_schemas.h"
#include "platform/auth/auth.h"
#include "platform/embedded.h"

namespace weicheng::cases {

Module make_module(const Services& services) {
    Module module;
    module.name = "cases";
    module.words = "The ledger: every problem from its report to its strike-off.";
    for (auto make : {&reading_endpoints, &moving_endpoints, &today_endpoints, &near_endpoints,
                      &rule_endpoints})
        for (auto& endpoint : make(services))
            module.endpoints.push_back(std::move(endpoint));
    module.jobs = handlers();
    for (auto& handler : clock_handlers())
        module.jobs.push_back(std::move(handler));
    module.timetable = clock_timetable();
    module.reactions = clock_reactions();
    module.migrations = embedded_migrations("modules/cases");
    module.powers = power_words();
    module.refusals = refusal_words();
    module.rules = rule_schemas();
    module.audiences = {
        {.subject_kind = "case",
         .of = [](db::Tx& tx, CountyId county,
                  std::int64_t subject) { return audience_of(tx, county, CaseId{subject}); },
         .left = [](const facts::Fact& fact) { return audience_left(fact); }}};
    return module;
}

} // namespace weicheng::cases

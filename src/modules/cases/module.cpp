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
    for (auto make : {&reading_endpoints, &moving_endpoints, &today_endpoints, &near_endpoints,
                      &rule_endpoints})
        for (auto& endpoint : make(services))
            module.endpoints.push_back(std::move(endpoint));
    module.jobs = handlers();
    for (auto& handler : clock_handlers())
        module.jobs.push_back(std::move(handler));
    module.timetable = clock_timetable();
    module.migrations = embedded_migrations("modules/cases");
    module.powers = {
        {"cases.read", "查看案件", "See cases"},
        {"cases.report", "上报案件", "Report cases"},
        {"cases.file", "立案", "File cases"},
        {"cases.dispatch", "派遣案件", "Dispatch cases"},
        {"cases.sign", "签收和退回案件", "Sign for cases and return them"},
        {"cases.handle", "处置案件", "Handle cases"},
        {"cases.confirm", "单位确认和退回重做", "Confirm the unit's work or send it back"},
        {"cases.check", "核查案件", "Check cases"},
        {"cases.close", "销号和不予销号", "Strike cases off or refuse to"},
        {"cases.verify", "立案前核实", "Verify reports before they are filed"},
        {"cases.arbitrate", "裁定归属", "Rule whose case it is"},
        {"cases.void", "作废和恢复案件", "Void cases and reinstate them"},
        {"cases.decide", "审批延期和暂缓", "Decide on extensions and suspensions"},
        {"cases.recheck", "抽查复核", "Re-check strike-offs by sample"},
        {"cases.review_lateness", "超期申诉初审", "Review appeals against a lateness"},
        {"cases.confirm_lateness", "超期申诉核定", "Decide appeals against a lateness"},
        {"portal.contacts", "查看上报人联系方式", "See reporters' contacts"},
    };
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

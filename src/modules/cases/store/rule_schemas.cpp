#include "modules/cases/store/rule_schemas.h"

#include "modules/cases/rules/rule_judges.h"
#include "modules/cases/store/rule_shapes.h"
#include "modules/people/people.h"

namespace weicheng::cases {

static Wrong judge_kinds(const CaseKinds& kinds, const RuleSetting& setting) {
    return judge(
        kinds, *rulebook::in_force<ReportSources>(setting.tx, setting.county, setting.valid_from));
}

/// Routes name kinds that hold by then and bodies that stand.
static Wrong judge_routing(const Routing& routing, const RuleSetting& setting) {
    const auto kinds =
        rulebook::in_force<CaseKinds>(setting.tx, setting.county, setting.valid_from);
    return judge(routing, *kinds, [&](std::string_view code) {
        const auto body = people::body_by_code(setting.tx, setting.county, code);
        return body && body->stands();
    });
}

template <class T>
static RuleSchema schema(const char* name, Words words) {
    return rulebook::schema<T>(name, std::move(words), "modules/cases",
                               [](const T& document) { return judge(document); });
}

std::vector<RuleSchema> rule_schemas() {
    return {
        schema<ReportSources>("sources", {"案件来源", "Where reports come from"}),
        rulebook::schema<CaseKinds>("case_kinds", {"案件类别", "Kinds of case"}, "modules/cases",
                                    judge_kinds),
        rulebook::schema<Routing>("routing", {"派遣规则", "Routes"}, "modules/cases",
                                  judge_routing),
        schema<StageLimits>("limits", {"环节时限", "Limits of the stages"}),
        schema<LightRules>("lights", {"亮灯规则", "Lights"}),
        schema<ReasonLists>("reasons", {"理由清单", "Reasons to choose from"}),
        schema<NumberFormats>("numbers", {"案件编号", "Case numbers"}),
        schema<PortalRules>("portal", {"群众端规则", "The citizens' page"}),
        schema<RequestRules>("requests", {"延期、暂缓和申诉", "What units may ask for"}),
    };
}

} // namespace weicheng::cases

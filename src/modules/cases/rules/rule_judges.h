// What the rule data of cases must hold beyond its shape. Pure; each returns the fields that are
// wrong.
#pragma once

#include "modules/cases/case_rules.h"

#include <functional>

namespace weicheng::cases {

using rulebook::Wrong;

Wrong judge(const ReportSources& sources);
/// Sources that reports are verified of are known.
Wrong judge(const CaseKinds& kinds, const ReportSources& sources);
/// `knows_body` says whether a body with that code stands.
Wrong judge(const Routing& routing, const CaseKinds& kinds,
            const std::function<bool(std::string_view)>& knows_body);
Wrong judge(const StageLimits& limits);
Wrong judge(const LightRules& lights);
Wrong judge(const ReasonLists& reasons);
Wrong judge(const NumberFormats& numbers);
Wrong judge(const PortalRules& portal);
Wrong judge(const RequestRules& requests);

} // namespace weicheng::cases

// How the rule data of cases is written. Used by rule_schemas.cpp.
#pragma once

#include "modules/cases/case_rules.h"
#include "modules/rulebook/rulebook_shapes.h"

namespace weicheng::cases {

SHAPE(ReportSource, (code, at_most(40)), name, by_telephone, office_only);
SHAPE(ReportSources, (sources, at_most(50)));
SHAPE(Condition, (code, at_most(40)), name, limit, closing, status);
SHAPE(Nearness, (radius_m, between(0, 250)), (days, between(0, 3650)));

SHAPE(CaseKind,
    (code, at_most(40)),
    (class_code, at_most(40)),
    name,
    (icon, at_most(20)),
    citizen, files_itself,
    (evidence_before_min, between(0, 9)),
    (evidence_after_min, between(1, 9)),
    closes,
    (recheck_percent, or_default(between(0, 100))),
    (verify_sources, at_most(50)),
    (duplicates, or_default()),
    (recurrence, or_default()),
    status,
    (source, at_most(200)),
    (conditions, at_most(20)));

SHAPE(CaseKinds, (classes, at_most(100)), (kinds, at_most(1000)));
SHAPE(Route, (kind, at_most(60)), (grid, at_most(60)), (line_body, at_most(60)), handled_by);
SHAPE(Routing, (routes, at_most(20'000)));

SHAPE(StageLimits, filing, dispatch, sign, confirm, check, close,
    (verify, or_default()),
    (verdict, or_default()),
    (decide, or_default()),
    (recheck, or_default()));

SHAPE(LightRules,
    (amber_share_percent, between(0, 100)),
    (amber_floor_minutes, between(0, 14'400)),
    (deep_red_percent, between(1, 1000)));

SHAPE(NumberFormats, (case_number, at_most(60)));

SHAPE(PortalRules, objection_within,
    (contact_retention_days, between(1, 3650)),
    (photos_max, between(1, 9)),
    promise);

SHAPE(RequestRules,
    (extensions_max, between(0, 9)),
    extension_longest,
    (suspension_days_max, between(1, 3650)),
    lateness_within,
    (returns_max, between(0, 9)),
    status);

} // namespace weicheng::cases

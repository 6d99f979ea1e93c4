// What came back (回潮): a problem near a struck-off one in place, of the same kind, within the
// days its kind allows. Pure; used by actions and store.
#pragma once

#include "modules/cases/cases.h"
#include "modules/rulebook/rulebook.h"

namespace weicheng::cases {

/// A struck-off case somewhere around, with what the next one inherits from it.
struct StruckOff {
    CaseId id;
    Point point;
    Instant closed_at;
    CaseId root; // zero: nothing came back before it
    int no = 0;
};

/// How far two cases lie apart: whole metres along the great circle, and days of the county's
/// calendar from the strike-off to the later report.
struct Apart {
    int metres = 0;
    int days = 0;
};
Apart apart(Point earlier, Instant closed_at, Point later, Instant reported_at);

/// Sets what the case recurs of: the nearest of those within the kind's radius and days, of two as
/// near the one struck off last; nothing when there is none (R2.4). The limits themselves count as
/// within.
void judge_recurrence(Case& one, const Nearness& near, const std::vector<StruckOff>& around);

} // namespace weicheng::cases

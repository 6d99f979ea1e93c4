// The data files of known years (data/days-<year>.json), read when a county is set up.
#pragma once

#include "modules/calendar/calendar.h"
#include "platform/http/json.h"

namespace weicheng::calendar {

/// A data file: stretches of days.
struct SpanRow {
    Date from;
    Date to;
    DayKind kind = DayKind::holiday;
    std::string note;
};
SHAPE(SpanRow, from, to, kind, note);

struct YearFile {
    int year = 0;
    YearStatus status = YearStatus::provisional;
    std::string source;
    std::vector<SpanRow> days;
};
SHAPE(YearFile, year, status, source, days);

} // namespace weicheng::calendar

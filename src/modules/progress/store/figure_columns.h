// The twelve figures of a day as columns, in the order of Figure. Used by the roll-ups' queries
// only.
#pragma once

#define FIGURE_COLUMNS                                                                             \
    "reported, filed, closed, in_time, late, exempt, pending, reworked, returned, recurred, "      \
    "extended, suspended"

#define FIGURE_SUMS                                                                                \
    "CAST(SUM(d.reported) AS BIGINT), CAST(SUM(d.filed) AS BIGINT), "                              \
    "CAST(SUM(d.closed) AS BIGINT), CAST(SUM(d.in_time) AS BIGINT), "                              \
    "CAST(SUM(d.late) AS BIGINT), CAST(SUM(d.exempt) AS BIGINT), "                                 \
    "CAST(SUM(d.pending) AS BIGINT), CAST(SUM(d.reworked) AS BIGINT), "                            \
    "CAST(SUM(d.returned) AS BIGINT), CAST(SUM(d.recurred) AS BIGINT), "                           \
    "CAST(SUM(d.extended) AS BIGINT), CAST(SUM(d.suspended) AS BIGINT)"

#define FIGURES_ADDED(table)                                                                       \
    "reported = " table ".reported + excluded.reported, filed = " table                            \
    ".filed + excluded.filed, closed = " table ".closed + excluded.closed, in_time = " table       \
    ".in_time + excluded.in_time, late = " table ".late + excluded.late, exempt = " table          \
    ".exempt + excluded.exempt, pending = " table ".pending + excluded.pending, reworked = " table \
    ".reworked + excluded.reworked, returned = " table                                             \
    ".returned + excluded.returned, recurred = " table                                             \
    ".recurred + excluded.recurred, extended = " table                                             \
    ".extended + excluded.extended, suspended = " table ".suspended + excluded.suspended"

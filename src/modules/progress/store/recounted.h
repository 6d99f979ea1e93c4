// The figures of rules/rates.h counted again from the ledger's views, as SQL that shares
// nothing with the way the roll-ups are kept. Used by the proof of the roll-ups only.
#pragma once

/// One row a case for each time it counts: figure, day, place, unit, kind, shard; of the county $1.
#define COUNTED(figure, at, body, condition)                                                       \
    "SELECT '" figure "' AS figure, (" at " + 28800000) / 86400000 AS day, c.grid_id AS grid_id, " \
    "c.block_body_id AS block_body_id, " body " AS handling_body_id, c.kind AS kind, "             \
    "c.id % 4 AS shard FROM cases_v c WHERE c.county_id = $1 "                                     \
    "AND c.state NOT IN ('voided', 'merged')" condition
#define COUNTED_AS_DONE                                                                            \
    "CASE WHEN c.closed_at IS NOT NULL AND (c.due_at IS NULL OR c.closed_at < c.due_at) "          \
    "THEN c.closed_at ELSE c.due_at END"
#define COUNTED_LATE                                                                               \
    " AND (c.state = 'closed' OR (c.state IN ('checking', 'checked') AND c.due_at IS NOT NULL)) "  \
    "AND c.late_body_id IS NOT NULL"
#define COUNTED_TURN(figure, stage, next, body)                                                    \
    "SELECT '" figure "', (s.next_at + 28800000) / 86400000, c.grid_id, c.block_body_id, s." body  \
    ", c.kind, c.id % 4 FROM (SELECT t.case_id AS case_id, t.stage AS stage, t.body_id AS body_id" \
    ", LEAD(t.stage) OVER w AS next_stage, LEAD(t.body_id) OVER w AS next_body_id"                 \
    ", LEAD(t.entered_at) OVER w AS next_at FROM case_stages_v t WHERE t.county_id = $1"           \
    " WINDOW w AS (PARTITION BY t.case_id ORDER BY t.id)) s"                                       \
    " JOIN cases_v c ON c.county_id = $1 AND c.id = s.case_id"                                     \
    " WHERE c.state NOT IN ('voided', 'merged') AND s.stage = '" stage                             \
    "' AND s.next_stage = '" next "'"
#define COUNTED_GRANT(figure, kind)                                                                \
    "SELECT '" figure "', (r.decided_at + 28800000) / 86400000, c.grid_id, c.block_body_id, "      \
    "r.body_id, c.kind, c.id % 4 FROM case_requests_v r"                                           \
    " JOIN cases_v c ON c.county_id = r.county_id AND c.id = r.case_id WHERE r.county_id = $1"     \
    " AND c.state NOT IN ('voided', 'merged') AND r.kind = '" kind "' AND r.status = 'granted'"
// clang-format off
#define ALL_COUNTED                                                                                \
    COUNTED("reported", "c.reported_at", "c.handling_body_id", "")                                 \
    " UNION ALL "                                                                                  \
    COUNTED("filed", "c.filed_at", "c.handling_body_id",                                           \
            " AND c.filed_at IS NOT NULL"                                                          \
            " AND c.state NOT IN ('reported', 'verifying', 'not_accepted')")                       \
    " UNION ALL "                                                                                  \
    COUNTED("closed", "c.closed_at", "c.handling_body_id", " AND c.state = 'closed'")              \
    " UNION ALL "                                                                                  \
    COUNTED("in_time", COUNTED_AS_DONE, "c.handling_body_id",                                      \
            " AND c.state = 'closed' AND c.late_body_id IS NULL")                                  \
    " UNION ALL "                                                                                  \
    COUNTED("late", COUNTED_AS_DONE, "c.late_body_id", COUNTED_LATE)                               \
    " UNION ALL "                                                                                  \
    COUNTED("exempt", COUNTED_AS_DONE, "c.late_body_id",                                           \
            COUNTED_LATE " AND c.lateness_exempt = 1")                                             \
    " UNION ALL "                                                                                  \
    COUNTED("pending", "c.due_at", "c.handling_body_id",                                           \
            " AND c.due_at IS NOT NULL"                                                            \
            " AND c.state IN ('dispatched', 'disputed', 'handling', 'handled')")                   \
    " UNION ALL "                                                                                  \
    COUNTED_TURN("reworked", "checking", "handling", "next_body_id")                               \
    " UNION ALL "                                                                                  \
    COUNTED_TURN("returned", "dispatched", "filed", "body_id")                                     \
    " UNION ALL "                                                                                  \
    COUNTED_GRANT("extended", "extension")                                                         \
    " UNION ALL "                                                                                  \
    COUNTED_GRANT("suspended", "suspension")                                                       \
    " UNION ALL "                                                                                  \
    "SELECT 'recurred', (c.reported_at + 28800000) / 86400000, r.grid_id, r.block_body_id, "       \
    "r.handled_by_id, c.kind, c.id % 4 FROM case_recurrences_v r "                                   \
    "JOIN cases_v c ON c.county_id = r.county_id AND c.id = r.case_id WHERE r.county_id = $1 "       \
    "AND c.state NOT IN ('not_accepted', 'voided', 'merged')"
// clang-format on
